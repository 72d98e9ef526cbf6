//! What the pack has learned from the shop's log.

use maud::{Markup, html};

use super::numbers;
use crate::evaluation::Evaluation;
use crate::numerals::grouped;
use crate::report::plot::{Bar, Bars, Caption, PlotError};
use crate::report::words::{of_hundred, percent, times, whole_percent};

/// Events further back than this are not drawn.
const DRAWN: usize = 10;

/// A weight that makes as good as no difference to a whole one.
const NEARLY: f64 = 0.8;

/// A weight that is as good as none.
const HARDLY: f64 = 0.15;

/// Distances, repeats, kinds of event and relations.
pub(crate) fn learned(evaluation: &Evaluation) -> Result<Markup, PlotError> {
    Ok(html! {
        section {
            h2 { "What it has learned" }
            p { "Wherever the shop's own log had something to teach, these numbers were fitted to it when the pack was built." }
            (distance(evaluation)?)
            (seen(evaluation)?)
            (kinds(evaluation)?)
            (relations(evaluation)?)
        }
    })
}

/// One plot with its sentence.
struct Part<'a> {
    name: &'static str,
    title: &'a str,
    sentence: String,
    /// What the rows of the table are, and their numbers.
    head: [&'a str; 2],
    bars: Vec<Bar>,
    /// Bars that are drawn; the table has all.
    drawn: usize,
    full: f64,
}

impl Part<'_> {
    fn figure(self) -> Result<Markup, PlotError> {
        let rows: Vec<Vec<String>> = self
            .bars
            .iter()
            .map(|bar| vec![bar.name.clone(), bar.label.clone()])
            .collect();
        let drawn = self.bars.into_iter().take(self.drawn);
        let bars = Bars {
            bars: drawn.collect(),
            full: self.full,
        };
        let caption = Caption {
            name: self.name,
            title: self.title,
            description: &self.sentence,
        };
        Ok(html! {
            p { (self.sentence) }
            figure {
                figcaption { (self.title) }
                (bars.svg(caption)?)
                (numbers(self.title, &self.head.map(String::from), &rows))
            }
        })
    }
}

fn distance(evaluation: &Evaluation) -> Result<Markup, PlotError> {
    let weights = &evaluation.learned.distance;
    let weight = |steps: usize| weights.get(steps).copied().unwrap_or(0.0);
    let sentence = if weight(4) > NEARLY {
        format!(
            "In this shop the order of events hardly matters: the fifth last event still counts {} of the last.",
            whole_percent(weight(4)),
        )
    } else {
        format!(
            "What a shopper did last counts most. The event before it counts {} of that, the fifth last {}; beyond {} events nothing counts any more.",
            whole_percent(weight(1)),
            whole_percent(weight(4)),
            weights.len(),
        )
    };
    let bars = weights.iter().enumerate().map(|(steps, &weight)| Bar {
        name: age(steps),
        value: weight,
        label: percent(weight),
    });
    Part {
        name: "distance",
        title: "How much an event counts by its age",
        sentence,
        head: ["event", "weight beside the last"],
        bars: bars.collect(),
        drawn: DRAWN,
        full: 1.0,
    }
    .figure()
}

fn seen(evaluation: &Evaluation) -> Result<Markup, PlotError> {
    let seen = &evaluation.learned.seen;
    let strongest = seen.iter().fold(0.0_f64, |most, &prior| most.max(prior));
    let sentence = if strongest < HARDLY {
        "In this shop, having looked at an item does not make it likely to come up again."
            .to_owned()
    } else {
        let first = seen.first().copied().unwrap_or(0.0);
        format!(
            "Shoppers come back to what they have seen: where a shelf may repeat items, the item of the last event gets {} what the item most related to it gets.",
            times(first),
        )
    };
    let bars = seen.iter().enumerate().map(|(steps, &prior)| Bar {
        name: if steps + 1 == seen.len() && steps > 0 {
            format!("{steps} or more events earlier")
        } else {
            age(steps)
        },
        value: prior,
        label: times(prior),
    });
    Part {
        name: "seen",
        title: "What an item gets for having been seen already",
        sentence,
        head: ["seen at", "of what the most related item gets"],
        bars: bars.collect(),
        drawn: DRAWN,
        full: strongest.max(1.0),
    }
    .figure()
}

fn kinds(evaluation: &Evaluation) -> Result<Markup, PlotError> {
    let kinds = &evaluation.learned.kinds;
    let bars = kinds.iter().map(|kind| Bar {
        name: kind.name.replace('_', " "),
        value: kind.share,
        label: times(kind.share),
    });
    let all_alike = kinds
        .iter()
        .all(|kind| kind.share == 1.0 || kind.name == "remove_from_cart");
    let sentence = if all_alike {
        "Looking at an item, putting it into the cart and buying it count alike.".to_owned()
    } else {
        let strongest = kinds.iter().max_by(|a, b| a.share.total_cmp(&b.share));
        strongest.map_or_else(String::new, |kind| {
            format!(
                "The event that says most is “{}”: it counts {} a view.",
                kind.name.replace('_', " "),
                times(kind.share),
            )
        })
    };
    Part {
        name: "kinds",
        title: "How much an event counts by its kind",
        sentence,
        head: ["kind of event", "of a view"],
        bars: bars.collect(),
        drawn: DRAWN,
        full: kinds
            .iter()
            .fold(1.0, |largest: f64, kind| largest.max(kind.share)),
    }
    .figure()
}

fn relations(evaluation: &Evaluation) -> Result<Markup, PlotError> {
    let relations = &evaluation.learned.relations;
    let sentence = relations.first().map_or_else(
        || "No two items are related.".to_owned(),
        |most| {
            format!(
                "The pack holds {} relations between two items; {} of 100 are of the kind “{}”, and a reason on the shelf says which it is.",
                grouped(evaluation.learned.neighbours as u64),
                of_hundred(most.share),
                most.name,
            )
        },
    );
    let bars = relations.iter().map(|relation| Bar {
        name: relation.name.to_owned(),
        value: relation.share,
        label: percent(relation.share),
    });
    Part {
        name: "relations",
        title: "Why items are related",
        sentence,
        head: ["relation", "of all"],
        bars: bars.collect(),
        drawn: DRAWN,
        full: 1.0,
    }
    .figure()
}

fn age(steps: usize) -> String {
    match steps {
        0 => "the last event".into(),
        1 => "1 event earlier".into(),
        steps => format!("{steps} events earlier"),
    }
}
