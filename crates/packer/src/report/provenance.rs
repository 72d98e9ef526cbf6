//! Where the figures come from, so that they can be had again.

use std::fs;
use std::path::Path;

use maud::{Markup, html};
use sha2::{Digest, Sha256};
use whyshelf_pack::manifest::{self, Manifest};

use crate::error::Error;
use crate::evaluation::Evaluation;
use crate::numerals::grouped;
use crate::report::words::label;

/// The command and the pack behind an evaluation.
#[derive(Debug)]
pub(crate) struct Provenance {
    /// What to type for the same evaluation.
    command: String,
    /// SHA-256 of `manifest.json` in hexadecimal digits. The manifest names every file of the pack
    /// by its hash, so this pins them all.
    manifest: String,
    /// When the newest event behind the pack happened, RFC 3339.
    created: String,
    /// Names and hashes of the pack's files; shards go by their common root.
    files: Vec<(String, String)>,
}

impl Provenance {
    /// Of the release in `folder`, which could be opened.
    ///
    /// # Errors
    /// If the manifest can no longer be read.
    pub(crate) fn of(
        command: String,
        folder: &Path,
        manifest: &Manifest,
    ) -> Result<Provenance, Error> {
        let path = folder.join(manifest::FILE_NAME);
        let text = fs::read(&path).map_err(Error::io("read", &path))?;
        let hash = Sha256::digest(&text);
        let files = manifest.files.iter();
        let files = files.map(|file| (file.path.clone(), file.integrity.clone()));
        let shards = manifest.shards.iter();
        let shards = shards.map(|shards| (format!("{}/", shards.folder), shards.root.clone()));
        Ok(Provenance {
            command,
            manifest: hash.iter().map(|byte| format!("{byte:02x}")).collect(),
            created: manifest.created.clone(),
            files: files.chain(shards).collect(),
        })
    }

    /// The section of the page.
    pub(crate) fn section(&self, evaluation: &Evaluation) -> Markup {
        html! {
            section {
                h2 { "Where this comes from" }
                p { "The command, which gives the same page again:" }
                pre { code { (self.command) } }
                p {
                    "The pack knows events up to " (label(&self.created)) ". Its files and their hashes:"
                }
                dl.hashes {
                    div { dt { (manifest::FILE_NAME) } dd { code { (self.manifest) } } }
                    @for (path, hash) in &self.files {
                        div { dt { (label(path)) } dd { code { (label(hash)) } } }
                    }
                }
                p {
                    "Every event of a visit but the first was predicted from those before it, among all "
                    (grouped(evaluation.items as u64)) " items, by the same code that runs in the browser. Items with "
                    "equal scores share the middle rank; an item without a score counts as missed."
                }
            }
        }
    }
}
