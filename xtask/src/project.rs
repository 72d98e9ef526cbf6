//! Where things are.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::failure::Failure;

/// The repository's folders and the `PATH` that child processes get.
#[derive(Debug)]
pub(crate) struct Project {
    /// The repository.
    pub(crate) root: PathBuf,
    /// Cargo's target folder.
    pub(crate) target: PathBuf,
    /// Outlives the repository's own folders: tools that took minutes to build.
    pub(crate) cache: PathBuf,
    /// Cargo's home; what `cargo install` installs lies in its `bin`.
    pub(crate) cargo_home: PathBuf,
    path: Mutex<OsString>,
}

impl Project {
    /// Finds the repository: cargo says where when it runs this program, else it is looked for upwards.
    ///
    /// # Errors
    /// Outside the repository.
    pub(crate) fn find() -> Result<Self, Failure> {
        let start = env::var_os("CARGO_MANIFEST_DIR")
            .map(PathBuf::from)
            .or_else(|| env::current_dir().ok())
            .unwrap_or_default();
        let root = start
            .ancestors()
            .find(|folder| folder.join("xtask/Cargo.toml").is_file())
            .ok_or_else(|| {
                Failure::new(
                    format!("{} is not in the repository", start.display()),
                    "cd into the repository and run `cargo xtask` there",
                )
            })?
            .to_owned();
        let home = env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
        let folder = |name: &str| env::var_os(name).map(PathBuf::from);
        let target =
            folder("CARGO_TARGET_DIR").map_or(root.join("target"), |target| root.join(target));
        let cargo_home = folder("CARGO_HOME").unwrap_or_else(|| home.join(".cargo"));
        let cache = folder("XDG_CACHE_HOME").unwrap_or_else(|| home.join(".cache"));
        let project = Self {
            target,
            cache: cache.join("whyshelf"),
            path: Mutex::new(env::var_os("PATH").unwrap_or_default()),
            root,
            cargo_home,
        };
        let installed = project.cargo_home.join("bin");
        if !project.path_folders().contains(&installed) {
            project.put_first_on_path(&installed);
        }
        Ok(project)
    }

    /// The built demo: everything that a static server serves.
    pub(crate) fn demo(&self) -> PathBuf {
        self.target.join("demo")
    }

    /// A program of this workspace, as `cargo build` leaves it.
    pub(crate) fn built(&self, program: &str) -> PathBuf {
        self.target.join("debug").join(program)
    }

    /// Where output goes that nobody reads unless something fails.
    pub(crate) fn logs(&self) -> PathBuf {
        self.target.join("xtask")
    }

    /// `PATH` for child processes.
    pub(crate) fn path(&self) -> OsString {
        self.path
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Lets child processes find programs in `folder` before all others.
    pub(crate) fn put_first_on_path(&self, folder: &Path) {
        let mut folders = self.path_folders();
        folders.retain(|other| other != folder);
        folders.insert(0, folder.to_owned());
        // Only a folder with `:` in its name cannot be joined; then `PATH` stays as it was.
        if let Ok(joined) = env::join_paths(folders) {
            *self.path.lock().unwrap_or_else(PoisonError::into_inner) = joined;
        }
    }

    /// The first program of this name that child processes would find.
    pub(crate) fn find_program(&self, program: &str) -> Option<PathBuf> {
        self.path_folders()
            .into_iter()
            .map(|folder| folder.join(program))
            .find(|candidate| candidate.is_file())
    }

    fn path_folders(&self) -> Vec<PathBuf> {
        env::split_paths(&self.path()).collect()
    }
}
