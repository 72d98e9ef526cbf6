//! Programs that come as packages of npm, each in a private folder of its own.

use std::path::PathBuf;

use super::{Package, apt};
use crate::failure::Failure;
use crate::project::Project;
use crate::shell;

const NPM: &[Package] = &[Package::new(&["npm"], "npm")];

/// Where the programs of a package lie, once it is installed.
pub(super) fn programs(project: &Project, program: &str) -> PathBuf {
    folder(project, program).join("node_modules/.bin")
}

fn folder(project: &Project, program: &str) -> PathBuf {
    project.cache.join("tools").join(program)
}

/// Installs a package, as `name@version`, for the sake of a program.
///
/// # Errors
/// When npm cannot be had, or cannot have the package.
pub(super) fn install(project: &Project, program: &str, package: &str) -> Result<(), Failure> {
    apt::install(project, NPM)?;
    let folder = folder(project, program);
    println!("      npm installs {package} in {}", folder.display());
    let words = ["install", "--no-fund", "--no-audit", "--prefix"];
    let mut command = shell::command(project, "npm", &words);
    command.arg(&folder).arg(package);
    shell::run_logged(project, &format!("install-{program}"), &mut command)
}
