//! The JavaScript beside the wasm: wasm-bindgen's, and the splitter's that fetches the parts.

use std::ops::Range;

use super::Part;
use super::bundle::Bundle;
use crate::failure::Failure;

/// What wasm-bindgen's JavaScript begins its imports with, and what begins its end: fetching the wasm in every
/// way that anybody might want.
const IMPORTS: &str = "function __wbg_get_imports() {";
const END: &str = "let wasmModule, wasmInstance, wasm;";

/// How a loader fetches it in one.
const START: &str = r#"
let wasm;
export default async function ({ module_or_path }) {
    if (wasm) return;
    const answer = await module_or_path;
    if (!answer.ok) throw new Error(`${answer.url} is not there (status ${answer.status})`);
    const imports = __wbg_get_imports();
    // Servers that do not know what wasm is are asked to say so by browsers that stream.
    const streams = answer.headers.get("Content-Type") === "application/wasm";
    const { instance } = await (streams ? WebAssembly.instantiateStreaming(answer, imports) : WebAssembly.instantiate(await answer.arrayBuffer(), imports));
    wasm = instance.exports;
    wasm.__wbindgen_start();
}
export const main = () => wasm;
"#;

/// What only parts call: it goes into the table of the main file.
const FILL: &str = r#"
import deferred from "./deferred.wasm";
let wasm;
export function fill(main) {
    wasm = main;
    return WebAssembly.instantiate(deferred, { ...__wbg_get_imports(), main });
}
"#;

/// How the splitter's code begins a part, asks for what a part needs, fetches it, and starts it: with cookies and
/// a referrer, and only from servers that know what wasm is.
const MAIN: &str = "import { initSync } from";
const EXPORTS: &str = "initSync(undefined, undefined)";
const NEEDS: &str = "deps.map(d => d())";
const FETCHES: &str = "fetch(new URL(";
const STREAMS: &str = "WebAssembly.instantiateStreaming(src, imports)";

/// How ours does.
const GET: &str = r##"
let filled, tries = 0;
function getDeferred() {
    if (filled) return filled;
    // Some browsers remember that a module did not come, by its whole address.
    const again = tries++ ? `#${tries}` : "";
    filled = import(new URL(`./whyshelf_lazy_glue.js${again}`, import.meta.url)).then(({ fill }) => fill(main()));
    filled.catch(() => { filled = undefined; });
    return filled;
}
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
"##;

/// wasm-bindgen's JavaScript as the first shelf needs it.
///
/// # Errors
/// When wasm-bindgen writes it differently than the version this was made for.
pub(super) fn first(text: &str) -> Result<String, Failure> {
    Ok([&text[..find(text, END)?], START].concat())
}

/// wasm-bindgen's JavaScript as parts need it, without the interface.
///
/// # Errors
/// As above.
pub(super) fn later(text: &str) -> Result<String, Failure> {
    let inside = &text[find(text, IMPORTS)?..find(text, END)?];
    // The splitter's imports are in the first.
    let own = inside.lines().filter(|line| !line.contains(SPLITTERS));
    Ok([&own.collect::<Vec<_>>().join("\n"), FILL].concat())
}

/// wasm-bindgen's declarations of what [`first`] leaves.
///
/// # Errors
/// As above.
pub(super) fn declared(text: &str) -> Result<String, Failure> {
    Ok([&text[..find(text, WAYS)?], STARTS].concat())
}

/// What the declarations of all ways to start begin with, and ours.
const WAYS: &str = "export type InitInput = ";
const STARTS: &str = "/**
 * Starts the wasm that the loader fetches. Called again it does nothing.
 */
export default function (from: { module_or_path: Promise<Response> }): Promise<void>;
export function main(): WebAssembly.Exports;
";

/// Where wasm-bindgen's JavaScript names the splitter's.
const SPLITTERS: &str = "\"./__wasm_split.js\": import";

fn find(text: &str, what: &str) -> Result<usize, Failure> {
    text.find(what).ok_or_else(|| {
        Failure::new(
            format!("wasm-bindgen's JavaScript has no `{what}`"),
            "use the version of wasm-bindgen that Cargo.lock names",
        )
    })
}

/// The splitter's code, which wasm-bindgen's imports, as it fetches parts and slices of bundles from a shop.
///
/// # Errors
/// When the splitter writes it differently than the version this was made for.
pub(super) fn linked(
    mut text: String,
    parts: &[&Part],
    bundles: &[Bundle],
) -> Result<String, Failure> {
    for wanted in [MAIN, EXPORTS, NEEDS, FETCHES, STREAMS] {
        if !text.contains(wanted) {
            return Err(Failure::new(
                format!("the splitter's JavaScript has no `{wanted}`"),
                "use the version of wasm_split_cli_support that Cargo.lock names",
            ));
        }
    }
    text = text
        .replace(MAIN, "import { main } from")
        .replace(EXPORTS, "main()")
        .replace(NEEDS, "[getDeferred(), ...deps.map(d => d())]")
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

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "import * as import1 from \"./__wasm_split.js\"\nexport function events() {}\nfunction __wbg_get_imports() {\n    \"./whyshelf_bg.js\": import0,\n    \"./__wasm_split.js\": import1,\n}\nlet wasmModule, wasmInstance, wasm;\nasync function __wbg_load() {}\n";

    #[test]
    fn the_first_has_the_interface_and_the_later_what_it_may_import() {
        let first = first(TEXT).unwrap_or_default();
        assert!(first.contains("events()") && first.contains("import1"));
        assert!(!first.contains("__wbg_load"));
        let later = later(TEXT).unwrap_or_default();
        assert!(later.contains("import0") && later.contains("fill(main)"));
        assert!(!later.contains("import1") && !later.contains("events()"));
    }

    #[test]
    fn other_javascript_is_refused() {
        assert!(first("let wasm;").is_err());
        assert!(later("let wasm;").is_err());
    }
}
