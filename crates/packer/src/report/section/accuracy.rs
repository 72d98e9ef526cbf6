//! Accuracy against the number of items shown.

use maud::{Markup, html};

use super::numbers;
use crate::evaluation::{ByLength, Evaluation, Figures, Measured};
use crate::report::palette::{hex, series};
use crate::report::plot::{Caption, Line, Lines, PlotError};
use crate::report::words::{of_hundred, percent};

/// Hit rate and recall, the pack's beside the baselines'.
pub(crate) fn accuracy(evaluation: &Evaluation) -> Result<Markup, PlotError> {
    let all = &evaluation.pack.all;
    let next = format!(
        "Of 100 items that shoppers came to next, {} were among the 20 items shown, {} among the first 5, and {} were the very first.",
        of_hundred(all.hr.at(20)),
        of_hundred(all.hr.at(5)),
        of_hundred(all.hr.at(1)),
    );
    let rest = format!(
        "Of 100 items that shoppers still went on to in their visit, {} were among the 20 items shown.",
        of_hundred(all.recall.at(20)),
    );
    let hits = Accuracy {
        name: "hits",
        title: "Hit rate: how often the next item is shown",
        sentence: &next,
        of: |figures| &figures.hr,
    };
    let recall = Accuracy {
        name: "recall",
        title: "Recall: how much of the rest of the visit is shown",
        sentence: &rest,
        of: |figures| &figures.recall,
    };
    Ok(html! {
        section {
            h2 { "How often it is right" }
            p { (next) @if let Some(words) = comparison(evaluation) { " " (words) } }
            (hits.figure(evaluation)?)
            p { (rest) " This forgives a shelf that is one click ahead of the shopper." }
            (recall.figure(evaluation)?)
        }
    })
}

/// The pack beside the best of the others.
fn comparison(evaluation: &Evaluation) -> Option<String> {
    let hits = |method: &Measured| method.all.hr.at(20);
    let best = evaluation
        .baselines
        .iter()
        .max_by(|a, b| hits(a).total_cmp(&hits(b)))?;
    Some(format!(
        "The best of the simpler methods, {}, gets {} of 100.",
        best.name,
        of_hundred(hits(best)),
    ))
}

struct Accuracy<'a> {
    name: &'static str,
    title: &'a str,
    sentence: &'a str,
    of: fn(&Figures) -> &ByLength,
}

impl Accuracy<'_> {
    fn figure(&self, evaluation: &Evaluation) -> Result<Markup, PlotError> {
        let methods: Vec<&Measured> = std::iter::once(&evaluation.pack)
            .chain(&evaluation.baselines)
            .collect();
        let line = |method: &&Measured| Line {
            name: method.name,
            points: (self.of)(&method.all).iter().collect(),
        };
        let lines = Lines {
            lines: methods.iter().map(line).collect(),
        };
        let caption = Caption {
            name: self.name,
            title: self.title,
            description: self.sentence,
        };
        let head: Vec<String> = ["items shown"]
            .into_iter()
            .chain(methods.iter().map(|method| method.name))
            .map(String::from)
            .collect();
        let mut rows = Vec::new();
        for (length, _) in (self.of)(&evaluation.pack.all).iter() {
            let cells = methods
                .iter()
                .map(|method| percent((self.of)(&method.all).at(length)));
            rows.push(std::iter::once(length.to_string()).chain(cells).collect());
        }
        Ok(html! {
            figure {
                figcaption { (self.title) }
                (lines.svg(caption)?)
                ul.legend.plot aria-hidden="true" {
                    @for (number, method) in methods.iter().enumerate() {
                        li {
                            svg viewBox="0 0 36 8" {
                                line x1="0" x2="36" y1="4" y2="4"
                                    stroke=(hex(series(number).light))
                                    stroke-width=(if number == 0 { 4 } else { 2 });
                            }
                            (method.name)
                        }
                    }
                }
                (numbers(self.title, &head, &rows))
            }
        })
    }
}
