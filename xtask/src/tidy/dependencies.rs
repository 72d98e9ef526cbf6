//! The wasm must not carry what only the packer needs.

use std::path::PathBuf;

use crate::project::Project;
use crate::shell;

/// Crates, and families of crates (`arrow-schema`, …), that have no place in a shopper's browser.
const FORBIDDEN: [&str; 6] = ["datafusion", "arrow", "parquet", "faer", "rayon", "tokio"];

pub(super) fn check(project: &Project, _files: &[PathBuf]) -> Vec<String> {
    let words = [
        "tree",
        "--package",
        "whyshelf",
        "--target",
        "wasm32-unknown-unknown",
        "--edges",
        "normal",
        "--prefix",
        "none",
        "--locked",
    ];
    match shell::output(&mut shell::cargo(project, &words)) {
        Some(tree) => breaches(&tree),
        None => {
            vec!["`cargo tree --package whyshelf --locked` failed: run it to see why".to_owned()]
        }
    }
}

fn breaches(tree: &str) -> Vec<String> {
    let mut names: Vec<&str> = tree
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    names.sort_unstable();
    names.dedup();
    let is_forbidden = |name: &&str| {
        FORBIDDEN.iter().any(|forbidden| {
            name.strip_prefix(forbidden)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        })
    };
    names
        .into_iter()
        .filter(is_forbidden)
        .map(|name| {
            format!("the browser crate depends on {name}: `cargo tree --package whyshelf --invert {name}` shows through what")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_families_and_leaves_namesakes_alone() {
        let tree = "whyshelf v0.1.0\narrow-schema v1.0.0\narrowhead v1.0.0\ntokio v1.0.0\ntokio v1.0.0 (*)\n";
        let found = breaches(tree);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found.iter().any(|line| line.contains("on arrow-schema:")));
        assert!(found.iter().any(|line| line.contains("on tokio:")));
    }
}
