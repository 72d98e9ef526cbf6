//! What a shop's page tells, read from the shapes that shops and their platforms emit: actions of
//! the shopper as [`Signal`]s, the page's product as [`Facts`].
//!
//! Everything here is a function of plain values ([`Value`]); it listens to nothing, looks into no
//! document and keeps no time. Reading is total: a malformed fact is passed over and told as a
//! [`Dropped`], nothing panics, and what is looked at is bounded whatever the page holds.
//!
//! Nothing is guessed: an identifier is passed on as the page gave it.

pub mod adobe;
pub mod attention;
pub mod cart_form;
pub mod context;
pub mod data_layer;
mod dropped;
mod facts;
#[cfg(feature = "json")]
mod json;
pub mod json_ld;
pub mod markup;
mod once;
pub mod shopify;
mod signal;
mod value;
pub mod woocommerce;

pub use dropped::{Dropped, Drops, Reason};
pub use facts::{FACTS, Fact, Facts};
pub use once::{Admission, ECHO_MS, Once, WINDOW_MS};
pub use signal::{Heard, Signal, Source};
pub use value::Value;
pub use whyshelf_engine::EventKind;

/// Longest identifier, in bytes: what is longer is none.
pub const LONGEST_NAME: usize = 200;
/// Longest other text that is read, in bytes.
pub const LONGEST_TEXT: usize = 2_000;
/// Most items read from one report: an order rarely has more.
pub const MOST_ITEMS: u32 = 50;
