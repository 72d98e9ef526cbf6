//! Catalog coverage.
//!
//! ```text
//! coverage = items shown on at least one shelf / items of the catalog
//! ```
//! Herlocker et al., "Evaluating Collaborative Filtering Recommender Systems", TOIS 2004; as
//! aggregate diversity in Adomavicius and Kwon, TKDE 2012.

use super::exposure::Shown;

/// The share of the catalog that was shown, 0 to 1.
pub(crate) fn coverage(shown: &Shown) -> f64 {
    let ever = shown.counts.iter().filter(|&&count| count > 0).count();
    ever as f64 / shown.counts.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_counts_once_however_often_it_is_shown() {
        let counts = vec![7, 0, 1, 0];
        assert_eq!(coverage(&Shown { counts }), 0.5);
        assert_eq!(coverage(&Shown { counts: Vec::new() }), 0.0);
    }
}
