//! The JavaScript beside the wasm: wasm-bindgen's, and the splitter's that fetches the parts.

use std::fs;
use std::path::Path;

use super::Part;
use crate::failure::Failure;
use crate::shell;

/// How the splitter's code fetches a part: with cookies and a referrer, and only from servers that
/// know what wasm is.
const FETCHES: &str = "fetch(new URL(";
const STREAMS: &str = "WebAssembly.instantiateStreaming(src, imports)";

/// How ours does.
const GET: &str = r#"
async function getPart(url) {
    const answer = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer" });
    if (!answer.ok) throw new Error(`${url} is not there (status ${answer.status})`);
    return answer.arrayBuffer();
}
"#;

/// Puts the code that fetches the parts beside wasm-bindgen's, which imports it.
///
/// # Errors
/// When the splitter writes it differently than the version this was made for.
pub(super) fn link(work: &Path, parts: &[Part]) -> Result<(), Failure> {
    let from = work.join("split/__wasm_split.js");
    let mut text = fs::read_to_string(&from).map_err(|error| shell::cannot_read(&from, &error))?;
    for wanted in [FETCHES, STREAMS] {
        if !text.contains(wanted) {
            return Err(Failure::new(
                format!("the splitter's JavaScript has no `{wanted}`"),
                "use the version of wasm_split_cli_support that Cargo.lock names",
            ));
        }
    }
    text = text
        .replace(FETCHES, "getPart(new URL(")
        .replace(STREAMS, "WebAssembly.instantiate(await src, imports)");
    for Part { name, served, .. } in parts {
        text = text.replace(&format!("./{name}.wasm"), &format!("./{served}"));
    }
    text.push_str(GET);
    let to = work.join("bound/__wasm_split.js");
    fs::write(&to, text).map_err(|error| shell::cannot_write(&to, &error))
}
