//! Tools that cargo builds from their published sources, in the exact versions that fit together.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::project::Project;
use crate::shell;

/// A tool that `cargo install` installs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CargoTool {
    package: &'static str,
    program: &'static str,
    version: String,
    /// Whether to build with the lock file that was published with it.
    locked: bool,
}

impl CargoTool {
    /// Builds and tests wasm crates. From 0.14 on it knows custom profiles.
    pub(crate) fn wasm_pack() -> Self {
        Self {
            package: "wasm-pack",
            program: "wasm-pack",
            version: "0.15.1".to_owned(),
            locked: true,
        }
    }

    /// Writes the JavaScript beside the wasm; must be of the very version that the crate is built with.
    pub(crate) fn wasm_bindgen(version: String) -> Self {
        Self {
            package: "wasm-bindgen-cli",
            program: "wasm-bindgen",
            version,
            // Its published lock file names a crate version that not every registry mirror holds.
            locked: false,
        }
    }

    /// Firefox's driver; Debian has no package of it.
    pub(crate) fn geckodriver() -> Self {
        Self {
            package: "geckodriver",
            program: "geckodriver",
            version: "0.37.1".to_owned(),
            locked: true,
        }
    }

    /// Whether the tool is there in this version, on `PATH` or in the cache; the cache then goes first on `PATH`.
    pub(crate) fn is_installed(&self, project: &Project) -> bool {
        let on_path = project.find_program(self.program);
        if on_path.is_some_and(|program| self.is_right(&program)) {
            return true;
        }
        let bin = private_root(project).join("bin");
        let is_cached = self.is_right(&bin.join(self.program));
        if is_cached {
            project.put_first_on_path(&bin);
        }
        is_cached
    }

    /// Installs the tool unless it is there in this version.
    ///
    /// A tool that the user has in another version stays as it is: ours then goes to a private folder.
    ///
    /// # Errors
    /// When it cannot be built; the cure is the command that tries again.
    pub(crate) fn install(&self, project: &Project) -> Result<(), Failure> {
        if self.is_installed(project) {
            return Ok(());
        }
        let is_elsewhere = project.find_program(self.program).is_some();
        let root = if is_elsewhere {
            private_root(project)
        } else {
            project.cargo_home.clone()
        };
        println!(
            "      cargo installs {} {} in {} (takes a few minutes, once)",
            self.package,
            self.version,
            root.join("bin").display()
        );
        let mut command = self.install_command(project, &root);
        shell::run_logged(project, &format!("install-{}", self.package), &mut command)
            .map_err(|failure| Failure::new(failure.what(), self.cure()))?;
        if self.is_installed(project) {
            return Ok(());
        }
        Err(Failure::new(
            format!(
                "{} {} was installed and is not found",
                self.package, self.version
            ),
            self.cure(),
        ))
    }

    fn install_command(&self, project: &Project, root: &Path) -> Command {
        let mut command = shell::cargo(
            project,
            &["install", self.package, "--version", &self.version],
        );
        if self.locked {
            command.arg("--locked");
        }
        command
            .arg("--root")
            .arg(root)
            // Outside the repository, so that its cargo configuration does not apply.
            .current_dir(&project.cargo_home)
            .env("CARGO_TARGET_DIR", build_folder(project))
            // They run for seconds: how fast they compile matters more than how fast they are.
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "0");
        command
    }

    fn cure(&self) -> String {
        let locked = if self.locked { " --locked" } else { "" };
        format!(
            "cargo install {} --version {}{locked}",
            self.package, self.version
        )
    }

    fn is_right(&self, program: &Path) -> bool {
        program.is_file()
            && shell::output(Command::new(program).arg("--version"))
                .is_some_and(|text| version_in(&text) == Some(&self.version))
    }
}

/// Removes what the installations were compiled from: the tools themselves are elsewhere.
pub(super) fn clear_build_folder(project: &Project) {
    let _ = fs::remove_dir_all(build_folder(project));
}

fn private_root(project: &Project) -> PathBuf {
    project.cache.join("tools")
}

fn build_folder(project: &Project) -> PathBuf {
    project.cache.join("build")
}

/// The version in `name 1.2.3 (…)`.
fn version_in(text: &str) -> Option<&str> {
    text.lines().next()?.split_whitespace().nth(1)
}

/// The version of a package in a Cargo.lock.
pub(super) fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?;
    Some(version.strip_suffix('"')?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_versions_as_the_tools_tell_them() {
        assert_eq!(version_in("wasm-pack 0.15.1\n"), Some("0.15.1"));
        assert_eq!(
            version_in("geckodriver 0.37.1 (abc 2026-01-01)\n\nThe source"),
            Some("0.37.1")
        );
        assert_eq!(version_in(""), None);
    }

    #[test]
    fn reads_a_version_from_the_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.9\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(
            locked_version(lock, "wasm-bindgen").as_deref(),
            Some("0.2.130")
        );
        assert_eq!(locked_version(lock, "leptos"), None);
    }
}
