//! The readers of this crate over the stored fuzzing corpus.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../../fuzz/src/memory.rs"]
#[allow(unreachable_pub)]
mod memory;
#[path = "../../../fuzz/src/stored.rs"]
#[allow(unreachable_pub)]
mod stored;

#[test]
fn no_reader_breaks_on_the_corpus_or_what_it_mutates_to() {
    stored::try_all(&memory::ALL);
}
