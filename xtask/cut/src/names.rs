//! Short names between the wasm and its JavaScript. wasm-bindgen's end in hashes, which do not
//! compress and stand in both files.

use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{ExportKind, ExportSection, ImportSection, Module, RawSection};
use wasmparser::{Parser, Payload};

use anyhow::{Context, Result, bail};

/// The module that wasm-bindgen imports from.
pub(crate) const MODULE: &str = "./whyshelf_bg.js";

/// How the splitter calls what its parts need.
const SPLITTERS: &str = "__wasm_split";
/// How wasm-bindgen calls the exports through which JavaScript calls closures.
const CLOSURES: &str = "wasm_bindgen__convert__closures";

/// The same wasm and the same JavaScript, with short names for what the one imports from the other, and for the
/// exports that end in hashes.
///
/// # Errors
/// When the bytes are no wasm, or the JavaScript does not provide what they import.
pub(crate) fn shorten(wasm: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let (mut names, mut closures) = (Vec::new(), Vec::new());
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        if let Payload::ImportSection(section) = &payload {
            let mut imports = ImportSection::new();
            for import in section.clone().into_imports() {
                let import = import?;
                let kind = RoundtripReencoder.entity_type(import.ty)?;
                if import.module == MODULE {
                    let short = short(names.len());
                    imports.import(import.module, &short, kind);
                    names.push((format!("{}:", import.name), format!("{short}:")));
                } else {
                    imports.import(import.module, import.name, kind);
                }
            }
            module.section(&imports);
        } else if let Payload::ExportSection(section) = &payload {
            let mut exports = ExportSection::new();
            for export in section.clone() {
                let export = export?;
                let kind = RoundtripReencoder.export_kind(export.kind)?;
                if matches!(kind, ExportKind::Global) && !export.name.starts_with(SPLITTERS) {
                    // The linker's own, kept for the splitter's sake.
                } else if export.name.starts_with(CLOSURES) {
                    let short = format!("c{}", closures.len());
                    exports.export(&short, kind, export.index);
                    closures.push((format!("wasm.{}(", export.name), format!("wasm.{short}(")));
                } else {
                    exports.export(export.name, kind, export.index);
                }
            }
            module.section(&exports);
        } else if let Some((id, range)) = payload.as_section() {
            let range = range.start as usize..range.end as usize;
            let data = wasm.get(range).context("a section ends outside the file")?;
            module.section(&RawSection { id, data });
        }
    }
    names.extend(closures);
    Ok((module.finish(), renamed(glue, names)?))
}

/// The JavaScript with other words: wasm-bindgen provides imports as properties of one object.
fn renamed(glue: &str, mut words: Vec<(String, String)>) -> Result<String> {
    // Longest first: one name may begin with another.
    words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    let mut renamed = glue.to_owned();
    for (word, short) in &words {
        if !renamed.contains(word) {
            bail!(
                "the JavaScript does not have `{word}`; use the version of wasm-bindgen that Cargo.lock names"
            );
        }
        renamed = renamed.replace(word, short);
    }
    Ok(renamed)
}

/// `$0`, `$1`, … in base 36.
pub(crate) fn short(mut number: usize) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(char::from_digit((number % 36) as u32, 36).unwrap_or('0'));
        number /= 36;
        if number == 0 {
            break;
        }
    }
    digits.push('$');
    digits.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_and_differ() {
        let all: Vec<String> = (0..2_000).map(short).collect();
        assert_eq!((&*all[0], &*all[35], &*all[36]), ("$0", "$z", "$10"));
        let mut distinct = all.clone();
        distinct.sort();
        distinct.dedup();
        assert_eq!(distinct.len(), all.len());
    }

    #[test]
    fn both_sides_are_renamed_or_neither() {
        let names = || vec![("__wbg_a:".to_owned(), "$0:".to_owned())];
        let glue = "const import0 = { __wbg_a: function() {}, __wbg_ab: 1 }";
        let expected = "const import0 = { $0: function() {}, __wbg_ab: 1 }";
        assert_eq!(renamed(glue, names()).ok().as_deref(), Some(expected));
        assert!(renamed("{}", names()).is_err());
    }
}
