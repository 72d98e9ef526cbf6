//! The shape of what was generated, measured on the rows themselves.

use std::collections::HashSet;

use super::events::Rows;
use super::walk::KINDS;

/// Ranks that the exponent is fitted at.
const POINTS: usize = 50;
/// Counts below this say more of chance than of popularity.
const LEAST_COUNT: u32 = 10;

/// Counts over the rows of a log.
pub(crate) struct Shape {
    by_item: Vec<u32>,
    by_kind: [u64; KINDS.len()],
    shoppers: HashSet<u64>,
    sessions: u64,
    repeats: u64,
}

impl Shape {
    pub(crate) fn new(items: u32) -> Shape {
        Shape {
            by_item: vec![0; items as usize],
            by_kind: [0; KINDS.len()],
            shoppers: HashSet::new(),
            sessions: 0,
            repeats: 0,
        }
    }

    pub(crate) fn add(&mut self, rows: &Rows) {
        self.sessions += rows.sessions;
        self.repeats += rows.repeats;
        for row in &rows.rows {
            let count = &mut self.by_item[row.item as usize];
            *count = count.saturating_add(1);
            self.by_kind[row.kind as usize] += 1;
            self.shoppers.insert(row.shopper);
        }
    }

    fn events(&self) -> u64 {
        self.by_kind.iter().sum()
    }

    pub(crate) fn sessions(&self) -> u64 {
        self.sessions
    }

    pub(crate) fn shoppers(&self) -> usize {
        self.shoppers.len()
    }

    /// Items with at least one event.
    pub(crate) fn items_seen(&self) -> usize {
        self.by_item.iter().filter(|&&count| count > 0).count()
    }

    /// Events of a session, on average.
    pub(crate) fn session_length(&self) -> f64 {
        self.events() as f64 / self.sessions as f64
    }

    /// Sessions of a shopper, on average.
    pub(crate) fn sessions_by_shopper(&self) -> f64 {
        self.sessions as f64 / self.shoppers.len() as f64
    }

    /// Share of the views whose item the session had viewed before.
    pub(crate) fn repeats(&self) -> f64 {
        self.repeats as f64 / self.by_kind[0] as f64
    }

    /// Share of the events that are of a kind.
    pub(crate) fn kind_share(&self, kind: usize) -> f64 {
        self.by_kind[kind] as f64 / self.events() as f64
    }

    /// How steeply popularity falls: the exponent s of count ~ rank^-s, by least squares over
    /// logarithms at ranks that lie evenly on their logarithmic scale, from the first hundredth of
    /// the items to the last one with ten events. None for a log too small to tell.
    pub(crate) fn popularity_exponent(&self) -> Option<f64> {
        let mut counts: Vec<u32> = self.by_item.clone();
        counts.sort_unstable_by(|a, b| b.cmp(a));
        let enough = counts.partition_point(|&count| count >= LEAST_COUNT);
        let first = (counts.len() / 100).max(1) as f64;
        let last = enough as f64;
        if last < 10.0 * first {
            return None;
        }
        let points: Vec<(f64, f64)> = (0..POINTS)
            .map(|point| {
                let share = point as f64 / (POINTS - 1) as f64;
                let rank = (first * (last / first).powf(share)).min(last);
                (rank.ln(), f64::from(counts[rank as usize - 1]).ln())
            })
            .collect();
        Some(-slope(&points))
    }
}

/// Of the least-squares line.
fn slope(points: &[(f64, f64)]) -> f64 {
    let count = points.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
    let (x_mean, y_mean) = (mean(|point| point.0), mean(|point| point.1));
    let (mut xy, mut xx) = (0.0, 0.0);
    for (x, y) in points {
        xy += (x - x_mean) * (y - y_mean);
        xx += (x - x_mean) * (x - x_mean);
    }
    xy / xx
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_exponent_of_a_power_law_is_found() {
        for exponent in [0.7_f64, 1.0, 1.3] {
            let mut shape = Shape::new(0);
            shape.by_item = (1..=5000)
                .map(|rank| (1e6 / f64::from(rank).powf(exponent)) as u32)
                .collect();
            let found = shape.popularity_exponent().unwrap();
            assert!((found - exponent).abs() < 0.01, "{found}");
        }
        assert_eq!(Shape::new(5).popularity_exponent(), None);
    }
}
