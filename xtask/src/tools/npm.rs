//! Packages of npm in exact versions, each set in a folder of its own in the cache.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Package, apt};
use crate::failure::Failure;
use crate::project::Project;
use crate::shell;

const NPM: &[Package] = &[Package::new(&["npm"], "npm")];

/// Packages that are used together: `(name, version)`.
pub(crate) struct NpmSet {
    /// The folder's name in the cache.
    pub(crate) folder: &'static str,
    pub(crate) packages: &'static [(&'static str, &'static str)],
}

impl NpmSet {
    /// Where the set lies once it is installed.
    pub(crate) fn modules(&self, project: &Project) -> PathBuf {
        let tools = project.cache.join("tools");
        tools.join(self.folder).join("node_modules")
    }

    /// Installs the set unless it is there in these versions, and returns its `node_modules`.
    ///
    /// # Errors
    /// When npm is missing and cannot be installed, or fails.
    pub(crate) fn install(&self, project: &Project) -> Result<PathBuf, Failure> {
        let modules = self.modules(project);
        if self.is_installed(&modules) {
            return Ok(modules);
        }
        apt::install(project, NPM)?;
        let folder = modules.parent().unwrap_or(&modules);
        let packages = self
            .packages
            .iter()
            .map(|(name, version)| format!("{name}@{version}"));
        let packages: Vec<String> = packages.collect();
        println!(
            "      npm installs {} in {}",
            packages.join(" "),
            folder.display()
        );
        let words = ["install", "--no-fund", "--no-audit", "--prefix"];
        let mut command = shell::command(project, "npm", &words);
        command.arg(folder).args(&packages);
        shell::run_logged(project, &format!("install-{}", self.folder), &mut command)?;
        if self.is_installed(&modules) {
            return Ok(modules);
        }
        Err(Failure::new(
            format!("{} was installed and is not found", packages.join(" ")),
            format!("rm -r {}", folder.display()),
        ))
    }

    fn is_installed(&self, modules: &Path) -> bool {
        self.packages.iter().all(|(name, version)| {
            let description = fs::read_to_string(modules.join(name).join("package.json"));
            description.is_ok_and(|text| text.contains(&format!("\"version\": \"{version}\"")))
        })
    }
}
