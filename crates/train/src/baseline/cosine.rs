//! Item-to-item cosine co-occurrence, every event of the session counting less the older it is.
//!
//! ```text
//! cos(i, j) = |sessions with both| / sqrt(|sessions with i| · |sessions with j|)
//! score(j)  = Σ over events x, d steps before the session's end:  cos(x, j) / (d + 1)
//! ```
//! The similarity is that of Linden, Smith, York, "Amazon.com Recommendations: Item-to-Item
//! Collaborative Filtering", IEEE Internet Computing 2003, on sessions in place of customers, as
//! item-KNN in Hidasi et al., "Session-based Recommendations with Recurrent Neural Networks", ICLR 2016;
//! the decay with the position is the `div` weighting of Ludewig and Jannach, "Evaluation of
//! Session-based Recommendation Algorithms", UMUAI 2018.

use super::Baseline;
use super::matrix::Matrix;
use crate::popularity;
use crate::sessions::Sessions;

/// Cosine between the sets of sessions of two items.
pub struct Cosine {
    similarity: Matrix,
}

impl Cosine {
    /// Counts which items share how many sessions.
    pub fn train(sessions: &Sessions) -> Cosine {
        let counts = popularity::sessions_by_item(sessions);
        let count = |item: u32| f64::from(counts[item as usize]);
        let similarity = Matrix::count(
            sessions,
            |item, session, row| {
                for (at, &other) in session.iter().enumerate() {
                    let first = !session[..at].contains(&other);
                    if first && other != item {
                        *row.at(other) += 1.0;
                    }
                }
            },
            |item, other, both| both / (count(item) * count(other)).sqrt(),
        );
        Cosine { similarity }
    }
}

impl Baseline for Cosine {
    fn name(&self) -> &'static str {
        "cosine co-occurrence"
    }

    fn scores(&self, session: &[u32]) -> Vec<(u32, f64)> {
        self.similarity.scores(session)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn older_events_count_less() {
        let mut sessions = Sessions::over(3);
        sessions.push(0, [0, 1, 1]);
        sessions.push(1, [0, 2]);
        sessions.push(2, [2]);
        sessions.push(3, [1, 2]);
        let cosine = Cosine::train(&sessions);
        let share =
            |both: f64, one: f64, other: f64| f64::from((both / (one * other).sqrt()) as f32);
        assert_eq!(
            cosine.scores(&[0]),
            [(1, share(1.0, 2.0, 2.0)), (2, share(1.0, 2.0, 3.0))]
        );
        // After 0 and then 1: 2 gets all of what 1 gives and half of what 0 gives.
        let both = cosine.scores(&[0, 1]);
        assert_eq!(both[2], (2, share(1.0, 2.0, 3.0) * 1.5));
        assert_eq!(both[1], (1, share(1.0, 2.0, 2.0) / 2.0));
    }
}
