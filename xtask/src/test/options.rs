//! The options of `cargo xtask test`.

use crate::failure::{Failure, usage};
use crate::tools::Engine;

/// Which engines and steps to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Options {
    pub(super) engines: Vec<Engine>,
    /// Step names, or their beginnings; none means all.
    pub(super) only: Vec<String>,
    pub(super) list: bool,
}

impl Options {
    /// Reads the words after `test`.
    ///
    /// # Errors
    /// For a word that it does not know.
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        let mut options = Self {
            engines: Vec::new(),
            only: Vec::new(),
            list: false,
        };
        let mut words = words.iter();
        while let Some(&word) = words.next() {
            let mut value = || words.next().copied().ok_or_else(|| usage("test", word));
            match word {
                "--list" => options.list = true,
                "--only" => options.only.push(value()?.to_owned()),
                "--engine" => {
                    let name = value()?;
                    let engine = Engine::ALL.into_iter().find(|engine| engine.name() == name);
                    options
                        .engines
                        .push(engine.ok_or_else(|| usage("test", name))?);
                }
                _ => return Err(usage("test", word)),
            }
        }
        if options.engines.is_empty() {
            options.engines = Engine::ALL.to_vec();
        }
        Ok(options)
    }

    /// Whether a step is to run: `--only pages` means all of `pages-chromium`, `pages-firefox`, ….
    pub(super) fn wants(&self, step: &str) -> bool {
        let is_meant = |name: &String| {
            step.strip_prefix(name.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        self.only.is_empty() || self.only.iter().any(is_meant)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_engine_and_step_unless_told_otherwise() {
        let options = Options::parse(&[]).unwrap();
        assert_eq!(options.engines, Engine::ALL);
        assert!(options.wants("fmt"));
    }

    #[test]
    fn a_name_means_the_step_and_its_engines() {
        let options = Options::parse(&["--only", "pages", "--engine", "firefox"]).unwrap();
        assert_eq!(options.engines, [Engine::Firefox]);
        assert!(options.wants("pages-firefox"));
        assert!(!options.wants("fmt"));
    }

    #[test]
    fn an_unknown_word_is_refused() {
        assert!(Options::parse(&["--engine", "netscape"]).is_err());
        assert!(Options::parse(&["--only"]).is_err());
        assert!(Options::parse(&["fast"]).is_err());
    }
}
