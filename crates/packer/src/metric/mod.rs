//! How good recommendations are, each metric in its own file with its formula and source.
//!
//! Accuracy asks where held-out events rank; everything else asks what the shelves of
//! [`SHELF`] items look like. Every figure lies from 0 to 1 unless it says otherwise.

mod coverage;
mod diversity;
mod exposure;
mod gini;
mod hit_rate;
mod ndcg;
mod novelty;
mod popularity;
mod popularity_bias;
mod rank;
mod ranks;
mod reach;
mod recall;
mod reciprocal_rank;

pub(crate) use coverage::coverage;
pub(crate) use diversity::{Diversity, Features};
pub(crate) use exposure::{Exposure, Shown};
pub(crate) use gini::gini;
pub(crate) use hit_rate::hit_rate;
pub(crate) use ndcg::ndcg;
pub(crate) use novelty::{novelty, novelty_bits};
pub(crate) use popularity::Popularity;
pub(crate) use popularity_bias::popularity_percentile;
pub(crate) use rank::{Scores, rank};
pub(crate) use ranks::Ranks;
pub(crate) use reach::Reach;
pub(crate) use recall::Recall;
pub(crate) use reciprocal_rank::reciprocal_rank;

/// The longest shelf that is measured, in items.
pub(crate) const SHELF: usize = 20;
