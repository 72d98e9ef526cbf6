//! `cargo xtask bench`: times in headless Chromium, each beside a baseline of the same run.

use crate::demo;
use crate::failure::{Failure, usage};
use crate::project::Project;
use crate::shell;
use crate::tools::{self, Engine};

pub(crate) fn run(project: &Project, words: &[&str]) -> Result<(), Failure> {
    if let Some(word) = words.first() {
        return Err(usage("bench", word));
    }
    tools::install_engines(project, &[Engine::Chromium])?;
    demo::build(project)?;
    shell::run(&mut demo::page_tests(project, &["--bench"])?)
}
