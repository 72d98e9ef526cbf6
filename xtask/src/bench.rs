//! `cargo xtask bench`: times in headless Chromium, each beside a baseline of the same run; and what
//! building packs costs.

mod lighthouse;
mod scale;

use std::fs;
use std::path::Path;

use crate::demo::{self, Programs};
use crate::failure::{Failure, usage};
use crate::project::Project;
use crate::shell;
use crate::tools::{self, Engine};

/// The page in which the engine is timed.
const PAGE: [&str; 4] = ["index.html", "bench.js", "plain.js", "answer.json"];

pub(crate) fn run(project: &Project, words: &[&str]) -> Result<(), Failure> {
    let [page, load, ranking] = match words {
        [] => [true; 3],
        ["--only", "page"] => [true, false, false],
        ["--only", "load"] => [false, true, false],
        ["--only", "ranking"] => [false, false, true],
        ["--only", "lighthouse"] => return lighthouse::run(project),
        ["--only", "scale", logs @ ..] => return scale::run(project, logs),
        [.., word] => return Err(usage("bench", word)),
    };
    tools::install_engines(project, &[Engine::Chromium])?;
    // The demo's server is also the one that the engine's times are compared with.
    demo::build(project, Programs::Usual)?;
    if page {
        shell::run(&mut demo::page_tests(
            project,
            Programs::Usual,
            &["--bench"],
        )?)?;
    }
    if load {
        shell::run(&mut demo::page_tests(
            project,
            Programs::Usual,
            &["--bench-load"],
        )?)?;
    }
    if ranking {
        let folder = project.target.join("bench");
        prepare(project, &folder)?;
        let mut tests = demo::page_tests(
            project,
            Programs::Usual,
            &["--bench-ranking", "--bench-folder"],
        )?;
        shell::run(tests.arg(&folder))?;
    }
    Ok(())
}

/// Puts page, wasm and catalogs into `folder`, and times the engine natively.
fn prepare(project: &Project, folder: &Path) -> Result<(), Failure> {
    println!("\nBuilding the catalogs and the engine's wasm, timing it natively");
    let written = |error: std::io::Error| shell::cannot_write(folder, &error);
    fs::create_dir_all(folder).map_err(written)?;
    for file in PAGE {
        let source = project.root.join("tests/bench/page").join(file);
        fs::copy(source, folder.join(file)).map_err(written)?;
    }
    let words = [
        "build",
        "tests/bench",
        "--target",
        "web",
        "--profile",
        "web",
    ];
    let mut wasm = shell::command(project, "wasm-pack", &words);
    wasm.args(["--mode", "no-install", "--out-dir"])
        .arg(folder.join("pkg"));
    shell::run_logged(project, "wasm-pack-bench", &mut wasm)?;
    // Alone, not with the workspace: in the release profile only the engine is compiled, in seconds.
    let words = ["run", "--release", "--package", "whyshelf-bench", "--"];
    shell::run(shell::cargo(project, &words).arg(folder))
}
