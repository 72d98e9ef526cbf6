//! The numbers of the model that are fitted to the log.

use whyshelf_engine::EventKind;

use crate::parts::{PARTS, Weights};

/// Events further from the session's end than this never count.
pub(crate) const LONGEST_MEMORY: usize = 30;

/// Weights below this share of the last event's are cut off.
const FADED: f32 = 0.004;

/// How many steps the "seen `d` events ago" prior tells apart; the last holds for older.
pub(crate) const SEEN: usize = 4;

/// How many kinds of events there are.
pub(crate) const KINDS: usize = EventKind::ALL.len();

/// How many numbers [`Knobs`] holds.
pub(crate) const KNOBS: usize = KIND + KINDS;

const MEMORY: usize = PARTS;
const FLOOR: usize = MEMORY + 1;
const FIRST_SEEN: usize = FLOOR + 1;

/// Number of the knob [`Knobs::prior`].
pub(crate) const PRIOR: usize = FIRST_SEEN + SEEN;

/// Number of the knob [`Knobs::welcome`].
pub(crate) const WELCOME: usize = PRIOR + 1;

/// Number of the knob of the first kind.
pub(crate) const KIND: usize = WELCOME + 1;

/// One setting of everything that is fitted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Knobs {
    /// How much each part counts, relative to what one unit of it is worth; 0 leaves it out.
    pub parts: Weights,
    /// Steps after which an event's weight has fallen to 1/e; large is flat: order is
    /// meaningless; small: only the last event matters.
    pub memory: f32,
    /// Share of the weight that never decays, 0 to 1.
    pub floor: f32,
    /// Score of an item for having been seen `d` events ago; 1 is about what its best neighbour
    /// gets from the last event.
    pub seen: [f32; SEEN],
    /// Sessions of an item at which what the catalog says of its neighbours counts half as much
    /// as for an item without any session; small: the log is trusted at once.
    pub prior: f32,
    /// The same for the neighbour: how much more the catalog's word counts for one that the log
    /// does not know; 0: not at all more.
    pub welcome: f32,
    /// What an event of each kind weighs, in the order of [`EventKind::ALL`], a view being 1.
    pub kinds: [f32; KINDS],
}

impl Knobs {
    /// Where every search begins, and what a log too small to search gets: values that did well
    /// on logs of several kinds. What is put in the cart or bought says more than a look; what is
    /// taken out of the cart says nothing.
    pub(crate) const START: Knobs = Knobs {
        parts: [
            0.1, 0.2, 0.2, 0.1, 0.1, 0.1, 0.15, 0.25, // counted in all sessions
            0.1, 0.1, // counted in baskets
            0.3, 0.4, 0.1, 0.15, 0.2, // read in the catalog
        ],
        memory: 1.5,
        floor: 0.02,
        seen: [1.0, 1.0, 0.5, 0.5],
        prior: 4.0,
        welcome: 0.2,
        kinds: [1.0, 1.5, 2.0, 0.0, 2.0],
    };

    /// Weight of the event `d` steps before the end, for every `d` that counts; the first is 1.
    pub(crate) fn decay_table(&self) -> Vec<f32> {
        (0..LONGEST_MEMORY)
            .map(|distance| {
                let fading = (-(distance as f32) / self.memory).exp();
                self.floor + (1.0 - self.floor) * fading
            })
            .take_while(|&weight| weight >= FADED)
            .collect()
    }

    /// What each part's raw weights are multiplied by, given what one unit of each is worth.
    pub(crate) fn factors(&self, units: &Weights) -> Weights {
        let mut factors = self.parts;
        for (factor, unit) in factors.iter_mut().zip(units) {
            *factor /= unit;
        }
        factors
    }

    /// The "seen" prior at a distance.
    pub(crate) fn seen_at(&self, distance: usize) -> f32 {
        self.seen[distance.min(SEEN - 1)]
    }

    /// How much what the catalog says of a pair counts, where the row's item was in `row`
    /// sessions and its neighbour in `other`.
    pub(crate) fn catalog_trust(&self, row: u32, other: u32) -> f32 {
        let unknown = |sessions: u32| self.prior / (self.prior + sessions as f32);
        unknown(row) + self.welcome * unknown(other)
    }

    /// How far from [`Knobs::START`] all knobs are: squares of the logarithms of their ratios,
    /// none counting for more than a factor of 16.
    pub(crate) fn moved(&self) -> f64 {
        let (mut own, mut start) = (*self, Knobs::START);
        let moved = (0..KNOBS).map(|knob| {
            let (own, start) = (*own.knob(knob), *start.knob(knob));
            if own == start {
                return 0.0;
            }
            let ratio = f64::from(own / start).clamp(1.0 / 16.0, 16.0);
            ratio.ln() * ratio.ln()
        });
        moved.sum()
    }

    /// Knob number `knob`, below [`KNOBS`].
    pub(crate) fn knob(&mut self, knob: usize) -> &mut f32 {
        match knob {
            0..PARTS => &mut self.parts[knob],
            MEMORY => &mut self.memory,
            FLOOR => &mut self.floor,
            FIRST_SEEN..PRIOR => &mut self.seen[knob - FIRST_SEEN],
            PRIOR => &mut self.prior,
            WELCOME => &mut self.welcome,
            _ => &mut self.kinds[(knob - KIND).min(KINDS - 1)],
        }
    }

    /// The range of knob number `knob`. Prior and welcome never vanish: an item the log does not
    /// know always has what the catalog says of it, and is not ranked last for being new. A
    /// held-out session hardly ever asks for such an item, so the fit alone would not see to it.
    pub(crate) fn range(knob: usize) -> (f32, f32) {
        match knob {
            MEMORY => (0.2, 200.0),
            FLOOR => (0.0, 1.0),
            PRIOR => (0.1, 1000.0),
            WELCOME => (0.1, 50.0),
            KIND.. => (0.0, 4.0),
            _ => (0.0, 50.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_memory_cuts_the_table_and_a_long_one_is_flat() {
        let short = Knobs {
            memory: 0.5,
            floor: 0.0,
            ..Knobs::START
        };
        assert_eq!(short.decay_table().len(), 3);
        let flat = Knobs {
            floor: 1.0,
            ..Knobs::START
        };
        assert_eq!(flat.decay_table(), vec![1.0; LONGEST_MEMORY]);
    }

    #[test]
    fn moving_counts_by_ratio_and_is_bounded() {
        assert_eq!(Knobs::START.moved(), 0.0);
        let twice = Knobs {
            memory: 3.0,
            ..Knobs::START
        };
        assert!((twice.moved() - 2.0_f64.ln().powi(2)).abs() < 1e-6);
        let off = Knobs {
            prior: 0.0,
            ..Knobs::START
        };
        assert_eq!(off.moved(), 16.0_f64.ln().powi(2));
    }

    #[test]
    fn every_knob_has_its_own_number() {
        let mut knobs = Knobs::START;
        for knob in 0..KNOBS {
            *knobs.knob(knob) = knob as f32;
        }
        for knob in 0..KNOBS {
            assert_eq!(*knobs.knob(knob), knob as f32);
        }
    }

    #[test]
    fn the_catalog_counts_less_the_more_the_log_knows() {
        let knobs = Knobs {
            prior: 10.0,
            welcome: 0.5,
            ..Knobs::START
        };
        assert_eq!(knobs.catalog_trust(0, 0), 1.5);
        assert_eq!(knobs.catalog_trust(10, 0), 1.0);
        assert!(knobs.catalog_trust(1000, 1000) < 0.02);
    }
}
