//! `cargo xtask demo`: from a fresh clone to a shop in the browser.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;

use crate::failure::{Failure, usage};
use crate::messages;
use crate::project::Project;
use crate::report::{Progress, seconds, timed};
use crate::shell;
use crate::tools;
use crate::widget;

const DEFAULT_PORT: u16 = 8080;

/// The native programs, by what is compiled into them.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Programs {
    /// What people build.
    Usual,
    /// With the cluster and the object stores, which tests need: in the same features as the tests,
    /// DataFusion is compiled once for both.
    Tested,
}

/// Everything that runs natively: compiled for this machine, the browser's crate and all of Leptos would be
/// minutes for nothing.
pub(crate) const NATIVE: [&str; 3] = ["--workspace", "--exclude", "whyshelf"];

impl Programs {
    /// What cargo has to be told for them, the same in every call.
    pub(crate) fn features(self) -> &'static [&'static str] {
        match self {
            Self::Usual => &[],
            Self::Tested => &[
                "--features",
                "whyshelf-packer/cluster-test,whyshelf-packer/object-store",
            ],
        }
    }
}

pub(crate) fn run(project: &Project, words: &[&str]) -> Result<(), Failure> {
    let mut port = DEFAULT_PORT;
    let mut serve = true;
    let mut words = words.iter();
    while let Some(&word) = words.next() {
        match word {
            "--no-serve" => serve = false,
            "--port" => {
                port = words
                    .next()
                    .and_then(|value| value.parse().ok())
                    .ok_or_else(|| usage("demo", word))?;
            }
            _ => return Err(usage("demo", word)),
        }
    }
    build(project, Programs::Usual)?;
    if serve {
        serve_demo(project, port)
    } else {
        Ok(())
    }
}

/// Installs what is missing and builds everything that is served, in `target/demo`.
///
/// # Errors
/// The first step that failed, with its cure.
pub(crate) fn build(project: &Project, programs: Programs) -> Result<(), Failure> {
    println!("Building the demo shop in {}", project.demo().display());
    let mut progress = Progress::new(8);
    progress.step(
        "Look for the wasm target, wasm-opt and esbuild; install what is missing",
        || {
            tools::install_wasm_target(project)?;
            tools::install_wasm_opt(project)?;
            tools::install_esbuild(project)
        },
    )?;
    build_programs(project, programs, &mut progress)?;
    progress.step("Draw the shop's pages from its catalog", || bake(project))?;
    progress.step("Learn the pack from the shop's log", || learn(project))?;
    progress.step("Put the widget beside the pages", || place_widget(project))?;
    progress.step("Add the theme gallery and the examples", || {
        add_gallery(project)?;
        add_examples(project)
    })?;
    println!("The demo is built, in {}.", seconds(progress.elapsed()));
    Ok(())
}

/// Builds the native programs here, and beside them the tools and then the wasm: on a fresh machine
/// both sides take minutes, and neither alone keeps two cores busy to its end.
fn build_programs(
    project: &Project,
    programs: Programs,
    progress: &mut Progress,
) -> Result<(), Failure> {
    let tools = tools::wasm_tools(project)?;
    let native =
        progress.announce("Compile the packer and the shop's generator (most of a first run)");
    let install = progress.announce("Look for wasm-pack and wasm-bindgen; install what is missing");
    let wasm = progress.announce("Compile the widget to wasm, beside the other two");
    thread::scope(|scope| {
        let widget = scope.spawn(|| {
            timed(&install, || tools::install_tools(project, &tools))?;
            timed(&wasm, || widget::build(project))
        });
        let native = timed(&native, || build_native(project, programs));
        let widget = widget.join().unwrap_or_else(|_| {
            Err(Failure::new(
                "building the widget panicked",
                "cargo xtask demo",
            ))
        });
        native.and(widget)
    })
}

/// Compiles every native program of the workspace.
///
/// All at once, and everywhere the same way: cargo chooses the features of shared dependencies by
/// what it is asked to build, and would compile DataFusion again for every other choice.
///
/// # Errors
/// When one does not compile.
fn build_native(project: &Project, programs: Programs) -> Result<(), Failure> {
    let words = [&["build", "--bins"], &NATIVE[..], programs.features()].concat();
    shell::run(&mut shell::cargo(project, &words))
}

/// The page-level tests, compiled and ready to run against the built demo.
///
/// # Errors
/// When they do not compile.
pub(crate) fn page_tests(
    project: &Project,
    programs: Programs,
    words: &[&str],
) -> Result<Command, Failure> {
    build_native(project, programs)?;
    let program = project.built("whyshelf-browser-tests");
    Ok(shell::command(project, &program.to_string_lossy(), words))
}

fn bake(project: &Project) -> Result<(), Failure> {
    let demo = project.demo();
    // From nothing, so that no page of an earlier catalog stays.
    if demo.exists() {
        fs::remove_dir_all(&demo).map_err(|error| shell::cannot_write(&demo, &error))?;
    }
    let arguments = [
        "bake",
        "--data",
        "www/data",
        "--templates",
        "www/shop",
        "--index",
        "index.html",
    ];
    let program = project.built("whyshelf-demo");
    let mut command = shell::command(project, &program.to_string_lossy(), &arguments);
    shell::run(command.arg("--out").arg(&demo))
}

fn learn(project: &Project) -> Result<(), Failure> {
    pack(
        project,
        ["www/data/events.parquet", "www/data/catalog.parquet"],
        &[],
        &project.demo().join("whyshelf/pack"),
    )
}

/// Builds a pack of a log and a catalog.
fn pack(
    project: &Project,
    [events, catalog]: [&str; 2],
    options: &[&str],
    to: &Path,
) -> Result<(), Failure> {
    let arguments = ["build", "--events", events, "--catalog", catalog];
    let program = project.built("whyshelf");
    let mut command = shell::command(project, &program.to_string_lossy(), &arguments);
    shell::run(command.args(options).arg("--out").arg(to))
}

fn place_widget(project: &Project) -> Result<(), Failure> {
    let to = project.demo().join("whyshelf");
    fs::create_dir_all(&to).map_err(|error| shell::cannot_write(&to, &error))?;
    for name in [
        "whyshelf.js",
        "whyshelf_lazy_debug.js",
        "whyshelf_lazy_analytics.js",
    ] {
        let script = project.root.join("www").join(name);
        widget::minify(project, &script, &to.join(name), &[])?;
    }
    copy(
        &project.root.join("www/whyshelf.d.ts"),
        &to.join("whyshelf.d.ts"),
    )?;
    messages::place(project, &to)?;
    let package = project.root.join("pkg");
    let entries = fs::read_dir(&package).map_err(|error| shell::cannot_read(&package, &error))?;
    for entry in entries.flatten() {
        copy(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
}

fn add_gallery(project: &Project) -> Result<(), Failure> {
    let gallery = project.root.join("www/gallery");
    let served = project.demo().join("gallery");
    copy_folder(&gallery, &served)?;
    // Cards with facts that the demo's catalog does not have.
    pack(
        project,
        ["www/gallery/cards-events.csv", "www/gallery/cards.csv"],
        &["--min-support", "1"],
        &served.join("pack"),
    )
}

/// The examples as they are, and React's as one file that browsers understand.
fn add_examples(project: &Project) -> Result<(), Failure> {
    let served = project.demo().join("examples");
    copy_folder(&project.root.join("www/examples"), &served)?;
    let modules = tools::install_react(project)?;
    let words = [
        "www/examples/react.jsx",
        "--bundle",
        "--minify",
        "--format=esm",
        "--target=es2022",
        "--jsx=automatic",
        "--external:/whyshelf/*",
        "--log-level=warning",
        "--define:process.env.NODE_ENV=\"production\"",
    ];
    let mut command = shell::command(project, "esbuild", &words);
    command
        .env("NODE_PATH", modules)
        .arg(format!("--outfile={}", served.join("react.js").display()));
    shell::run(&mut command)
}

fn copy_folder(from: &Path, to: &Path) -> Result<(), Failure> {
    let written = |error: std::io::Error| shell::cannot_write(to, &error);
    fs::create_dir_all(to).map_err(written)?;
    for entry in fs::read_dir(from).map_err(written)?.flatten() {
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy_folder(&source, &target)?;
        } else {
            copy(&source, &target)?;
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    if !from.is_file() {
        return Err(Failure::new(
            format!("{} is not there", from.display()),
            "git status; then cargo xtask demo",
        ));
    }
    fs::copy(from, to).map_err(|error| shell::cannot_write(to, &error))?;
    Ok(())
}

fn serve_demo(project: &Project, port: u16) -> Result<(), Failure> {
    println!("\nThe shop opens at http://127.0.0.1:{port}/ (Ctrl-C closes it)\n");
    let program = project.built("whyshelf");
    let mut command = shell::command(project, &program.to_string_lossy(), &["serve"]);
    command
        .arg(project.demo())
        .args(["--port", &port.to_string()]);
    shell::run(&mut command).map_err(|failure| {
        Failure::new(
            format!(
                "the shop cannot be served on port {port}: {}",
                failure.what()
            ),
            format!("cargo xtask demo --port {}", port.wrapping_add(1).max(1024)),
        )
    })
}
