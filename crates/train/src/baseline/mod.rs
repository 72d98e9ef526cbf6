//! What a shop could use instead: well-known methods, to stand beside a pack in one table.
//!
//! Each is trained from the same sessions and asked the same questions. Their parameters are the
//! published ones; nothing here is fitted. None of them ends up in a pack.

mod cosine;
mod matrix;
mod popular;
mod sequential_rules;
mod vmis_knn;

pub use cosine::Cosine;
pub use popular::Popular;
pub use sequential_rules::SequentialRules;
pub use vmis_knn::VmisKnn;

use crate::sessions::Sessions;

/// A method that scores items for a session.
pub trait Baseline: Send + Sync {
    /// What tables call it.
    fn name(&self) -> &'static str;

    /// Scores, higher is better, of the items that have one, in no particular order and each item
    /// once. `session` holds the items of the events so far, oldest first; items that were not
    /// trained on are allowed and ignored.
    fn scores(&self, session: &[u32]) -> Vec<(u32, f64)>;
}

/// Trains every baseline, the simplest first.
pub fn all(sessions: &Sessions) -> Vec<Box<dyn Baseline>> {
    let sessions = sessions.capped(crate::LONGEST_SESSION, crate::SESSIONS_OF_ONE);
    vec![
        Box::new(Popular::train(&sessions)),
        Box::new(Cosine::train(&sessions)),
        Box::new(SequentialRules::train(&sessions)),
        Box::new(VmisKnn::train(sessions)),
    ]
}

/// Adds up the pieces of each item, in the order they come.
fn add_up(mut pieces: Vec<(u32, f64)>) -> Vec<(u32, f64)> {
    // Stable: the order of a floating point sum is part of its result.
    pieces.sort_by_key(|&(item, _)| item);
    pieces.dedup_by(|next, sum| {
        let same = next.0 == sum.0;
        if same {
            sum.1 += next.1;
        }
        same
    });
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_one_item_add_up() {
        let pieces = vec![(3, 1.0), (1, 0.5), (3, 0.25)];
        assert_eq!(add_up(pieces), [(1, 0.5), (3, 1.25)]);
        assert_eq!(add_up(Vec::new()), []);
    }

    #[test]
    fn every_baseline_bears_what_it_does_not_know() {
        let mut sessions = Sessions::over(3);
        sessions.push(0, [0, 1]);
        for baseline in all(&sessions) {
            for session in [&[][..], &[2], &[7, 900], &[0, 900]] {
                for (item, score) in baseline.scores(session) {
                    let name = baseline.name();
                    assert!(item < 3 && score.is_finite(), "{name}: {item} {score}");
                }
            }
        }
        for baseline in all(&Sessions::over(0)) {
            assert_eq!(baseline.scores(&[0]), []);
        }
    }
}
