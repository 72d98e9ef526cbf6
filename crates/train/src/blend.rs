//! From parts to the entries of a row: one weight and one relation each.

use std::cmp::Ordering;

use whyshelf_pack::Relation;

use crate::features::Similarity;
use crate::knobs::Knobs;
use crate::occurrences::Occurrences;
use crate::parts::{self, CATALOG, PARTS, Tie, Weights};

/// An entry of a row before it is quantised.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Blend {
    pub(crate) item: u32,
    pub(crate) weight: f32,
    pub(crate) relation: Relation,
}

impl Blend {
    /// Heaviest first; equals by popularity.
    pub(crate) fn heavier(&self, other: &Blend) -> Ordering {
        let by_weight = other.weight.total_cmp(&self.weight);
        by_weight.then(self.item.cmp(&other.item))
    }
}

/// Turns parts into weights.
pub(crate) struct Blender<'a> {
    factors: Weights,
    knobs: &'a Knobs,
    log: &'a Occurrences,
}

impl<'a> Blender<'a> {
    /// Blends rows of `log` by `knobs`, given what one unit of each part is worth.
    pub(crate) fn new(log: &'a Occurrences, knobs: &'a Knobs, units: &Weights) -> Blender<'a> {
        Blender {
            factors: knobs.factors(units),
            knobs,
            log,
        }
    }

    /// The `keep` heaviest of a row, the heaviest first.
    pub(crate) fn heaviest(&self, item: u32, row: &[(u32, Weights)], keep: usize) -> Vec<Blend> {
        let mut row: Vec<Blend> = row
            .iter()
            .map(|(other, weights)| self.blend(item, *other, weights))
            .filter(|blend| blend.weight > 0.0)
            .collect();
        row.sort_unstable_by(Blend::heavier);
        row.truncate(keep);
        row.shrink_to_fit();
        row
    }

    /// The rows that `item` would enter by its likeness to theirs, the row where it weighs most
    /// leading, and its entry there.
    pub(crate) fn likeness(&self, item: u32, similar: &[(u32, Similarity)]) -> Vec<(u32, Blend)> {
        let mut rows: Vec<(u32, Blend)> = similar
            .iter()
            .map(|(row, similarity)| {
                let mut weights = [0.0; PARTS];
                weights[CATALOG].copy_from_slice(similarity);
                (*row, self.blend(*row, item, &weights))
            })
            .collect();
        rows.sort_unstable_by(|a, b| b.1.weight.total_cmp(&a.1.weight).then(a.0.cmp(&b.0)));
        rows
    }

    fn blend(&self, item: u32, other: u32, weights: &Weights) -> Blend {
        let (own, others) = (self.log.sessions_of(item), self.log.sessions_of(other));
        let trust = self.knobs.catalog_trust(own, others);
        Blend {
            item: other,
            weight: parts::blend(weights, &self.factors, trust),
            relation: self.relation(parts::tie(weights, &self.factors, trust)),
        }
    }

    fn relation(&self, tie: Tie) -> Relation {
        match (tie, self.log.are_only_purchases()) {
            (Tie::Basket, _) | (Tie::Session, true) => Relation::BoughtTogether,
            (Tie::Session, false) => Relation::ViewedTogether,
            (Tie::Company, true) => Relation::BoughtAlike,
            (Tie::Company, false) => Relation::ViewedAlike,
            (Tie::Likeness, _) => Relation::Similar,
        }
    }
}
