//! POP: the same most popular items for everybody.

use super::Baseline;
use crate::popularity;
use crate::sessions::Sessions;

/// How many items are scored: more than any shelf that is measured, so that ties at its end are
/// seen whole or are so long that their middle lies beyond it.
const SCORED: usize = 300;

/// Scores an item by how many sessions hold it, whatever the session.
pub struct Popular {
    most: Vec<(u32, f64)>,
}

impl Popular {
    /// Counts the sessions of every item.
    pub fn train(sessions: &Sessions) -> Popular {
        let counts = popularity::sessions_by_item(sessions);
        let mut most: Vec<(u32, f64)> = (0..)
            .zip(counts)
            .filter(|&(_, count)| count > 0)
            .map(|(item, count)| (item, f64::from(count)))
            .collect();
        most.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        most.truncate(SCORED);
        Popular { most }
    }
}

impl Baseline for Popular {
    fn name(&self) -> &'static str {
        "popularity"
    }

    fn scores(&self, _: &[u32]) -> Vec<(u32, f64)> {
        self.most.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_scores_its_sessions() {
        let mut sessions = Sessions::over(4);
        sessions.push(0, [0, 1, 1]);
        sessions.push(1, [1, 2]);
        let popular = Popular::train(&sessions);
        assert_eq!(popular.scores(&[2]), [(1, 2.0), (0, 1.0), (2, 1.0)]);
        assert_eq!(popular.scores(&[]), popular.scores(&[0, 1]));
    }
}
