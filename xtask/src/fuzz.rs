//! `cargo xtask fuzz`: every reader of outside bytes under libFuzzer, on the stable toolchain.
//!
//! `fuzz/` is a workspace of its own, built with LLVM's coverage instrumentation and without a
//! sanitizer: the code has no `unsafe`, so what can go wrong panics by itself.

mod options;
mod run;

use std::fs;

use options::Options;
use run::Outcome;

use crate::failure::Failure;
use crate::project::Project;
use crate::report::{Progress, seconds, table};
use crate::shell;

/// What `cargo fuzz` passes too: an edge counter and its address for each block, and comparisons,
/// which let libFuzzer find magic numbers.
const INSTRUMENTATION: [&str; 7] = [
    "--cfg=fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Ccodegen-units=1",
];

pub(crate) fn run(project: &Project, words: &[&str]) -> Result<(), Failure> {
    let targets = targets(project)?;
    let options = Options::parse(words, &targets)?;
    let mut progress = Progress::new(options.targets.len() + 2);
    progress.step("see that what is fuzzed reads what is stored", || {
        sound(project)
    })?;
    let programs = progress.step("build the fuzz targets", || build(project))?;
    let mut rows = vec![
        ["target", "runs", "edges", "features", "time", "findings"]
            .map(str::to_owned)
            .to_vec(),
    ];
    let mut findings = Vec::new();
    for target in &options.targets {
        let what = format!("{target}: {} runs", options.runs);
        let outcome =
            progress.step(&what, || run::run(project, &programs, target, options.runs))?;
        rows.push(row(target, &outcome));
        findings.extend(outcome.findings);
    }
    println!("\n{}", table(&rows));
    match findings.first() {
        None => Ok(()),
        Some(first) => Err(Failure::new(
            format!("{} inputs break a reader", findings.len()),
            format!(
                "give the target the input, `TARGET {}`, and read the panic; then add the input to fuzz/corpus",
                first.display()
            ),
        )),
    }
}

fn row(target: &str, outcome: &Outcome) -> Vec<String> {
    let numbers = [outcome.runs, outcome.edges, outcome.features];
    let mut row = vec![target.to_owned()];
    row.extend(numbers.map(|number| number.to_string()));
    row.push(seconds(outcome.time));
    row.push(outcome.findings.len().to_string());
    row
}

/// The names of all targets.
fn targets(project: &Project) -> Result<Vec<String>, Failure> {
    let folder = project.root.join("fuzz").join("targets");
    let files = fs::read_dir(&folder).map_err(|error| {
        Failure::new(
            format!("cannot read {}: {error}", folder.display()),
            "git checkout -- fuzz",
        )
    })?;
    let stem = |entry: fs::DirEntry| entry.path().file_stem()?.to_str().map(str::to_owned);
    let mut targets: Vec<String> = files.flatten().filter_map(stem).collect();
    targets.sort();
    Ok(targets)
}

/// A reader that refuses everything has no findings either.
fn sound(project: &Project) -> Result<(), Failure> {
    let folder = folder(project).display().to_string();
    let words = [
        "test",
        "--quiet",
        "--lib",
        "--manifest-path",
        "fuzz/Cargo.toml",
        "--target-dir",
        &folder,
    ];
    shell::run(&mut shell::cargo(project, &words))
}

/// Where the workspace of what is fuzzed is built.
fn folder(project: &Project) -> std::path::PathBuf {
    project.target.join("fuzz")
}

/// Builds all targets and says where they are.
fn build(project: &Project) -> Result<std::path::PathBuf, Failure> {
    let host = shell::output(&mut shell::command(project, "rustc", &["-vV"]));
    let host = host.as_deref().unwrap_or_default();
    let host = host.lines().find_map(|line| line.strip_prefix("host: "));
    let host =
        host.ok_or_else(|| Failure::new("rustc does not say what it builds for", "rustc -vV"))?;
    let folder = folder(project);
    let folder_name = folder.display().to_string();
    // A target is named so that build scripts and macros stay without instrumentation.
    let words = [
        "build",
        "--release",
        "--bins",
        "--manifest-path",
        "fuzz/Cargo.toml",
        "--target",
        host,
        "--target-dir",
        &folder_name,
    ];
    let mut cargo = shell::cargo(project, &words);
    cargo.env_remove("RUSTFLAGS");
    cargo.env("CARGO_ENCODED_RUSTFLAGS", INSTRUMENTATION.join("\x1f"));
    shell::run(&mut cargo)?;
    Ok(folder.join(host).join("release"))
}
