//! Code that several parts share. The splitter makes a file for every set of parts that have something in
//! common, most of them smaller than the request for them: here they are put together by when they are needed.

use std::fs;
use std::ops::Range;
use std::path::Path;

use super::Part;
use crate::failure::Failure;
use crate::shell;

/// Some files in one.
pub(super) struct Bundle {
    /// Its name for browsers.
    pub(super) served: String,
    /// The splitter's names of the files, and where they stand in it.
    pub(super) parts: Vec<(String, Range<usize>)>,
}

/// The parts that decide when what they share is needed, the earliest first: before a large shop's first shelf,
/// on every page, and with what is left.
const WHEN: [&str; 3] = ["large", "attend", ""];

/// Puts what is shared into as few files, in `package`. `script` is the splitter's, which says who shares what;
/// the files to put together are in `from`, by the names that they would be served by.
///
/// # Errors
/// When the script does not tell who shares a part, or a file cannot be read or written.
pub(super) fn bundle(
    shared: &[&Part],
    script: &str,
    from: &Path,
    package: &Path,
) -> Result<Vec<Bundle>, Failure> {
    let mut bundles: Vec<(Bundle, Vec<u8>)> = (1..=WHEN.len())
        .map(|number| {
            let served = format!("whyshelf_lazy_shared_{number}.bin");
            let parts = Vec::new();
            (Bundle { served, parts }, Vec::new())
        })
        .collect();
    for part in shared {
        let users = users(script, &part.name).ok_or_else(|| {
            Failure::new(
                format!(
                    "the splitter's JavaScript does not say who shares {}",
                    part.name
                ),
                "use the version of wasm_split_cli_support that Cargo.lock names",
            )
        })?;
        let own = WHEN
            .iter()
            .zip(&mut bundles)
            .find(|(when, _)| when.is_empty() || users.iter().any(|user| user == *when));
        let file = from.join(&part.served);
        let bytes = fs::read(&file).map_err(|error| shell::cannot_read(&file, &error))?;
        if let Some((_, (bundle, content))) = own {
            let start = content.len();
            content.extend(bytes);
            bundle.parts.push((part.name.clone(), start..content.len()));
        }
    }
    bundles.retain(|(bundle, _)| !bundle.parts.is_empty());
    for (bundle, content) in &bundles {
        let file = package.join(&bundle.served);
        fs::write(&file, content).map_err(|error| shell::cannot_write(&file, &error))?;
    }
    Ok(bundles.into_iter().map(|(bundle, _)| bundle).collect())
}

/// The parts that share one: the splitter names them in a comment before it.
fn users<'a>(script: &'a str, name: &str) -> Option<Vec<&'a str>> {
    let (before, _) = script.split_once(&format!("const __{name} = "))?;
    let comment = before.trim_end().lines().last()?;
    let users = comment.strip_prefix("/* ")?.strip_suffix(" */")?;
    Some(users.split(", ").collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_shares_a_part_stands_before_it() {
        let script = "/* attend, large */\nconst __chunk_6 = makeLoad(() => {}\n/* panel */\nconst __chunk_61 = 1";
        assert_eq!(users(script, "chunk_6"), Some(vec!["attend", "large"]));
        assert_eq!(users(script, "chunk_61"), Some(vec!["panel"]));
        assert_eq!(users(script, "chunk_7"), None);
        assert_eq!(users("const __chunk_6 = 1", "chunk_6"), None);
    }
}
