//! How well held-out events are predicted. A metric turns ranks into one share from 0 to 1.

mod hit_rate;
mod rank;
mod reciprocal_rank;

pub(crate) use hit_rate::HitRate;
pub(crate) use rank::{Rank, rank};
pub(crate) use reciprocal_rank::ReciprocalRank;

/// Shelf lengths that are reported.
pub(crate) const CUTOFFS: [u32; 3] = [5, 10, 20];
