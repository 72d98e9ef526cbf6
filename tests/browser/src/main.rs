//! Page-level tests of the demo shop, in Chromium, Firefox and WebKit, by WebDriver.
//!
//! Each spec is a shopper's visit in a browser that knows nothing of the shop yet. Nothing here is downloaded:
//! browsers and drivers come from the distribution, as `cargo xtask test` installs them.
//!
//! `whyshelf-browser-tests --engine chromium --filter WORDS` runs specs; `--help` tells the rest.

mod bench;
mod driver;
mod engine;
mod hostile;
mod large;
mod options;
mod pictures;
mod process;
mod reference;
mod server;
mod shop;
mod site;
mod spec;
mod stage;

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Result;
use libtest_mimic::Trial;

use crate::options::{Options, Task};
use crate::stage::Stage;

fn main() -> ExitCode {
    end_children_on_signals();
    match Options::parse(std::env::args().skip(1)).and_then(run) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: Options) -> Result<ExitCode> {
    match options.task.clone() {
        Task::Help => {
            println!("{}", options::HELP);
            Ok(ExitCode::SUCCESS)
        }
        Task::Test => test(&options),
        Task::Bench => {
            bench::run(&options.places)?;
            Ok(ExitCode::SUCCESS)
        }
        Task::BenchLoad => {
            bench::load::run(&options.places)?;
            Ok(ExitCode::SUCCESS)
        }
        Task::BenchRanking => {
            bench::ranking::run(&options.places)?;
            Ok(ExitCode::SUCCESS)
        }
        Task::Screenshots(folder) => {
            pictures::take(&options.places, &folder)?;
            Ok(ExitCode::SUCCESS)
        }
        Task::UpdateReferences => {
            reference::update(&options.places)?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Runs the specs of every chosen engine, one after the other.
fn test(options: &Options) -> Result<ExitCode> {
    let mut failed = false;
    for &engine in &options.engines {
        let stage = Arc::new(Stage::new(engine, options.places.clone())?);
        let trials = spec::all(engine)
            .into_iter()
            .map(|(name, spec)| {
                let stage = Arc::clone(&stage);
                Trial::test(name.clone(), move || {
                    stage
                        .run(&name, spec)
                        .map_err(|error| format!("{error:#}").into())
                })
                .with_kind(engine.to_string())
            })
            .collect();
        let conclusion = libtest_mimic::run(&options.runner, trials);
        failed |= conclusion.has_failed();
    }
    Ok(if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// Ctrl-C and `kill` end browsers and servers too.
fn end_children_on_signals() {
    std::thread::spawn(|| {
        use tokio::signal::unix::{SignalKind, signal};
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        runtime.block_on(async {
            let mut end = signal(SignalKind::terminate())?;
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = end.recv() => {}
            }
            process::end_all();
            std::process::exit(130);
            #[expect(unreachable_code, reason = "gives the block its type")]
            std::io::Result::Ok(())
        })
    });
}
