//! The command line.

use std::path::PathBuf;

use anyhow::{Context, Result, anyhow};
use libtest_mimic::Arguments;

use crate::engine::Engine;
use crate::stage::Places;

pub(crate) const HELP: &str = "\
Page-level tests of the demo shop.

Usage: whyshelf-browser-tests [--engine chromium|firefox|webkit]... [TASK] [--filter WORDS]

Tasks (testing is the default):
  --list              names the specs
  --bench             measures in Chromium: time to first shelf, time of a re-rank
  --bench-load        measures many events at once and a visit of eight hours in Chromium
  --bench-ranking     measures the engine on the catalogs that whyshelf-bench made
  --screenshots DIR   saves pictures of the shop for people to look at
  --update-references makes the pictures and trees anew that the specs compare with, in Chromium

Where things are:
  --demo DIR          the built demo [target/demo]
  --bench-folder DIR  catalogs and page of --bench-ranking [target/bench]
  --whyshelf FILE     the server [target/debug/whyshelf]

Everything else goes to the test runner, as in `cargo test`: --exact, --skip WORDS.";

/// What to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Task {
    Help,
    Test,
    Bench,
    BenchLoad,
    BenchRanking,
    Screenshots(PathBuf),
    UpdateReferences,
}

/// The command line, read.
#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) task: Task,
    pub(crate) engines: Vec<Engine>,
    pub(crate) places: Places,
    /// For the test runner.
    pub(crate) runner: Arguments,
}

impl Options {
    /// Reads the arguments after the program's name.
    ///
    /// # Errors
    /// For an unknown engine or a missing value.
    pub(crate) fn parse(arguments: impl Iterator<Item = String>) -> Result<Self> {
        let mut arguments = arguments;
        let mut task = Task::Test;
        let mut engines = Vec::new();
        let mut places = default_places()?;
        // Browsers would fight for the processor and the one server log: one at a time.
        let mut rest = vec![
            "whyshelf-browser-tests".to_owned(),
            "--test-threads=1".to_owned(),
        ];
        while let Some(argument) = arguments.next() {
            let mut value = || {
                arguments
                    .next()
                    .with_context(|| format!("{argument} needs a value"))
            };
            match &*argument {
                "--help" | "-h" => task = Task::Help,
                "--bench" => task = Task::Bench,
                "--bench-load" => task = Task::BenchLoad,
                "--bench-ranking" => task = Task::BenchRanking,
                "--screenshots" => task = Task::Screenshots(value()?.into()),
                "--update-references" => task = Task::UpdateReferences,
                "--engine" => engines.push(value()?.parse()?),
                "--filter" => rest.push(value()?),
                "--demo" => places.demo = value()?.into(),
                "--bench-folder" => places.bench = value()?.into(),
                "--whyshelf" => places.whyshelf = value()?.into(),
                _ => rest.push(argument),
            }
        }
        if engines.is_empty() {
            engines = Engine::ALL.to_vec();
        }
        Ok(Self {
            task,
            engines,
            places,
            runner: Arguments::from_iter(rest),
        })
    }
}

/// The folders beside this program and in the repository that it was built from.
fn default_places() -> Result<Places> {
    let program = std::env::current_exe()?;
    // target/debug/whyshelf-browser-tests
    let debug = program
        .parent()
        .ok_or_else(|| anyhow!("{} lies nowhere", program.display()))?;
    let target = debug.parent().unwrap_or(debug);
    Ok(Places {
        demo: target.join("demo"),
        bench: target.join("bench"),
        whyshelf: debug.join("whyshelf"),
        data: PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../www/data")),
        own_page: PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/page")),
        consent_platforms: target.join("consent-platforms"),
        axe: target.join("axe.min.js"),
        reference: PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/reference")),
        work: target.join("browser-tests"),
    })
}
