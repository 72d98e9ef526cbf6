//! The readers of packs over the stored fuzzing corpus. They stand here because the engine is the last
//! of the crates that read a pack without reading files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;

#[path = "../../../fuzz/src/readers.rs"]
#[allow(unreachable_pub)]
mod readers;

#[path = "../../../fuzz/src/stored.rs"]
#[allow(unreachable_pub)]
mod stored;

#[test]
fn no_reader_breaks_on_the_corpus_or_what_it_mutates_to() {
    stored::try_all(&readers::ALL);
}

#[test]
fn every_target_has_its_reader_and_every_reader_its_target() {
    let targets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/targets");
    let files = fs::read_dir(targets).unwrap();
    let stem = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
    let mut targets: Vec<String> = files.map(|entry| stem(&entry.unwrap().path())).collect();
    // Those are tried where they are compiled: in `crates/source`, `crates/signals` and `crates/memory`.
    let elsewhere = ["catalog_", "signals_", "consent_", "memory_"];
    targets.retain(|target| !elsewhere.iter().any(|start| target.starts_with(start)));
    targets.sort();
    assert_eq!(targets, readers::ALL.map(|(name, _)| name));
}

#[test]
fn the_corpus_is_of_this_format() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/pack");
    let files = fs::read_dir(corpus).unwrap();
    let parses = |path: &Path| whyshelf_engine::Pack::parse(&fs::read(path).unwrap()).is_ok();
    let packs = files.filter(|entry| parses(&entry.as_ref().unwrap().path()));
    assert!(
        packs.count() >= 5,
        "write it anew: cd fuzz && cargo run --example seed"
    );
}
