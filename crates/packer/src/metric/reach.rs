//! What can be reached at all.
//!
//! ```text
//! reach = items that some session of a single event leads to / items of the catalog
//! ```
//! An event leads to the items of its first [`SHELF`](super::SHELF) places, its own item left
//! out, and to every item it is evidence for, at whatever place: other events may lift it. Items
//! that are not reached are invisible to shoppers who only follow recommendations; the
//! reachability of Dean, Rich, Recht, "Recommendations and User Agency: The Reachability of
//! Collaboratively-Filtered Information", FAccT 2020.

use std::sync::atomic::{AtomicBool, Ordering};

/// Which items were reached, from any number of threads.
pub(crate) struct Reach {
    reached: Vec<AtomicBool>,
}

impl Reach {
    /// Nothing reached yet of a catalog of `items`.
    pub(crate) fn over(items: usize) -> Reach {
        Reach {
            reached: (0..items).map(|_| AtomicBool::new(false)).collect(),
        }
    }

    /// Something leads to `item`.
    pub(crate) fn add(&self, item: u32) {
        if let Some(reached) = self.reached.get(item as usize) {
            reached.store(true, Ordering::Relaxed);
        }
    }

    /// The share of the catalog, 0 to 1.
    pub(crate) fn share(&self) -> f64 {
        let reached = self.reached.iter();
        let count = reached
            .filter(|reached| reached.load(Ordering::Relaxed))
            .count();
        count as f64 / self.reached.len().max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_reached_once() {
        let reach = Reach::over(4);
        reach.add(1);
        reach.add(1);
        reach.add(7);
        assert_eq!(reach.share(), 0.25);
        assert_eq!(Reach::over(0).share(), 0.0);
    }
}
