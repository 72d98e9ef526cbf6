//! The stored fuzzing corpus and thousands of mutations of it, always the same ones.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;

#[path = "../../../fuzz/src/dice.rs"]
#[allow(unreachable_pub)]
mod dice;
#[path = "../../../fuzz/src/memory.rs"]
#[allow(unreachable_pub)]
mod memory;

use dice::Dice;

const MUTATIONS: usize = 3_000;

#[test]
fn no_reader_breaks_on_the_corpus_or_what_it_mutates_to() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz");
    for (name, reader) in memory::ALL {
        assert!(fuzz.join(format!("targets/{name}.rs")).is_file());
        let folder = fs::read_dir(fuzz.join("corpus").join(name)).unwrap();
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
