//! A small deterministic coordinate search: one knob at a time, up or down by a factor as long
//! as that helps.

use crate::knobs::Knobs;

/// Steps in one direction before the next knob has its turn.
const LONGEST_RUN: usize = 5;

/// Gains below this are noise.
const GAIN: f64 = 1e-5;

/// A value below this counts as nothing: the knob is turned off.
const NOTHING: f32 = 1e-3;

/// The best setting found so far.
pub(crate) struct Search<'a> {
    value_of: &'a dyn Fn(&Knobs) -> f64,
    turned: &'a [usize],
    pub(crate) best: Knobs,
    pub(crate) value: f64,
}

impl<'a> Search<'a> {
    /// Starts from `knobs` and turns those of these numbers; `value_of` says how good a setting
    /// is, more is better.
    pub(crate) fn from(
        knobs: Knobs,
        turned: &'a [usize],
        value_of: &'a dyn Fn(&Knobs) -> f64,
    ) -> Search<'a> {
        Search {
            turned,
            value: value_of(&knobs),
            best: knobs,
            value_of,
        }
    }

    /// Turns every knob once, by powers of `factor`, and then the knobs of each group as one;
    /// calls `after_knob` after each.
    pub(crate) fn pass(&mut self, factor: f32, groups: &[Vec<usize>], after_knob: &dyn Fn()) {
        for &knob in self.turned {
            if self.current(knob) == 0.0 {
                self.attempt(knob, *Knobs::START.clone().knob(knob) / factor);
            } else {
                let moved = self.run(&[knob], factor) || self.run(&[knob], 1.0 / factor);
                let (least, _) = Knobs::range(knob);
                if !moved && least == 0.0 {
                    self.attempt(knob, 0.0);
                }
            }
            after_knob();
        }
        for group in groups {
            if !self.run(group, factor) {
                self.run(group, 1.0 / factor);
            }
            after_knob();
        }
    }

    fn run(&mut self, knobs: &[usize], factor: f32) -> bool {
        let steps = 0..LONGEST_RUN;
        steps
            .take_while(|_| {
                let mut next = self.best;
                for &knob in knobs {
                    let value = self.current(knob) * factor;
                    turn(&mut next, knob, value);
                }
                self.try_out(next)
            })
            .count()
            > 0
    }

    fn attempt(&mut self, knob: usize, value: f32) -> bool {
        let mut next = self.best;
        turn(&mut next, knob, value);
        self.try_out(next)
    }

    fn try_out(&mut self, knobs: Knobs) -> bool {
        if knobs == self.best {
            return false;
        }
        let value = (self.value_of)(&knobs);
        let better = value > self.value + GAIN;
        if better {
            (self.best, self.value) = (knobs, value);
        }
        better
    }

    fn current(&self, knob: usize) -> f32 {
        *self.best.clone().knob(knob)
    }
}

/// Sets a knob within its range.
fn turn(knobs: &mut Knobs, knob: usize, value: f32) {
    let (least, most) = Knobs::range(knob);
    let value = if value < NOTHING { 0.0 } else { value };
    *knobs.knob(knob) = value.clamp(least, most);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knobs::KNOBS;

    #[test]
    fn it_climbs_to_a_peak_in_every_knob_at_once() {
        let every: Vec<usize> = (0..KNOBS).collect();
        let peak = |knobs: &Knobs| {
            let memory = f64::from((knobs.memory / 12.0).ln());
            let floor = f64::from(knobs.floor);
            10.0 - memory * memory - floor
        };
        let mut search = Search::from(Knobs::START, &every, &peak);
        search.pass(2.0, &[], &|| ());
        search.pass(1.25, &[], &|| ());
        assert!(
            (search.best.memory - 12.0).abs() < 1.5,
            "{}",
            search.best.memory
        );
        assert_eq!(search.best.floor, 0.0);
    }
}
