//! The numbers of the model that are fitted to the log.

use crate::parts::{PARTS, Weights};

/// Events further from the session's end than this never count.
pub(crate) const LONGEST_MEMORY: usize = 30;

/// Weights below this share of the last event's are cut off.
const FADED: f32 = 0.004;

/// How many steps the "seen `d` events ago" prior tells apart; the last holds for older.
pub(crate) const SEEN: usize = 4;

/// How many numbers [`Knobs`] holds.
pub(crate) const KNOBS: usize = PARTS + 2 + SEEN;

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
}

impl Knobs {
    /// Where every search begins, and what a log too small to search gets.
    pub(crate) const START: Knobs = Knobs {
        parts: [0.1, 0.2, 0.2, 0.1, 0.1, 0.1, 0.15, 0.25],
        memory: 1.5,
        floor: 0.02,
        seen: [1.0, 1.0, 0.5, 0.5],
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

    /// Knob number `knob`, below [`KNOBS`].
    pub(crate) fn knob(&mut self, knob: usize) -> &mut f32 {
        match knob {
            0..PARTS => &mut self.parts[knob],
            PARTS => &mut self.memory,
            _ if knob == PARTS + 1 => &mut self.floor,
            _ => &mut self.seen[(knob - PARTS - 2).min(SEEN - 1)],
        }
    }

    /// The range of knob number `knob`.
    pub(crate) fn range(knob: usize) -> (f32, f32) {
        match knob {
            0..PARTS => (0.0, 50.0),
            PARTS => (0.2, 200.0),
            _ if knob == PARTS + 1 => (0.0, 1.0),
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
    fn every_knob_has_its_own_number() {
        let mut knobs = Knobs::START;
        for knob in 0..KNOBS {
            *knobs.knob(knob) = knob as f32;
        }
        for knob in 0..KNOBS {
            assert_eq!(*knobs.knob(knob), knob as f32);
        }
    }
}
