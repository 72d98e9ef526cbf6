//! What nobody calls: classes that a dependency exports and no page makes, and what only they import.

use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{ExportSection, Module, RawSection};
use wasmparser::{Parser, Payload};

use anyhow::{Context, Result, bail};

/// `leptos` brings `wasm-streams`, whose streams in Rust no shelf makes.
const CLASSES: [&str; 3] = [
    "IntoUnderlyingByteSource",
    "IntoUnderlyingSink",
    "IntoUnderlyingSource",
];

/// The same wasm and JavaScript without these classes.
///
/// # Errors
/// When the bytes are no wasm, or the JavaScript writes classes in another form.
pub(crate) fn without_classes(wasm: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let mut text = glue.to_owned();
    for class in CLASSES {
        let dispose = format!("if (Symbol.dispose) {class}.");
        let registry = format!("const {class}Finalization = ");
        for (from, to) in [
            (format!("export class {class} {{"), "\n}\n"),
            (dispose, ";\n"),
            (registry, ";\n"),
        ] {
            text = without(&text, &from, to)
                .with_context(|| format!("the JavaScript has no `{from}`; use the version of wasm-bindgen that Cargo.lock names"))?;
        }
        if text.contains(class) {
            bail!("the JavaScript makes a {class} somewhere; do not leave it out");
        }
    }
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        if let Payload::ExportSection(section) = &payload {
            let mut exports = ExportSection::new();
            for export in section.clone() {
                let export = export?;
                if !is_of_a_class(export.name) {
                    let kind = RoundtripReencoder.export_kind(export.kind)?;
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
    Ok((module.finish(), text))
}

/// Whether an export belongs to such a class, and is not for wasm-bindgen, which has to read it.
pub(crate) fn is_of_a_class(name: &str) -> bool {
    let is = |class: &&str| name.contains(&format!("{}_", class.to_lowercase()));
    CLASSES.iter().any(is) && !name.starts_with(DESCRIPTION)
}

/// How functions are called that say what an export takes and returns.
const DESCRIPTION: &str = "__wbindgen_describe_";

/// The text without what begins so, up to and with the next such end.
fn without(text: &str, from: &str, to: &str) -> Option<String> {
    let start = text.find(from)?;
    let end = start + text[start..].find(to)? + to.len();
    Some([&text[..start], &text[end..]].concat())
}

/// The JavaScript without what the wasm does not import: what `wasm-opt` found to be unused.
///
/// # Errors
/// When the bytes are no wasm.
pub(crate) fn without_imports(wasm: &[u8], glue: &str) -> Result<String> {
    let mut imported = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::ImportSection(section) = payload? {
            for import in section.into_imports() {
                imported.push(import?.name.to_owned());
            }
        }
    }
    let mut kept = String::with_capacity(glue.len());
    let mut lines = glue.lines();
    while let Some(line) = lines.next() {
        if provides(line).is_some_and(|name| !imported.iter().any(|known| known == name)) {
            // A function of several lines ends where its own indentation ends.
            if !line.ends_with("},") {
                lines
                    .by_ref()
                    .find(|line| line.starts_with(&[INDENT, "}"].concat()));
            }
            continue;
        }
        kept.push_str(line);
        kept.push('\n');
    }
    Ok(kept)
}

/// How far wasm-bindgen indents what it provides.
const INDENT: &str = "        ";

/// The short name of an import that begins on this line: `        $6f: function(arg0) {`.
fn provides(line: &str) -> Option<&str> {
    let name = line
        .strip_prefix(INDENT)
        .filter(|rest| rest.starts_with('$'))?;
    Some(name.split_once(": function")?.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_is_left_out_once() {
        assert_eq!(
            without("a [b] [c] d", "[", "] ").as_deref(),
            Some("a [c] d")
        );
        assert_eq!(without("a", "[", "]"), None);
    }

    #[test]
    fn what_is_not_imported_is_not_provided() {
        let wasm = Module::new().finish();
        let glue = "        $0: function(a) {\n            return a;\n        },\n        $1: function() { return f(function (a) {\n            a();\n        }, arguments); },\n        other: 1,\n";
        let kept = without_imports(&wasm, glue).ok();
        assert_eq!(kept.as_deref(), Some("        other: 1,\n"));
    }
}
