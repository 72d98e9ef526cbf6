//! The JavaScript beside the wasm: wasm-bindgen's, and the splitter's that fetches the parts.

use std::ops::Range;

use super::Part;
use super::bundle::Bundle;
use crate::failure::Failure;

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
const bundles = new Map();
async function getSlice({ href }, from, to) {
    if (!bundles.has(href)) bundles.set(href, getPart(href));
    try {
        return (await bundles.get(href)).slice(from, to);
    } catch (error) {
        bundles.delete(href);
        throw error;
    }
}
"#;

/// The splitter's code, which wasm-bindgen's imports, as it fetches parts and slices of bundles from a shop.
///
/// # Errors
/// When the splitter writes it differently than the version this was made for.
pub(super) fn linked(
    mut text: String,
    parts: &[&Part],
    bundles: &[Bundle],
) -> Result<String, Failure> {
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
    for Bundle { served, parts } in bundles {
        for (name, Range { start, end }) in parts {
            let part = format!("getPart(new URL(\"./{name}.wasm\", import.meta.url))");
            let slice =
                format!("getSlice(new URL(\"./{served}\", import.meta.url), {start}, {end})");
            text = text.replace(&part, &slice);
        }
    }
    text.push_str(GET);
    Ok(text)
}
