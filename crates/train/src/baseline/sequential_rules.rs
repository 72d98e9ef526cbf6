//! Sequential rules (SR): what came soon after the items of the session.
//!
//! ```text
//! rule(i → j) = Σ over sessions, over j within 10 events after i:  1 / steps from i to j
//! score(j)    = Σ over events x, d steps before the session's end:  rule(x → j) / (d + 1)
//! ```
//! Kamehkhosh, Jannach, Ludewig, "A Comparison of Frequent Pattern Techniques and a Deep Learning
//! Method for Session-Based Recommendation", TempRec 2017; parameters (10 events, weight 1/x) of
//! Ludewig and Jannach, "Evaluation of Session-based Recommendation Algorithms", UMUAI 2018. They
//! ask the last item only; that all events are asked, older ones less, makes this the stronger rival.

use super::Baseline;
use super::matrix::Matrix;
use crate::sessions::Sessions;

/// Events after an item that make a rule.
const STEPS: usize = 10;

/// Rules from one item to those that follow it.
pub struct SequentialRules {
    rules: Matrix,
}

impl SequentialRules {
    /// Counts the rules.
    pub fn train(sessions: &Sessions) -> SequentialRules {
        let rules = Matrix::count(
            sessions,
            |item, session, row| {
                for (at, _) in session.iter().enumerate().filter(|&(_, &x)| x == item) {
                    let after = session[at + 1..].iter().take(STEPS);
                    for (&other, steps) in after.zip(1_u32..) {
                        *row.at(other) += 1.0 / f64::from(steps);
                    }
                }
            },
            |_, _, sum| sum,
        );
        SequentialRules { rules }
    }
}

impl Baseline for SequentialRules {
    fn name(&self) -> &'static str {
        "sequential rules"
    }

    fn scores(&self, session: &[u32]) -> Vec<(u32, f64)> {
        self.rules.scores(session)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_points_forwards_and_fades_with_the_steps() {
        let mut sessions = Sessions::over(20);
        sessions.push(0, [0, 1, 2]);
        sessions.push(1, [0, 2, 0]);
        let rules = SequentialRules::train(&sessions);
        assert_eq!(rules.scores(&[0]), [(0, 0.5), (1, 1.0), (2, 1.5)]);
        assert_eq!(rules.scores(&[1]), [(2, 1.0)]);
        assert_eq!(rules.scores(&[1, 0]), [(0, 0.5), (1, 1.0), (2, 2.0)]);
        assert_eq!(rules.scores(&[]), []);
    }

    #[test]
    fn a_rule_spans_ten_events() {
        let mut sessions = Sessions::over(20);
        sessions.push(0, 0..15);
        let rules = SequentialRules::train(&sessions);
        let last = rules.scores(&[0]).last().copied();
        assert_eq!(last, Some((10, f64::from(0.1_f32))));
    }
}
