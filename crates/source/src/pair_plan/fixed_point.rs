//! Weights as whole numbers.

use whyshelf_train::{LONGEST_SESSION, Sessions, follow_weight};

/// Bits that products of weights have at most: more would be more than what they are read into has.
const FINEST: u32 = 40;

/// How many binary places weights have: as many as fit, so that no sum of a log overflows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FixedPoint {
    /// Places of a session's weight.
    weight: u32,
    /// Places of [`follow_weight`].
    near: u32,
}

impl FixedPoint {
    /// The places for sums over `sessions`.
    pub(super) fn for_log(sessions: &Sessions) -> FixedPoint {
        let mut occurrences = vec![0_u64; sessions.item_count()];
        for &item in sessions.iter().flatten() {
            occurrences[item as usize] += 1;
        }
        let most = occurrences.into_iter().max().unwrap_or(0);
        // A sum has at most this many terms, each of at most 1.
        let terms = (most + 1) * LONGEST_SESSION as u64;
        let free = 62_u32.saturating_sub(terms.ilog2() + 1);
        let places = free.min(FINEST);
        let near = places * 9 / 20;
        FixedPoint {
            weight: places - near,
            near,
        }
    }

    /// A weight of 0 to 1 as a whole number; what is above 0 stays so.
    pub(super) fn fixed(self, weight: f64) -> i64 {
        let fixed = (weight * scale(self.weight)).round() as i64;
        fixed.max(i64::from(weight > 0.0))
    }

    /// A sum of weights.
    pub(super) fn weight(self, sum: i64) -> f32 {
        (sum as f64 / scale(self.weight)) as f32
    }

    /// A sum of products of a session's weight and [`follow_weight`].
    pub(super) fn product(self, sum: i64) -> f32 {
        (sum as f64 / scale(self.weight + self.near)) as f32
    }

    /// [`follow_weight`] by steps as the middle of an SQL `CASE`: an engine's own `exp` might differ
    /// in the last place.
    pub(super) fn near(self) -> String {
        let fixed = |steps: usize| {
            let weight = f64::from(follow_weight(steps - 1));
            (weight * scale(self.near)).round() as i64
        };
        let cases = (1..LONGEST_SESSION).map(|steps| (steps, fixed(steps)));
        let cases = cases.take_while(|&(_, fixed)| fixed > 0);
        let cases = cases.map(|(steps, fixed)| format!("WHEN {steps} THEN {fixed}"));
        cases.collect::<Vec<_>>().join(" ")
    }
}

fn scale(places: u32) -> f64 {
    2.0_f64.powi(places as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_popular_item_costs_places_and_no_sum_overflows() {
        let mut sessions = Sessions::over(1);
        let few = FixedPoint::for_log(&sessions);
        assert_eq!((few.weight, few.near), (22, 18));
        sessions.push(0, std::iter::repeat_n(0, 3_000_000));
        let many = FixedPoint::for_log(&sessions);
        assert!(many.weight + many.near < 40 && many.near > 12, "{many:?}");
        let sum = 3_000_000.0 * LONGEST_SESSION as f64 * scale(many.weight + many.near);
        assert!(sum < i64::MAX as f64);
    }

    #[test]
    fn weights_come_back() {
        let scale = FixedPoint {
            weight: 22,
            near: 18,
        };
        assert_eq!(scale.weight(scale.fixed(1.0)), 1.0);
        assert_eq!(scale.product(scale.fixed(1.0) << 18), 1.0);
        assert!((scale.weight(scale.fixed(0.018)) - 0.018).abs() < 1e-6);
        assert_eq!(scale.fixed(1e-30), 1);
        assert_eq!(scale.fixed(0.0), 0);
        assert!(
            scale
                .near()
                .starts_with("WHEN 1 THEN 262144 WHEN 2 THEN 192875 ")
        );
    }
}
