//! The options of `cargo xtask fuzz`.

use crate::failure::{Failure, usage};

/// Runs of each target without `--runs`: what a release is held to.
const RUNS: u64 = 10_000_000;

/// Which targets to run, and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Options {
    pub(super) targets: Vec<String>,
    pub(super) runs: u64,
}

impl Options {
    /// Reads the words after `fuzz`.
    ///
    /// # Errors
    /// For a word that is neither an option nor one of `targets`.
    pub(super) fn parse(words: &[&str], targets: &[String]) -> Result<Self, Failure> {
        let mut options = Self {
            targets: Vec::new(),
            runs: RUNS,
        };
        let mut words = words.iter();
        while let Some(&word) = words.next() {
            if word == "--runs" {
                let number = words.next().and_then(|number| number.parse().ok());
                options.runs = number.ok_or_else(|| usage("fuzz", word))?;
            } else if targets.iter().any(|target| target == word) {
                options.targets.push(word.to_owned());
            } else {
                return Err(usage("fuzz", word));
            }
        }
        if options.targets.is_empty() {
            options.targets = targets.to_vec();
        }
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_target_ten_million_times_unless_told_otherwise() {
        let targets = ["join", "pack"].map(str::to_owned);
        let parse = |words: &[&str]| Options::parse(words, &targets);
        let all = parse(&[]).unwrap();
        assert_eq!((all.targets.as_slice(), all.runs), (&targets[..], RUNS));
        let one = parse(&["pack", "--runs", "7"]).unwrap();
        assert_eq!((one.targets.as_slice(), one.runs), (&targets[1..], 7));
        for unknown in [&["park"][..], &["--runs"], &["--runs", "many"]] {
            assert!(parse(unknown).is_err());
        }
    }
}
