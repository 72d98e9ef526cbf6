//! The stored fuzzing corpus and thousands of mutations of it, always the same ones: a short run
//! of what `cargo xtask fuzz` does for hours. It stands here because the engine is the last of
//! the crates that read a pack without reading files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;

#[path = "../../../fuzz/src/readers.rs"]
#[allow(unreachable_pub)]
mod readers;

#[path = "../../../fuzz/src/dice.rs"]
#[allow(unreachable_pub)]
mod dice;

use dice::Dice;

const MUTATIONS: usize = 3_000;

#[test]
fn no_reader_breaks_on_the_corpus_or_what_it_mutates_to() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus");
    for (name, reader) in readers::ALL {
        let folder = fs::read_dir(corpus.join(name)).unwrap();
        let mut paths: Vec<_> = folder.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        let files: Vec<Vec<u8>> = paths.iter().map(|path| fs::read(path).unwrap()).collect();
        assert!(files.len() > 2, "{name} has no corpus");
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
        for file in &files {
            reader(file);
            for _ in 0..MUTATIONS {
                let mut bytes = file.clone();
                dice.mutate(&mut bytes, &files);
                reader(&bytes);
            }
        }
    }
}

#[test]
fn every_target_has_its_reader_and_every_reader_its_target() {
    let targets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/targets");
    let files = fs::read_dir(targets).unwrap();
    let stem = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
    let mut targets: Vec<String> = files.map(|entry| stem(&entry.unwrap().path())).collect();
    // Those are tried where they are compiled: in `crates/source` and `crates/signals`.
    targets.retain(|target| !target.starts_with("catalog_") && !target.starts_with("signals_"));
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
