//! `cargo xtask tidy`: the house rules that the compiler cannot see.

mod arrows;
mod dependencies;
mod lengths;
mod paths;
mod senses;
mod tokens;

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, usage};
use crate::project::Project;
use crate::shell;

/// A rule: looks at the repository and returns a line for each breach.
type Rule = fn(&Project, &[PathBuf]) -> Vec<String>;

const RULES: [(&str, Rule); 5] = [
    ("modules of src/ use only those below them", arrows::check),
    ("no server-side crate in the wasm", dependencies::check),
    ("files stay small", lengths::check),
    ("no file names a folder of somebody's machine", paths::check),
    (
        "nothing on a page tells machines or places apart",
        senses::check,
    ),
];

pub(crate) fn run(project: &Project, words: &[&str]) -> Result<(), Failure> {
    if let Some(word) = words.first() {
        return Err(usage("tidy", word));
    }
    check(project)
}

/// Checks every rule and prints all breaches.
///
/// # Errors
/// When there is any breach.
pub(crate) fn check(project: &Project) -> Result<(), Failure> {
    let files = repository_files(project)?;
    let mut breaches = 0;
    for (rule, check) in RULES {
        let found = check(project, &files);
        println!(
            "{} {rule}",
            if found.is_empty() { "ok    " } else { "BREACH" }
        );
        for breach in &found {
            println!("         {breach}");
        }
        breaches += found.len();
    }
    if breaches == 0 {
        return Ok(());
    }
    Err(Failure::new(
        format!("{breaches} breaches of the house rules"),
        "change the lines above, then: cargo xtask tidy",
    ))
}

/// Files that are or will be committed, relative to the root: tracked ones, and new ones that are not ignored.
fn repository_files(project: &Project) -> Result<Vec<PathBuf>, Failure> {
    let words = [
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "-z",
    ];
    let list = shell::output(&mut shell::command(project, "git", &words)).ok_or_else(|| {
        Failure::new(
            "git cannot list the repository's files",
            "run it in a clone, with git installed",
        )
    })?;
    let mut files: Vec<PathBuf> = list
        .split('\0')
        .filter(|name| !name.is_empty())
        .map(PathBuf::from)
        .filter(|name| project.root.join(name).is_file())
        .collect();
    files.sort();
    files.dedup();
    Ok(files)
}

/// A text file's text; `None` for anything that is not UTF-8.
fn text(project: &Project, file: &Path) -> Option<String> {
    fs::read_to_string(project.root.join(file)).ok()
}
