//! The stored corpus and thousands of mutations of it, always the same ones: a short run of what
//! `cargo xtask fuzz` does for hours, for the tests of the crates that have the readers.

use std::fs;
use std::path::Path;

#[path = "dice.rs"]
mod dice;

use dice::Dice;

const MUTATIONS: usize = 3_000;

/// A reader and the folder of its corpus.
type Reader = (&'static str, fn(&[u8]));

/// Gives every reader its corpus and what that mutates to.
///
/// # Panics
/// If a reader breaks, or has no target or no corpus.
pub fn try_all(readers: &[Reader]) {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz");
    for (name, reader) in readers {
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
