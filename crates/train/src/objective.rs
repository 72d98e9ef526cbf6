//! How good a setting of the model's knobs is: the next event of held-out sessions, ranked.
//! This is the fast twin of `evaluate`, in floating point and before pruning and quantising;
//! figures that are reported come from the engine's own scores, never from here.

use std::cell::RefCell;
use std::ops::Add;

use crate::asked::Asked;
use crate::knobs::Knobs;
use crate::part_rows::{Blended, PartRows};
use crate::parts::Weights;
use crate::sessions::Sessions;

/// Hits that a knob has to gain before it is moved by a factor of e.
pub(crate) const HITS_PER_MOVE: f64 = 1.0;

/// Held-out sessions and the rows to rank them with.
///
/// Every event but a session's first is a target, whatever happened to the item: it is what
/// `evaluate` asks as well.
pub(crate) struct Objective {
    asked: Asked,
    rows: PartRows,
    units: Weights,
    blended: RefCell<Blended>,
}

/// Sums over queries.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Sums {
    /// Targets within the first 20 ranks.
    pub(crate) hits: f64,
    /// Their reciprocal ranks.
    pub(crate) reciprocal: f64,
    /// All targets.
    pub(crate) queries: f64,
}

impl Add for Sums {
    type Output = Sums;

    fn add(self, other: Sums) -> Sums {
        Sums {
            hits: self.hits + other.hits,
            reciprocal: self.reciprocal + other.reciprocal,
            queries: self.queries + other.queries,
        }
    }
}

impl Objective {
    /// Ranks the events of `held_out` by `rows`.
    pub(crate) fn new(held_out: &Sessions, rows: PartRows) -> Objective {
        let units = rows.units();
        let (starts, items) = rows.pairs();
        Objective {
            asked: Asked::of(held_out, starts, items),
            rows,
            units,
            blended: RefCell::default(),
        }
    }

    /// The same with units measured elsewhere.
    pub(crate) fn measured_by(self, units: Weights) -> Objective {
        Objective { units, ..self }
    }

    /// Whether any pair has this part.
    pub(crate) fn has(&self, part: usize) -> bool {
        self.rows.has(part)
    }

    /// What one unit of each part is worth.
    pub(crate) fn units(&self) -> &Weights {
        &self.units
    }

    /// HR@20 + 2 MRR@20 over all queries of the held-out sessions, at most 3, less what `knobs`
    /// have moved from where they began: on a small log a hit more proves nothing.
    pub(crate) fn value(&self, knobs: &Knobs) -> f64 {
        let sums = self.sums(knobs);
        let moved = HITS_PER_MOVE * knobs.moved();
        (sums.hits + 2.0 * sums.reciprocal - moved) / sums.queries.max(1.0)
    }

    /// The sums behind [`Objective::value`].
    pub(crate) fn sums(&self, knobs: &Knobs) -> Sums {
        let mut blended = self.blended.borrow_mut();
        let blend = blended.by(&self.rows, knobs, &knobs.factors(&self.units));
        self.asked.sums(blend, knobs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::PARTS;

    #[test]
    fn the_value_of_a_hand_made_session() {
        // Item 0 leads to 1 (weight 2) and 2 (weight 1); 1 leads nowhere.
        let part = |weight| {
            let mut weights = [0.0; PARTS];
            weights[0] = weight;
            weights
        };
        let row = vec![(1, part(2.0)), (2, part(1.0))];
        let rows = PartRows::new(&[0], &[row], vec![1; 3]);
        let mut held_out = Sessions::over(3);
        held_out.push(0, [0, 2, 1]);
        let knobs = Knobs {
            seen: [0.0; 4],
            ..Knobs::START
        };
        let sums = Objective::new(&held_out, rows).sums(&knobs);
        // Target 2 ranks second; then target 1 ranks first by what 0 still says.
        assert_eq!((sums.hits, sums.reciprocal, sums.queries), (2.0, 1.5, 2.0));
    }
}
