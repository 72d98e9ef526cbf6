//! The files of messages that the loader fetches: one a language but English, which is in the wasm.

use std::fs;
use std::path::Path;

use crate::failure::Failure;
use crate::project::Project;
use crate::shell;

/// Puts them beside the widget's other files.
///
/// # Errors
/// When one cannot be read or written.
pub(crate) fn place(project: &Project, to: &Path) -> Result<(), Failure> {
    let from = project.root.join("src/widget/messages");
    let unreadable = |error: std::io::Error| {
        let what = format!("cannot read {}: {error}", from.display());
        Failure::new(what, "git status; then cargo xtask demo")
    };
    for entry in fs::read_dir(&from).map_err(unreadable)?.flatten() {
        let folder = entry.path();
        let language = entry.file_name().to_string_lossy().into_owned();
        if !folder.is_dir() || language == "en" {
            continue;
        }
        let shelf = fs::read_to_string(folder.join("shelf.txt")).map_err(unreadable)?;
        let drawer = fs::read_to_string(folder.join("drawer.txt")).map_err(unreadable)?;
        let file = to.join(format!("whyshelf-lazy-messages-{language}.txt"));
        fs::write(&file, shelf + &drawer).map_err(|error| shell::cannot_write(&file, &error))?;
    }
    Ok(())
}
