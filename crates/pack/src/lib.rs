//! A *pack* is the model a shop serves: items with their cards, what goes with what, and the
//! numbers that turn a session into scores.
//!
//! This crate holds the byte format and nothing else: [`write()`](write::write) beside
//! [`Pack::parse`]. It does not fetch, verify hashes, rank or explain.
//!
//! # Format, version 1
//! All numbers are little-endian; `varint` is LEB128, at most 5 bytes for 32 bits and 10 for 64.
//!
//! ```text
//! magic   4 bytes  "WHYP"
//! version u16      1
//! then exactly four sections in this order, each: tag u8, length u32, payload
//!   1 model       relation u8, distance [varint], seen [varint], popularity weight varint
//!   2 items       count varint, then columns: ids, titles, urls, images (string columns),
//!                 categories, brands, currencies (dictionary columns), prices (varint, 0 = none)
//!   3 popularity  u8 an item
//!   4 rows        columns over all items: neighbour count varint; then for rows that have
//!                 neighbours: scale u16; then per neighbour a varint, twice the distance from
//!                 the id before (from the one after it; first: from 0) plus 1 if the two never
//!                 met; then weights u8
//! ```
//! `[varint]` is a count followed by as many varints. A *string column* is one varint length an
//! item followed by all bytes; a *dictionary column* is a count, a string column of that many
//! distinct strings, and one varint index an item. Columns lie together because brotli, which
//! the shop's server applies, finds like next to like.
//!
//! The reader trusts nothing: every count is checked against the bytes that are left before
//! anything is allocated, leftover bytes are an error, and no input makes it panic.

mod bytes;
mod contents;
mod error;
pub mod manifest;
mod read;
mod strings;
mod write;

pub use contents::{Card, Item, ItemIndex, Model, Neighbour, PackContents, Price, Relation, Row};
pub use error::PackError;
pub use read::{CardRef, Pack, PriceRef, RowRef};
pub use write::write;

/// The format version this crate writes, and the only one it reads.
pub const VERSION: u16 = 1;

/// Most entries of [`Model::distance`]: with it, a score stays exact in a JavaScript number.
pub const MAX_DISTANCES: usize = 64;

/// Largest score of [`Model::seen`] and [`Model::popularity_weight`], likewise.
pub const MAX_SCORE: u64 = (1 << 40) - 1;

pub(crate) const MAGIC: [u8; 4] = *b"WHYP";

/// The sections of a pack in the order they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Section {
    Model = 1,
    Items = 2,
    Popularity = 3,
    Rows = 4,
}

impl Section {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Section::Model => "model",
            Section::Items => "items",
            Section::Popularity => "popularity",
            Section::Rows => "rows",
        }
    }
}
