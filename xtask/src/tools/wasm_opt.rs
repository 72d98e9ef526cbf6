//! A wasm-opt that understands what wasm-bindgen writes.

use std::path::Path;
use std::process::Command;

use super::Package;
use super::apt;
use super::npm::NpmSet;
use crate::failure::Failure;
use crate::project::Project;
use crate::shell;

/// The oldest that is good enough: 108, which Debian 12 and Ubuntu 24.04 carry, does not know the
/// instruction `table.fill`, and mixes up the function table and the table of JavaScript values.
const OLDEST: u32 = 120;
/// The npm package that holds the newest one.
const NPM: NpmSet = NpmSet {
    folder: "wasm-opt",
    packages: &[("binaryen", "132.0.0")],
};
const BINARYEN: &[Package] = &[Package::new(&["wasm-opt"], "binaryen")];

/// Sees to it that child processes find a wasm-opt that is new enough: the one on `PATH`, the
/// distribution's, or one from npm in a private folder.
///
/// # Errors
/// When there is none and none can be installed.
pub(super) fn install(project: &Project) -> Result<(), Failure> {
    let is_right =
        |program: Option<std::path::PathBuf>| program.is_some_and(|program| is_new(&program));
    if is_right(project.find_program("wasm-opt")) {
        return Ok(());
    }
    let bin = NPM.modules(project).join(".bin");
    if is_right(Some(bin.join("wasm-opt"))) {
        use_private(project, &bin);
        return Ok(());
    }
    if project.find_program("wasm-opt").is_none()
        && apt::candidate(project, "binaryen").and_then(|version| leading_number(&version))
            >= Some(OLDEST)
    {
        return apt::install(project, BINARYEN);
    }
    NPM.install(project)?;
    if is_right(Some(bin.join("wasm-opt"))) {
        use_private(project, &bin);
        return Ok(());
    }
    Err(Failure::new(
        "the wasm-opt that npm installed does not run",
        format!("put a wasm-opt of version {OLDEST} or newer on PATH"),
    ))
}

/// Puts the private wasm-opt first for child processes, and beside cargo's own programs unless one
/// lies there, so that plain `wasm-pack build` finds it too.
fn use_private(project: &Project, bin: &Path) {
    project.put_first_on_path(bin);
    let beside_cargo = project.cargo_home.join("bin/wasm-opt");
    if !beside_cargo.exists() {
        // Only a convenience: our own builds have it on their path.
        let _ = std::os::unix::fs::symlink(bin.join("wasm-opt"), beside_cargo);
    }
}

fn is_new(program: &Path) -> bool {
    program.is_file()
        && shell::output(Command::new(program).arg("--version"))
            .and_then(|text| version_in(&text))
            .is_some_and(|version| version >= OLDEST)
}

/// The number in `wasm-opt version 132 (version_132)`.
fn version_in(text: &str) -> Option<u32> {
    leading_number(text.trim().strip_prefix("wasm-opt version ")?)
}

/// The number that a text begins with.
fn leading_number(text: &str) -> Option<u32> {
    let digits = text
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(text.len());
    text.get(..digits)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_versions_with_and_without_a_tail() {
        assert_eq!(
            version_in("wasm-opt version 132 (version_132)\n"),
            Some(132)
        );
        assert_eq!(version_in("wasm-opt version 108\n"), Some(108));
        assert_eq!(leading_number("120-4+b1"), Some(120));
        assert_eq!(leading_number("none"), None);
    }
}
