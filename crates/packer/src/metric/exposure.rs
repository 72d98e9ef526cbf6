//! How often each item was shown on the shelves of an evaluation.

use std::sync::atomic::{AtomicU64, Ordering};

/// Counts under construction, from any number of threads.
pub(crate) struct Exposure {
    counts: Vec<AtomicU64>,
}

impl Exposure {
    /// Nothing shown yet of a catalog of `items`.
    pub(crate) fn over(items: usize) -> Exposure {
        Exposure {
            counts: (0..items).map(|_| AtomicU64::new(0)).collect(),
        }
    }

    /// Counts one shelf.
    pub(crate) fn add(&self, shelf: impl Iterator<Item = u32>) {
        for item in shelf {
            if let Some(count) = self.counts.get(item as usize) {
                count.fetch_add(1, Ordering::Relaxed);
            }
        }
    }

    /// The counts.
    pub(crate) fn finish(self) -> Shown {
        Shown {
            counts: self.counts.into_iter().map(AtomicU64::into_inner).collect(),
        }
    }
}

/// How often each item of the catalog was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) counts: Vec<u64>,
}

impl Shown {
    /// All items of all shelves.
    pub(crate) fn total(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// The mean over everything shown of `of(item)`; 0 where nothing was.
    pub(crate) fn mean(&self, of: impl Fn(usize) -> f64) -> f64 {
        let shown = self
            .counts
            .iter()
            .enumerate()
            .filter(|&(_, &count)| count > 0);
        let sum: f64 = shown.map(|(item, &count)| count as f64 * of(item)).sum();
        sum / self.total().max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shelves_add_up() {
        let exposure = Exposure::over(3);
        exposure.add([0, 2].into_iter());
        exposure.add([2, 9].into_iter());
        let shown = exposure.finish();
        assert_eq!(shown.counts, [1, 0, 2]);
        assert_eq!(shown.total(), 3);
        assert_eq!(shown.mean(|item| item as f64), 4.0 / 3.0);
        assert_eq!(Exposure::over(2).finish().mean(|_| 1.0), 0.0);
    }
}
