//! Short names between the wasm and its JavaScript. wasm-bindgen's end in hashes, which do not
//! compress and stand in both files.

use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{ImportSection, Module, RawSection};
use wasmparser::{Parser, Payload};

use anyhow::{Context, Result, bail};

/// The module that wasm-bindgen imports from.
const MODULE: &str = "./whyshelf_bg.js";

/// The same wasm and the same JavaScript, with short names for what the one imports from the other.
///
/// # Errors
/// When the bytes are no wasm, or the JavaScript does not provide what they import.
pub(crate) fn shorten(wasm: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let mut names = Vec::new();
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
                    names.push((import.name.to_owned(), short));
                } else {
                    imports.import(import.module, import.name, kind);
                }
            }
            module.section(&imports);
        } else if let Some((id, range)) = payload.as_section() {
            let range = range.start as usize..range.end as usize;
            let data = wasm.get(range).context("a section ends outside the file")?;
            module.section(&RawSection { id, data });
        }
    }
    Ok((module.finish(), renamed(glue, names)?))
}

/// wasm-bindgen provides imports as properties of one object.
fn renamed(glue: &str, mut names: Vec<(String, String)>) -> Result<String> {
    // Longest first: one name may begin with another.
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    let mut renamed = glue.to_owned();
    for (name, short) in &names {
        let property = format!("{name}:");
        if !renamed.contains(&property) {
            bail!(
                "the JavaScript does not provide {name}; use the version of wasm-bindgen that Cargo.lock names"
            );
        }
        renamed = renamed.replace(&property, &format!("{short}:"));
    }
    Ok(renamed)
}

/// `$0`, `$1`, … in base 36.
fn short(mut number: usize) -> String {
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
        let names = || vec![("__wbg_a".to_owned(), "$0".to_owned())];
        let glue = "const import0 = { __wbg_a: function() {}, __wbg_ab: 1 }";
        let expected = "const import0 = { $0: function() {}, __wbg_ab: 1 }";
        assert_eq!(renamed(glue, names()).ok().as_deref(), Some(expected));
        assert!(renamed("{}", names()).is_err());
    }
}
