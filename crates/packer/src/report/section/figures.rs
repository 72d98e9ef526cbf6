//! Every figure of every method.

use maud::{Markup, html};

use super::table;
use crate::evaluation::{Evaluation, Figures, Measured};
use crate::numerals::grouped;
use crate::report::words::percent;

/// Two tables: all targets and unseen ones.
pub(crate) fn figures(evaluation: &Evaluation) -> Markup {
    html! {
        section {
            h2 { "All figures" }
            p {
                @if !evaluation.baselines.is_empty() {
                    "Every method was asked the same questions in the same run. "
                }
                "The second table leaves out what the "
                "shopper had already seen in the visit, as a shelf that must not repeat items does."
            }
            (of_targets(evaluation, "All targets", |method| &method.all))
            (of_targets(evaluation, "Unseen targets", |method| &method.unseen))
        }
    }
}

fn of_targets(evaluation: &Evaluation, caption: &str, of: fn(&Measured) -> &Figures) -> Markup {
    let head = [
        "method",
        "HR@20",
        "MRR@20",
        "NDCG@20",
        "recall@20",
        "coverage",
        "Gini",
        "popularity percentile",
        "diversity",
        "novelty, bits",
        "reachable",
    ];
    let methods = std::iter::once(&evaluation.pack).chain(&evaluation.baselines);
    let rows: Vec<Vec<String>> = methods
        .map(|method| {
            let figures = of(method);
            let share = |share: f64| format!("{share:.2}");
            vec![
                method.name.to_owned(),
                percent(figures.hr.at(20)),
                percent(figures.mrr.at(20)),
                percent(figures.ndcg.at(20)),
                percent(figures.recall.at(20)),
                percent(figures.coverage),
                share(figures.gini),
                share(figures.popularity_percentile),
                share(figures.diversity),
                format!("{:.1}", figures.novelty_bits),
                percent(method.reachable),
            ]
        })
        .collect();
    let queries = of(&evaluation.pack).queries;
    let caption = format!("{caption}, {} queries", grouped(queries));
    table(&caption, &head.map(String::from), &rows)
}
