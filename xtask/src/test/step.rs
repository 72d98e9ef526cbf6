//! The steps of `cargo xtask test`, in order.

use std::process::Command;
use std::time::Duration;

use super::count::Count;
use super::failures::Failures;
use crate::demo::{self, NATIVE, Programs};
use crate::failure::Failure;
use crate::project::Project;
use crate::shell;
use crate::size;
use crate::tidy;
use crate::tools::{self, Engine};
use crate::widget;

/// One line of the final table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Tools,
    Engine(Engine),
    Format,
    Tidy,
    Clippy,
    ClippyWasm,
    Unit,
    Demo,
    Size,
    Wasm(Engine),
    Pages(Engine),
}

/// How a step ended.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) count: Count,
    pub(super) failure: Option<Failure>,
    pub(super) failures: Failures,
    pub(super) time: Duration,
}

impl Outcome {
    pub(super) fn word(&self) -> &'static str {
        if self.failure.is_none() {
            "ok"
        } else {
            "FAILED"
        }
    }
}

/// Every step for these engines: what is quickest to fail comes first.
pub(super) fn all(engines: &[Engine]) -> Vec<Step> {
    let mut steps = vec![Step::Tools];
    steps.extend(engines.iter().copied().map(Step::Engine));
    steps.extend([
        Step::Format,
        Step::Tidy,
        Step::Clippy,
        Step::ClippyWasm,
        Step::Unit,
    ]);
    // wasm-pack has no runner for WebKit; its page-level tests run the same wasm there.
    let has_runner = |engine: &Engine| *engine != Engine::Webkit;
    steps.extend(engines.iter().copied().filter(has_runner).map(Step::Wasm));
    steps.extend([Step::Demo, Step::Size]);
    steps.extend(engines.iter().copied().map(Step::Pages));
    steps
}

impl Step {
    /// The name for `--only`.
    pub(super) fn name(self) -> String {
        match self {
            Self::Tools => "tools".to_owned(),
            Self::Engine(engine) => format!("tools-{}", engine.name()),
            Self::Format => "fmt".to_owned(),
            Self::Tidy => "tidy".to_owned(),
            Self::Clippy => "clippy".to_owned(),
            Self::ClippyWasm => "clippy-wasm".to_owned(),
            Self::Unit => "unit".to_owned(),
            Self::Demo => "demo".to_owned(),
            Self::Size => "size".to_owned(),
            Self::Wasm(engine) => format!("wasm-{}", engine.name()),
            Self::Pages(engine) => format!("pages-{}", engine.name()),
        }
    }

    pub(super) fn what(self) -> &'static str {
        match self {
            Self::Tools => "install what builds wasm",
            Self::Engine(_) => "install a browser and its driver",
            Self::Format => "the code is formatted",
            Self::Tidy => "the house rules that the compiler cannot see",
            Self::Clippy => "no warnings in native code",
            Self::ClippyWasm => "no warnings in the browser crate",
            Self::Unit => {
                "unit, property and black-box tests, a Ballista cluster and object stores among them"
            }
            Self::Demo => {
                "build wasm, pack and shop as `cargo xtask demo` does, by the tests' programs"
            }
            Self::Size => "the code of the first shelf weighs no more than it may",
            Self::Wasm(_) => "the browser crate's own tests, inside a browser",
            Self::Pages(_) => "shopping in the demo shop",
        }
    }

    /// Whether its output has closing lines to count.
    pub(super) fn runs_tests(self) -> bool {
        matches!(self, Self::Unit | Self::Wasm(_) | Self::Pages(_))
    }

    /// Runs the step; what its tests print is read too.
    ///
    /// # Errors
    /// What failed, with its cure.
    pub(super) fn run(self, project: &Project, read: &mut dyn FnMut(&str)) -> Result<(), Failure> {
        let cargo = |words: &[&str]| shell::run(&mut shell::cargo(project, words));
        match self {
            Self::Tools => {
                tools::install_wasm_target(project)?;
                tools::install_wasm_opt(project)?;
                tools::install_consent(project)?;
                tools::install_axe(project)?;
                tools::install_esbuild(project)?;
                tools::install_tools(project, &tools::wasm_tools(project)?)
            }
            Self::Engine(engine) => tools::install_engines(project, &[engine]),
            Self::Format => cargo(&["fmt", "--all", "--", "--check", "--files-with-diff"])
                .map_err(|_| Failure::new("the code is not formatted", "cargo fmt --all")),
            Self::Tidy => tidy::check(project),
            Self::Clippy => {
                let lints = ["--all-targets", "--", "--deny", "warnings"];
                cargo(&[&["clippy"], &NATIVE[..], &lints[..]].concat())
            }
            Self::ClippyWasm => cargo(&[
                "clippy",
                "--package",
                "whyshelf",
                "--all-targets",
                "--target",
                "wasm32-unknown-unknown",
                "--",
                "--deny",
                "warnings",
            ]),
            Self::Unit => {
                shell::run_watched(&mut widget::cutter_tests(project), &mut *read)?;
                let words = [
                    &["test", "--no-fail-fast"],
                    &NATIVE[..],
                    Programs::Tested.features(),
                ];
                shell::run_watched(&mut shell::cargo(project, &words.concat()), read)
            }
            Self::Demo => demo::build(project, Programs::Tested),
            Self::Size => size::check(project),
            Self::Wasm(engine) => shell::run_watched(&mut wasm_tests(project, engine), read),
            Self::Pages(engine) => {
                let words = ["--engine", engine.name()];
                shell::run_watched(
                    &mut demo::page_tests(project, Programs::Tested, &words)?,
                    read,
                )
            }
        }
    }
}

fn wasm_tests(project: &Project, engine: Engine) -> Command {
    let browser = match engine {
        Engine::Firefox => "--firefox",
        Engine::Chromium | Engine::Webkit => "--chrome",
    };
    let words = ["test", "--headless", browser, "--mode", "no-install"];
    let mut command = shell::command(project, "wasm-pack", &words);
    // A busy machine may take its time to start a browser.
    command.env("WASM_BINDGEN_TEST_TIMEOUT", "180");
    command
}
