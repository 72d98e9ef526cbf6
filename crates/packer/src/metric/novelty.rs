//! Novelty: how surprising what is shown is, in itself.
//!
//! ```text
//! p(i)    = (events of i + 1) / (events + items)
//! novelty = mean over everything shown of  −log2 p(i),  in bits
//! ```
//! Mean self-information, Castells, Vargas, Wang, "Novelty and Diversity Metrics for Recommender
//! Systems", DDR 2011; the added event gives items that the log does not hold a share. Divided by
//! log2(events + items), the novelty of such an item, it lies from 0 to 1.

use super::exposure::Shown;
use super::popularity::Popularity;

/// Novelty in bits, from 0; 0 where nothing was shown.
pub(crate) fn novelty_bits(shown: &Shown, popularity: &Popularity) -> f64 {
    let all = ceiling(popularity);
    shown.mean(|item| all - (popularity.events(item) as f64 + 1.0).log2())
}

/// Novelty as a share of what an item without any event has, 0 to 1.
pub(crate) fn novelty(shown: &Shown, popularity: &Popularity) -> f64 {
    novelty_bits(shown, popularity) / ceiling(popularity).max(f64::MIN_POSITIVE)
}

/// Bits of an item without events.
fn ceiling(popularity: &Popularity) -> f64 {
    (popularity.total() as f64 + popularity.items() as f64)
        .max(1.0)
        .log2()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_items_are_novel() {
        // Shares (3 + 1) / 8, (1 + 1) / 8, (0 + 1) / 8, and 1 / 8: 1, 2, 3 and 3 bits.
        let popularity = Popularity::count(4, [0, 0, 0, 1].iter());
        let bits = |counts: &[u64]| {
            let counts = counts.to_vec();
            novelty_bits(&Shown { counts }, &popularity)
        };
        assert_eq!(bits(&[1, 0, 0, 0]), 1.0);
        assert_eq!(bits(&[0, 0, 5, 0]), 3.0);
        assert_eq!(bits(&[1, 1, 1, 1]), 2.25);
        let counts = vec![0, 1, 0, 1];
        assert_eq!(novelty(&Shown { counts }, &popularity), 2.5 / 3.0);
        assert_eq!(novelty(&Shown { counts: vec![0; 4] }, &popularity), 0.0);
        let empty = Popularity::count(0, [].iter());
        assert_eq!(novelty(&Shown { counts: vec![] }, &empty), 0.0);
    }
}
