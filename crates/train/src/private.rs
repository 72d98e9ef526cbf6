//! A model with differential privacy: `--epsilon`.
//!
//! ```text
//! Sessions --release (noise, thresholds)--> Released --train (with the catalog)--> Trained
//! ```
//! [`release`] is the only function here that sees the log. [`train`] sees what was released and
//! the catalog, which is public, so the whole model, by the post-processing property (Dwork, Roth, "The
//! Algorithmic Foundations of Differential Privacy", 2014, proposition 2.1), is as private as
//! those counts. Nothing is fitted: a fit would look at the log again.
//!
//! What is promised, to whom, and what is not: `docs/model-privacy.md`.

mod budget;
mod contributions;
#[cfg(test)]
mod falsify;
#[cfg(test)]
mod falsify_tests;
mod model;
mod noise;
mod randomness;
mod released;

pub use budget::{Bounds, Budget, BudgetError, Thresholds};
pub use model::train;
pub use randomness::{NoRandomness, Randomness};
pub use released::{Guarantee, Released, release};
