//! Who gets the places: the catalog in groups.

use std::collections::BTreeMap;

use serde::Serialize;
use whyshelf_engine::{ItemIndex, Pack};

use crate::metric::{Popularity, Shown};

/// Into how many parts the catalog is cut by popularity.
const PARTS: usize = 10;

/// A part of the catalog by popularity.
#[derive(Debug, Serialize)]
pub(crate) struct PopularityPart {
    /// Items in it.
    pub(crate) items: usize,
    /// Its share of the log's events, 0 to 1.
    pub(crate) of_events: f64,
    /// Its share of all places on the pack's shelves, 0 to 1.
    pub(crate) of_places: f64,
    /// Items of it that were shown at least once, 0 to 1.
    pub(crate) covered: f64,
}

/// A category and how much of it was shown.
#[derive(Debug, Serialize)]
pub(crate) struct CategoryCoverage {
    /// The first step of its path, as the catalog has it.
    pub(crate) category: String,
    /// Items in it.
    pub(crate) items: usize,
    /// Items of it that were shown at least once, 0 to 1.
    pub(crate) covered: f64,
}

/// The catalog in tenths, the most popular first.
pub(crate) fn by_popularity(popularity: &Popularity, shown: &Shown) -> Vec<PopularityPart> {
    let share = |part: u64, whole: u64| part as f64 / whole.max(1) as f64;
    let parts = popularity.parts(PARTS).into_iter();
    let parts = parts.map(|items| {
        let events = items.iter().map(|&item| popularity.events(item as usize));
        let places = items.iter().map(|&item| shown.counts[item as usize]);
        PopularityPart {
            items: items.len(),
            of_events: share(events.sum(), popularity.total()),
            of_places: share(places.clone().sum(), shown.total()),
            covered: share(
                places.filter(|&places| places > 0).count() as u64,
                items.len() as u64,
            ),
        }
    });
    parts.collect()
}

/// The pack's top-level categories, the largest first, equals by name; items without one count
/// nowhere.
pub(crate) fn by_category(pack: &Pack, shown: &Shown) -> Vec<CategoryCoverage> {
    let mut categories: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (item, &count) in (0..pack.len() as u32).zip(&shown.counts) {
        let path = pack.card(ItemIndex(item)).category;
        let category = path.split(" > ").next().unwrap_or(path).trim();
        if !category.is_empty() {
            let (items, covered) = categories.entry(category).or_default();
            *items += 1;
            *covered += usize::from(count > 0);
        }
    }
    let coverage = |(category, (items, covered)): (&str, (usize, usize))| CategoryCoverage {
        category: category.to_owned(),
        items,
        covered: covered as f64 / items as f64,
    };
    let mut categories: Vec<CategoryCoverage> = categories.into_iter().map(coverage).collect();
    categories.sort_by_key(|category| std::cmp::Reverse(category.items));
    categories
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_share_events_and_places() {
        let popularity = Popularity::count(4, [0, 0, 0, 1].iter());
        let counts = vec![1, 0, 0, 3];
        let parts = by_popularity(&popularity, &Shown { counts });
        let shares = |part: &PopularityPart| (part.of_events, part.of_places, part.covered);
        let shares: Vec<_> = parts.iter().map(shares).collect();
        let expected = [
            (0.75, 0.25, 1.0),
            (0.25, 0.0, 0.0),
            (0.0, 0.0, 0.0),
            (0.0, 0.75, 1.0),
        ];
        assert_eq!(shares, expected);
    }
}
