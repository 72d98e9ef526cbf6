//! Items and neighbours, counted.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use whyshelf_engine::{ItemIndex, Pack, Relation};
use whyshelf_pack::Availability;

use crate::command::words;
use crate::numerals::grouped;

/// Counts over a pack.
pub(super) struct Contents {
    items: usize,
    /// With title and link: the others are never shown.
    shown: usize,
    priced: usize,
    reduced: usize,
    rated: usize,
    available: usize,
    with_arrival: usize,
    categories: usize,
    brands: usize,
    neighbours: usize,
    by_relation: [usize; Relation::ALL.len()],
    /// Items that no row follows from.
    without_neighbours: usize,
}

impl Contents {
    pub(super) fn of(pack: &Pack) -> Contents {
        let items = || (0..pack.len() as u32).map(ItemIndex);
        let count = |test: &dyn Fn(ItemIndex) -> bool| items().filter(|&item| test(item)).count();
        let names = |name: fn(&Pack, ItemIndex) -> &str| {
            let names: BTreeSet<&str> = items().map(|item| name(pack, item)).collect();
            names.len() - usize::from(names.contains(""))
        };
        let mut by_relation = [0; Relation::ALL.len()];
        for near in items().flat_map(|item| pack.row(item).neighbours) {
            by_relation[near.relation as usize] += 1;
        }
        Contents {
            items: pack.len(),
            shown: count(&|item| {
                let card = pack.card(item);
                !card.title.is_empty() && !card.url.is_empty()
            }),
            priced: count(&|item| pack.card(item).price.is_some()),
            reduced: count(&|item| pack.card(item).regular_price.is_some()),
            rated: count(&|item| pack.card(item).rating.is_some()),
            available: count(&|item| pack.card(item).availability == Availability::InStock),
            with_arrival: count(&|item| pack.arrived(item) > 0),
            categories: names(|pack, item| pack.card(item).category),
            brands: names(|pack, item| pack.card(item).brand),
            neighbours: by_relation.iter().sum(),
            by_relation,
            without_neighbours: count(&|item| pack.row(item).neighbours.is_empty()),
        }
    }

    /// For the table.
    pub(super) fn lines(&self) -> Vec<(String, String)> {
        let mut lines: Vec<(String, String)> = [
            ("items", self.items),
            ("  with title and link: can be shown", self.shown),
            ("  with a price", self.priced),
            ("  with a reduced price", self.reduced),
            ("  with a rating", self.rated),
            ("  said to be in stock", self.available),
            ("  with a day of arrival", self.with_arrival),
            ("  without neighbours", self.without_neighbours),
            ("categories", self.categories),
            ("brands", self.brands),
            ("neighbours", self.neighbours),
        ]
        .into_iter()
        .map(|(name, count)| (name.to_owned(), grouped(count)))
        .collect();
        for relation in Relation::ALL {
            let count = self.by_relation[relation as usize];
            let share = words::percent(count as f64 / self.neighbours.max(1) as f64);
            let name = format!("  {} the item", words::related(relation));
            lines.push((name, format!("{} ({share})", grouped(count))));
        }
        lines
    }

    pub(super) fn json(&self) -> Value {
        let by_relation: Value = Relation::ALL
            .into_iter()
            .map(|relation| {
                let count = json!(self.by_relation[relation as usize]);
                (words::relation_name(relation).to_owned(), count)
            })
            .collect();
        json!({
            "items": self.items,
            "shown": self.shown,
            "priced": self.priced,
            "reduced": self.reduced,
            "rated": self.rated,
            "in_stock": self.available,
            "with_arrival": self.with_arrival,
            "without_neighbours": self.without_neighbours,
            "categories": self.categories,
            "brands": self.brands,
            "neighbours": self.neighbours,
            "by_relation": by_relation,
        })
    }
}
