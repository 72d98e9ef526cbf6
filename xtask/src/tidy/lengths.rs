//! Small files: one idea each.

use std::path::PathBuf;

use super::text;
use crate::project::Project;

/// The loader is what a merchant reads before pasting the tag: (path, lines).
const LOADER: (&str, usize) = ("www/whyshelf.js", 190);
const SOURCE_LINES: usize = 500;
const SOURCE_FOLDERS: [&str; 4] = ["src", "crates", "tests", "xtask"];

pub(super) fn check(project: &Project, files: &[PathBuf]) -> Vec<String> {
    let mut breaches = Vec::new();
    for file in files {
        let Some(limit) = limit(file) else { continue };
        let lines = text(project, file).unwrap_or_default().lines().count();
        if lines >= limit {
            breaches.push(format!(
                "{} has {lines} lines: keep it under {limit}",
                file.display()
            ));
        }
    }
    breaches
}

fn limit(file: &std::path::Path) -> Option<usize> {
    let (loader, loader_lines) = LOADER;
    if file == std::path::Path::new(loader) {
        return Some(loader_lines);
    }
    let is_source = file.extension().is_some_and(|extension| extension == "rs")
        && SOURCE_FOLDERS.iter().any(|folder| file.starts_with(folder));
    is_source.then_some(SOURCE_LINES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn each_kind_of_file_has_its_limit() {
        assert_eq!(limit(Path::new("www/whyshelf.js")), Some(LOADER.1));
        assert_eq!(limit(Path::new("crates/engine/src/lib.rs")), Some(500));
        assert_eq!(limit(Path::new("Cargo.lock")), None);
    }
}
