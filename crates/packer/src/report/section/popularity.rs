//! Popularity bias: who gets the places beside who gets the clicks.

use maud::{Markup, html};

use super::numbers;
use crate::evaluation::{Evaluation, PopularityPart};
use crate::numerals::grouped;
use crate::report::palette::{LOG, PACK, hex};
use crate::report::plot::{Caption, Columns, PlotError};
use crate::report::words::{of_hundred, percent};

/// Differences of fewer places of 100 are not worth a word.
const WORTH_SAYING: f64 = 0.03;

/// Shares of clicks and places by popularity.
pub(crate) fn popularity(evaluation: &Evaluation) -> Result<Markup, PlotError> {
    let parts = &evaluation.popularity;
    let sentence = sentence(parts);
    let title = "Shoppers' events and the pack's recommendations by popularity";
    let columns = Columns {
        groups: (1..)
            .zip(parts)
            .map(|(number, part)| (number.to_string(), vec![part.of_events, part.of_places]))
            .collect(),
        inks: &[LOG, PACK],
        axis: "tenths of the catalog, most popular first",
    };
    let head = [
        "tenth",
        "items",
        "of shoppers' events",
        "of recommendations",
        "items ever shown",
    ];
    let rows: Vec<Vec<String>> = (1..)
        .zip(parts)
        .map(|(number, part)| {
            vec![
                number.to_string(),
                grouped(part.items as u64),
                percent(part.of_events),
                percent(part.of_places),
                percent(part.covered),
            ]
        })
        .collect();
    let caption = Caption {
        name: "popularity",
        title,
        description: &sentence,
    };
    Ok(html! {
        section {
            h2 { "Bestsellers and the rest" }
            p { (sentence) }
            figure {
                figcaption { (title) }
                (columns.svg(caption)?)
                ul.legend.always.plot aria-hidden="true" {
                    @for (ink, words) in [(LOG, "share of shoppers' events"), (PACK, "share of recommendations")] {
                        li {
                            svg viewBox="0 0 12 12" { rect width="12" height="12" fill=(hex(ink.light)); }
                            (words)
                        }
                    }
                }
                (numbers(title, &head.map(String::from), &rows))
            }
        }
    })
}

fn sentence(parts: &[PopularityPart]) -> String {
    let Some(first) = parts.first() else {
        return "The catalog is empty.".into();
    };
    let lean = first.of_places - first.of_events;
    let verdict = if lean > WORTH_SAYING {
        "the pack leans towards what is popular anyway"
    } else if lean < -WORTH_SAYING {
        "the pack leads shoppers away from bestsellers, to the rest of the catalog"
    } else {
        "the pack follows the shoppers' own taste for bestsellers, no more and no less"
    };
    format!(
        "The most popular tenth of the catalog gets {} of 100 of the shoppers' events and {} of 100 recommendations: {verdict}.",
        of_hundred(first.of_events),
        of_hundred(first.of_places),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_says_which_way_the_pack_leans() {
        let part = |of_events, of_places| PopularityPart {
            items: 1,
            of_events,
            of_places,
            covered: 1.0,
        };
        assert!(sentence(&[part(0.4, 0.5)]).contains("gets 40 of 100"));
        assert!(sentence(&[part(0.4, 0.5)]).contains("leans towards"));
        assert!(sentence(&[part(0.4, 0.3)]).contains("away from"));
        assert!(sentence(&[part(0.4, 0.41)]).contains("no more and no less"));
        assert!(sentence(&[]).contains("empty"));
    }
}
