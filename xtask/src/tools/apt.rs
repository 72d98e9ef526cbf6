//! Packages of Debian and Ubuntu.

use std::process::Command;

use super::Package;
use crate::failure::Failure;
use crate::project::Project;
use crate::shell;

/// Installs those packages none of whose programs is on `PATH`.
///
/// # Errors
/// When one is missing and apt-get is, or may not be used, or fails.
pub(super) fn install(project: &Project, packages: &[Package]) -> Result<(), Failure> {
    let missing = missing(project, packages);
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    println!("      apt-get installs {names}");
    let cure = format!("sudo apt-get update && sudo apt-get install {names}");
    let refused = |why: &str| Failure::new(format!("{why}; missing: {names}"), &*cure);

    if project.find_program("apt-get").is_none() {
        return Err(refused(
            "this system has no apt-get (elsewhere, use its own package manager)",
        ));
    }
    if !update(project) {
        return Err(refused("installing packages needs root or sudo"));
    }
    let mut words = vec!["install", "--yes", "--no-install-recommends"];
    words.extend(&missing);
    if let Some(mut install) = apt_get(project, &words) {
        shell::run_logged(project, "apt-get-install", &mut install)
            .map_err(|failure| refused(failure.what()))?;
    }
    let still: Vec<&str> = self::missing(project, packages);
    if still.is_empty() {
        return Ok(());
    }
    Err(refused(
        "apt-get succeeded, but their programs are not on PATH",
    ))
}

/// The version of a package that apt-get would install, from fresh lists.
pub(super) fn candidate(project: &Project, package: &str) -> Option<String> {
    project.find_program("apt-cache")?;
    update(project);
    let words = ["show", "--no-all-versions", package];
    let text = shell::output(&mut shell::command(project, "apt-cache", &words))?;
    let version = text
        .lines()
        .find_map(|line| line.strip_prefix("Version: "))?;
    Some(version.to_owned())
}

/// Fetches the lists of packages; whether that may be done at all.
fn update(project: &Project) -> bool {
    let Some(mut update) = apt_get(project, &["update"]) else {
        return false;
    };
    // An outdated list may still do: only the installation decides.
    let _ = shell::run_logged(project, "apt-get-update", &mut update);
    true
}

fn missing<'a>(project: &Project, packages: &'a [Package]) -> Vec<&'a str> {
    packages
        .iter()
        .filter(|package| {
            let mut programs = package.programs.iter();
            programs.all(|program| project.find_program(program).is_none())
        })
        .map(|package| package.name)
        .collect()
}

/// apt-get as root: directly, or through sudo where it asks for no password that nobody could type.
fn apt_get(project: &Project, words: &[&str]) -> Option<Command> {
    let is_root = shell::output(&mut shell::command(project, "id", &["-u"]))
        .is_some_and(|user| user.trim() == "0");
    let mut command = if is_root {
        shell::command(project, "apt-get", words)
    } else {
        project.find_program("sudo")?;
        // Asks on the terminal if it must, before the output goes to a log.
        shell::run(&mut shell::command(project, "sudo", &["-v"])).ok()?;
        let mut words_for_sudo = vec!["DEBIAN_FRONTEND=noninteractive", "apt-get"];
        words_for_sudo.extend(words);
        shell::command(project, "sudo", &words_for_sudo)
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    Some(command)
}
