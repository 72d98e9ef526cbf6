//! Reasons and controls in words, in the language of the page.
//!
//! A language is a folder of message files: whole sentences with places to fill in, so that no
//! grammar is glued together here. English comes with the code; the other languages are static
//! files that the loader fetches beside it. A message library would weigh more than the first shelf
//! may (`docs/embed.md` has the figure); plural rules are the browser's own.

mod dialog;
mod key;
mod language;
mod reason;
mod sentence;

pub(crate) use dialog::{DialogKey, event_line, ordinal, plural, relation_line, say_in_dialog};
pub(crate) use key::{Key, say};
pub(crate) use language::Language;
pub(crate) use reason::{
    Cited, Plain, Popular, Reason, deeds_line, heading, note, plain_line, reason_line,
};
pub(crate) use sentence::{Piece, Sentence, fill, list, plain};

#[cfg(test)]
mod tests;
