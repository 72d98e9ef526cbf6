//! How much of the catalog is ever shown: by category where there are any, by popularity otherwise.

use maud::{Markup, html};

use super::numbers;
use crate::evaluation::{CategoryCoverage, Evaluation};
use crate::numerals::grouped;
use crate::report::plot::{Bar, Bars, Caption, PlotError};
use crate::report::words::{label, percent};

/// Bars that are drawn; the table has all.
const DRAWN: usize = 16;

/// A group of items.
struct Group {
    name: String,
    items: usize,
    covered: f64,
}

/// Shares of items that were shown at least once.
pub(crate) fn coverage(evaluation: &Evaluation) -> Result<Markup, PlotError> {
    let by_category = !evaluation.categories.is_empty();
    let groups = groups(evaluation);
    let sentence = sentence(evaluation, &groups, by_category);
    let (title, head) = if by_category {
        ("Items shown at least once, by category", "category")
    } else {
        (
            "Items shown at least once, by popularity",
            "part of the catalog",
        )
    };
    let bar = |group: &Group| Bar {
        name: group.name.clone(),
        value: group.covered,
        label: percent(group.covered),
    };
    let bars = Bars {
        bars: groups.iter().take(DRAWN).map(bar).collect(),
        full: 1.0,
    };
    let rows: Vec<Vec<String>> = groups
        .iter()
        .map(|group| {
            vec![
                group.name.clone(),
                grouped(group.items as u64),
                percent(group.covered),
            ]
        })
        .collect();
    let caption = Caption {
        name: "coverage",
        title,
        description: &sentence,
    };
    Ok(html! {
        section {
            h2 { "How much of the catalog it shows" }
            p { (sentence) }
            figure {
                figcaption {
                    (title)
                    @if groups.len() > DRAWN { ", the " (DRAWN) " largest of " (groups.len()) }
                }
                (bars.svg(caption)?)
                (numbers(title, &[head, "items", "shown at least once"].map(String::from), &rows))
            }
        }
    })
}

fn groups(evaluation: &Evaluation) -> Vec<Group> {
    if evaluation.categories.is_empty() {
        let parts = (1..).zip(&evaluation.popularity);
        let parts = parts.map(|(number, part)| Group {
            name: match number {
                1 => "1st tenth, most popular".into(),
                2 => "2nd tenth".into(),
                3 => "3rd tenth".into(),
                _ => format!("{number}th tenth"),
            },
            items: part.items,
            covered: part.covered,
        });
        return parts.collect();
    }
    let group = |category: &CategoryCoverage| Group {
        name: label(&category.category),
        items: category.items,
        covered: category.covered,
    };
    evaluation.categories.iter().map(group).collect()
}

fn sentence(evaluation: &Evaluation, groups: &[Group], by_category: bool) -> String {
    let covered = evaluation.pack.all.coverage;
    let items = evaluation.items as f64;
    let mut words = format!(
        "Of {} items, {} ({}) were shown to at least one shopper; following recommendations alone, from one item to the next, {} can be reached.",
        grouped(evaluation.items as u64),
        grouped((covered * items).round() as u64),
        percent(covered),
        percent(evaluation.pack.reachable),
    );
    let least = groups.iter().min_by(|a, b| a.covered.total_cmp(&b.covered));
    if let Some(least) = least.filter(|_| by_category && groups.len() > 1) {
        words += &format!(
            " The category shown least is {}, of whose items {} appeared.",
            least.name,
            percent(least.covered),
        );
    }
    words
}
