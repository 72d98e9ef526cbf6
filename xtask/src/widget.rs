//! The widget for a shop's pages: one wasm, cut into the file that the first shelf needs and those
//! that are called for later, with JavaScript as short as it can be.

mod bundle;
mod glue;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::project::Project;
use crate::shell;

/// As cargo calls it.
const WASM: &str = "wasm32-unknown-unknown/web/whyshelf.wasm";
/// What `wasm-bindgen` calls its files by, which the splitter has to know.
const NAME: &str = "whyshelf";

/// Builds the wasm and its JavaScript in `pkg`, as they are served: `whyshelf_bg.wasm` and
/// `whyshelf_glue.js` for the first shelf, and beside them parts whose names say that they come later.
///
/// # Errors
/// The first step that failed, with its cure.
pub(crate) fn build(project: &Project) -> Result<(), Failure> {
    let work = project.target.join("widget");
    fresh(&work)?;
    compile(project)?;
    let cut = cutter(project)?;
    let parts = split(project, &cut, &work)?;
    bind(project, &work)?;
    let package = project.root.join("pkg");
    fresh(&package)?;
    let main = work.join("bound/whyshelf_bg.wasm");
    let glue = work.join("bound/whyshelf.js");
    let thinner = |word: &str, wasm: &Path| {
        let mut command = shell::command(project, &cut.to_string_lossy(), &[word]);
        let log = format!("widget-{word}");
        shell::run_logged(project, &log, command.arg(wasm).arg(&glue))
    };
    thinner("thin", &main)?;
    let mut forget = shell::command(project, &cut.to_string_lossy(), &["forget"]);
    forget.arg(&main);
    forget.args(parts.iter().map(|part| &part.built));
    shell::run_logged(project, "widget-forget", &mut forget)?;
    let served = package.join("whyshelf_bg.wasm");
    let deferred = defer(project, &cut, &main, &work)?;
    optimise(project, &main, &served, "-g")?;
    let mut bare = shell::command(project, &cut.to_string_lossy(), &["bare"]);
    shell::run_logged(project, "widget-bare", bare.arg(&served))?;
    let optimised = work.join("shared");
    fresh(&optimised)?;
    let (shared, own): (Vec<&Part>, Vec<&Part>) = parts.iter().partition(|part| part.is_shared());
    for part in &own {
        optimise(project, &part.built, &package.join(&part.served), NAMELESS)?;
    }
    for part in &shared {
        optimise(
            project,
            &part.built,
            &optimised.join(&part.served),
            NAMELESS,
        )?;
    }
    let script = work.join("split/__wasm_split.js");
    let text = fs::read_to_string(&script).map_err(|error| shell::cannot_read(&script, &error))?;
    let bundles = bundle::bundle(&shared, &text, &optimised, &package)?;
    let linked = glue::linked(text, &own, &bundles)?;
    let to = work.join("bound/__wasm_split.js");
    fs::write(&to, linked).map_err(|error| shell::cannot_write(&to, &error))?;
    let text = fs::read_to_string(&glue).map_err(|error| shell::cannot_read(&glue, &error))?;
    let later = work.join("bound/later.js");
    let both = [
        (
            &glue,
            glue::first(&text, &own)?,
            &served,
            "whyshelf_glue.js",
        ),
        (
            &later,
            glue::later(&text)?,
            &deferred,
            "whyshelf_lazy_glue.js",
        ),
    ];
    for (script, text, wasm, name) in both {
        fs::write(script, text).map_err(|error| shell::cannot_write(script, &error))?;
        let mut trim = shell::command(project, &cut.to_string_lossy(), &["trim"]);
        shell::run_logged(project, "widget-trim", trim.arg(wasm).arg(script))?;
        let bundled = ["--bundle", "--loader:.wasm=binary"];
        minify(project, script, &package.join(name), &bundled)?;
    }
    declare(
        &work.join("bound/whyshelf.d.ts"),
        &package.join("whyshelf_glue.d.ts"),
    )
}

/// Takes from the main file what only parts call of JavaScript: the module that puts it into the table.
fn defer(project: &Project, cut: &Path, main: &Path, work: &Path) -> Result<PathBuf, Failure> {
    // By name, and without what nothing reaches, which would seem to call it.
    let words = ["--remove-unused-module-elements", "-g"];
    optimise_by(project, &words, main, main)?;
    let made = work.join("deferred.wasm");
    let mut command = shell::command(project, &cut.to_string_lossy(), &["defer"]);
    shell::run_logged(project, "widget-defer", command.arg(main).arg(&made))?;
    let deferred = work.join("bound/deferred.wasm");
    optimise(project, &made, &deferred, NAMELESS)?;
    Ok(deferred)
}

/// A part that is called for later.
struct Part {
    built: PathBuf,
    /// The splitter's name for it.
    name: String,
    /// Its name for browsers.
    served: String,
}

impl Part {
    /// Whether several parts need it, and nobody calls for it.
    fn is_shared(&self) -> bool {
        self.name.starts_with(SHARED)
    }
}

/// How the splitter calls what several parts share.
const SHARED: &str = "chunk_";

fn compile(project: &Project) -> Result<(), Failure> {
    let words = [
        "rustc",
        "--package",
        "whyshelf",
        "--lib",
        "--profile",
        "web",
        "--target",
        "wasm32-unknown-unknown",
        "--features",
        "split",
        "--",
        // The splitter has to know what refers to what.
        "-Clink-arg=--emit-relocs",
    ];
    shell::run_logged(project, "widget-rustc", &mut shell::cargo(project, &words))
}

/// The program that cuts, compiled once for all clones.
fn cutter(project: &Project) -> Result<PathBuf, Failure> {
    shell::run_logged(project, "widget-cutter", &mut of_cutter(project, "build"))?;
    Ok(cutter_target(project).join("debug/whyshelf-cut"))
}

/// The command that runs that program's own tests. It is no member of the workspace, whose features
/// its dependencies would change.
pub(crate) fn cutter_tests(project: &Project) -> Command {
    of_cutter(project, "test")
}

fn of_cutter(project: &Project, task: &str) -> Command {
    let manifest = ["--locked", "--manifest-path", "xtask/cut/Cargo.toml"];
    let mut command = shell::cargo(project, &[&[task], &manifest[..]].concat());
    command.arg("--target-dir").arg(cutter_target(project));
    command
}

fn cutter_target(project: &Project) -> PathBuf {
    project.cache.join("cut")
}

fn split(project: &Project, cut: &Path, work: &Path) -> Result<Vec<Part>, Failure> {
    let folder = work.join("split");
    let mut command = shell::command(project, &cut.to_string_lossy(), &["split"]);
    command.arg(project.target.join(WASM)).arg(&folder);
    shell::run_logged(project, "widget-split", &mut command)?;
    let entries = fs::read_dir(&folder).map_err(|error| shell::cannot_read(&folder, &error))?;
    let mut parts: Vec<Part> = entries
        .flatten()
        .filter_map(|entry| {
            let file = entry.file_name().to_string_lossy().into_owned();
            let name = file.strip_suffix(".wasm")?.to_owned();
            (name != "main").then(|| Part {
                built: entry.path(),
                served: served(&name),
                name,
            })
        })
        .collect();
    parts.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(parts)
}

/// `split_panel` is what its functions are declared with.
fn served(name: &str) -> String {
    match name.strip_prefix("split_") {
        Some("panel") => "whyshelf_panel.wasm".to_owned(),
        Some(part) => format!("whyshelf_lazy_{part}.wasm"),
        None => format!("{name}.wasm"),
    }
}

fn bind(project: &Project, work: &Path) -> Result<(), Failure> {
    let words = [
        "--target",
        "web",
        "--out-name",
        NAME,
        // The parts call some of what the linker exports.
        "--keep-lld-exports",
        "--out-dir",
    ];
    let mut command = shell::command(project, "wasm-bindgen", &words);
    command
        .arg(work.join("bound"))
        .arg(work.join("split/main.wasm"));
    shell::run_logged(project, "widget-bindgen", &mut command)
}

/// Nobody asks what functions of the result are called.
const NAMELESS: &str = "--strip-debug";

/// Makes a wasm as small as it gets; `names` says what becomes of names.
fn optimise(project: &Project, from: &Path, to: &Path, names: &str) -> Result<(), Failure> {
    let words = ["-Oz", names, "--strip-producers", "--strip-target-features"];
    optimise_by(project, &words, from, to)
}

/// The features are what the compiler uses by default, and all that supported browsers have.
fn optimise_by(project: &Project, words: &[&str], from: &Path, to: &Path) -> Result<(), Failure> {
    let features = [
        "--enable-bulk-memory",
        "--enable-bulk-memory-opt",
        "--enable-multivalue",
        "--enable-mutable-globals",
        "--enable-nontrapping-float-to-int",
        "--enable-reference-types",
        "--enable-sign-ext",
    ];
    let mut command = shell::command(project, "wasm-opt", words);
    command.args(features).arg("-o").arg(to).arg(from);
    shell::run_logged(project, "widget-wasm-opt", &mut command)
}

/// Shortens JavaScript.
///
/// # Errors
/// When esbuild refuses it.
pub(crate) fn minify(
    project: &Project,
    from: &Path,
    to: &Path,
    more: &[&str],
) -> Result<(), Failure> {
    let words = [
        "--minify",
        "--format=esm",
        "--target=es2022",
        "--log-level=warning",
    ];
    let mut command = shell::command(project, "esbuild", &words);
    command.args(more).arg(from);
    command.arg(format!("--outfile={}", to.display()));
    shell::run_logged(project, "widget-esbuild", &mut command)
}

fn fresh(folder: &Path) -> Result<(), Failure> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| shell::cannot_write(folder, &error))?;
    }
    fs::create_dir_all(folder).map_err(|error| shell::cannot_write(folder, &error))
}

/// The declarations, without a way of starting that the shortened JavaScript does not have.
fn declare(from: &Path, to: &Path) -> Result<(), Failure> {
    let text = fs::read_to_string(from).map_err(|error| shell::cannot_read(from, &error))?;
    let text = glue::declared(&text)?;
    fs::write(to, text).map_err(|error| shell::cannot_write(to, &error))
}
