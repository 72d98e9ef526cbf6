//! Where the figures come from, so that they can be had again.

use std::fs;
use std::path::Path;

use maud::{Markup, html};
use serde_json::Value;
use sha2::{Digest, Sha256};
use whyshelf_pack::manifest;

use crate::error::Error;
use crate::evaluation::Evaluation;

/// Files named on the page at most.
const NAMED: usize = 8;

/// The command and the pack behind an evaluation.
#[derive(Debug)]
pub(crate) struct Provenance {
    /// What to type for the same evaluation.
    pub(crate) command: String,
    /// SHA-256 of the manifest in hexadecimal digits. The manifest names every file of the pack by
    /// its hash, so this pins them all.
    manifest: String,
    /// Names and hashes of the pack's files.
    files: Vec<(String, String)>,
}

impl Provenance {
    /// Reads it from the folder of a pack that could be opened.
    pub(crate) fn of(command: String, folder: &Path) -> Result<Provenance, Error> {
        let path = folder.join(manifest::FILE_NAME);
        let text = fs::read(&path).map_err(Error::io("read", &path))?;
        let hash = Sha256::digest(&text);
        let mut files = Vec::new();
        if let Ok(manifest) = serde_json::from_slice(&text) {
            collect_files(&manifest, &mut files);
        }
        Ok(Provenance {
            command,
            manifest: hash.iter().map(|byte| format!("{byte:02x}")).collect(),
            files,
        })
    }

    /// The section of the page.
    pub(crate) fn section(&self, evaluation: &Evaluation) -> Markup {
        html! {
            section {
                h2 { "Where this comes from" }
                p { "The command, which gives the same page again:" }
                pre { code { (self.command) } }
                dl.hashes {
                    div { dt { "manifest.json, SHA-256" } dd { code { (self.manifest) } } }
                    @for (path, hash) in self.files.iter().take(NAMED) {
                        div { dt { (path) } dd { code { (hash) } } }
                    }
                }
                @if self.files.len() > NAMED {
                    p { "and " (self.files.len() - NAMED) " more files, which the manifest names." }
                }
                p {
                    "Every event of a visit but the first was predicted from those before it, among all "
                    (evaluation.items) " items, by the same code that runs in the browser. Items with equal scores share "
                    "the middle rank; an item without a score counts as missed."
                }
            }
        }
    }
}

/// Every object of the manifest that names a file and its hash, in order.
fn collect_files(value: &Value, files: &mut Vec<(String, String)>) {
    match value {
        Value::Object(fields) => {
            let text = |name| fields.get(name).and_then(Value::as_str).map(str::to_owned);
            files.extend(text("path").zip(text("integrity")));
            fields.values().for_each(|field| collect_files(field, files));
        }
        Value::Array(values) => values.iter().for_each(|value| collect_files(value, files)),
        _ => {}
    }
}
