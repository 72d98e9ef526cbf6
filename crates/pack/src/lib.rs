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
//! then exactly three sections in this order, each: tag u8, length u32, payload
//!   1 model  kinds 5 x u8, distance [varint], seen [varint], popularity weight varint
//!   2 items  count varint, then columns by ascending tag, each: tag u8, length varint, payload;
//!            unknown tags are passed over, a missing column is all empty or 0
//!              1 id, 2 title, 3 url, 4 image                strings
//!              5 category, 6 brand, 7 currency              dictionary
//!              8 price (plus one, 0 = none), 11 arrived     varint an item
//!              9 availability, 10 popularity                u8 an item
//!              12 other names: how many, varint an item; for each how many bytes it shares with
//!                 the one before (at most 63), varint; then the rest of each as strings
//!              13 Shopify numbers: how many, varint an item; the first of an item is its product's
//!                 (0 where that is not known), then its variants'; each as the step from the one
//!                 before of its sort, zigzag varint
//!              14 sensitive: 1 or 0                         u8 an item
//!   3 rows   count varint (the first items have rows); columns over all rows: how many neighbours
//!            have smaller and how many larger numbers than the row's own, varint each; for rows
//!            that have neighbours: scale u16; then a varint for each neighbour, how many numbers
//!            lie between it and the one before, outward from the row's own, the smaller ones
//!            first; then weight levels: count varint, ascending u8 each; then for each
//!            neighbour, by ascending number, a u8: 8 times its level's place, plus its relation
//! ```
//! `[varint]` is a count followed by as many varints. *Strings* are one varint length an item
//! followed by all bytes; a *dictionary* is a count, strings of that many distinct values, and
//! one varint index an item. Columns lie together because brotli, which the shop's server
//! applies, finds like next to like.
//!
//! The reader trusts nothing: every count is checked against the bytes that are left before
//! anything is allocated, leftover bytes are an error, and no input makes it panic.

pub mod anatomy;
mod bytes;
mod contents;
mod error;
mod join;
mod lookup;
pub mod manifest;
mod order;
mod pack;
mod rule;
mod section;
pub mod shard;
pub mod shopify;
mod strings;
pub mod text;
pub mod tree;
mod write;

pub use contents::{
    Availability, Card, EVENT_KINDS, Item, ItemIndex, Model, Neighbour, PackContents, Price,
    Rating, Relation, Row,
};
pub use error::PackError;
pub use pack::{CardRef, Pack, PriceRef, RowRef};
pub use rule::Rule;
pub use write::write;

/// The format version this crate writes, and the only one it reads.
pub const VERSION: u16 = 1;

/// Most entries of [`Model::distance`]: with it, a score stays exact in a JavaScript number.
pub const MAX_DISTANCES: usize = 64;

/// Largest score of [`Model::seen`] and [`Model::popularity_weight`], likewise.
pub const MAX_SCORE: u64 = (1 << 40) - 1;

/// Largest entry of [`Model::kinds`], likewise.
pub const MAX_KIND_WEIGHT: u8 = 64;

/// Most different weights that the rows of a pack have.
pub const MAX_LEVELS: usize = 32;

pub(crate) const MAGIC: [u8; 4] = *b"WHYP";
