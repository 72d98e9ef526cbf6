//! Files speak of the product, not of the machine that they were written on.

use std::path::PathBuf;

use super::text;
use crate::project::Project;

/// First folders of absolute paths that exist on one machine only; in two parts, or this file would name them.
const FOLDERS: [(&str, &str); 5] = [
    ("/wo", "rk/"),
    ("/ro", "ot/"),
    ("/ho", "me/"),
    ("/Us", "ers/"),
    ("C:\\Us", "ers\\"),
];

pub(super) fn check(project: &Project, files: &[PathBuf]) -> Vec<String> {
    let mut breaches = Vec::new();
    for file in files {
        for (at, line) in text(project, file).unwrap_or_default().lines().enumerate() {
            if let Some(folder) = named_folder(line) {
                breaches.push(format!("{}:{} names {folder}", file.display(), at + 1));
            }
        }
    }
    breaches
}

/// A machine's folder that a line names, at the start of a path.
fn named_folder(line: &str) -> Option<String> {
    FOLDERS
        .iter()
        .map(|(start, end)| format!("{start}{end}"))
        .find(|folder| {
            line.match_indices(folder.as_str()).any(|(at, _)| {
                // After a letter, a dot or a slash it is a part of some other address.
                let before = line.get(..at).and_then(|text| text.chars().next_back());
                !before.is_some_and(|letter| letter.is_alphanumeric() || "._-}/".contains(letter))
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_counts_only_where_a_path_starts() {
        let [(start, end), ..] = FOLDERS;
        let folder = format!("{start}{end}");
        assert_eq!(
            named_folder(&format!("open(\"{folder}main\")")),
            Some(folder.clone())
        );
        assert_eq!(
            named_folder(&format!("https://example.org{folder}main")),
            None
        );
        assert_eq!(named_folder("the rest of the home page"), None);
    }
}
