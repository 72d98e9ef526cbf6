//! The JavaScript beside the wasm: wasm-bindgen's, and the splitter's that fetches the parts.

use std::ops::Range;

use super::Part;
use super::bundle::Bundle;
use crate::failure::Failure;

/// What wasm-bindgen's JavaScript begins its imports with, and what begins its end: fetching the wasm in every
/// way that anybody might want.
const IMPORTS: &str = "function __wbg_get_imports() {";
const END: &str = "let wasmModule, wasmInstance, wasm;";

/// How a loader fetches it in one, and how parts are called for: what loads them comes with the first.
const START: &str = r##"
let wasm;
export default async function ({ module_or_path }) {
    if (wasm) return;
    const answer = await module_or_path;
    if (!answer.ok) throw new Error(`${answer.url} is not there (status ${answer.status})`);
    const imports = __wbg_get_imports();
    // Servers that do not know what wasm is are no reason to fail.
    const streams = answer.headers.get("Content-Type") === "application/wasm";
    const { instance } = await (streams ? WebAssembly.instantiateStreaming(answer, imports) : WebAssembly.instantiate(await answer.arrayBuffer(), imports));
    wasm = instance.exports;
    wasm.__wbindgen_start();
}
export const main = () => wasm;
let coming, tries = 0;
function later() {
    if (coming) return coming;
    // Some browsers remember that a module did not come, by its whole address.
    const again = tries++ ? `#${tries}` : "";
    coming = import(new URL(`./whyshelf_lazy_glue.js${again}`, import.meta.url)).then(({ fill }) => fill(wasm));
    coming.catch(() => { coming = undefined; });
    return coming;
}
const part = (name) => async (callback, data) => {
    try {
        (await later())[name](callback, data);
    } catch (error) {
        console.error(error);
        wasm.__indirect_function_table.get(callback)(data, false);
    }
};
const parts = {};
for (const name of NAMES) parts[name] = part(name);
"##;

/// What only parts call: it goes into the table of the main file.
const FILL: &str = r#"
import deferred from "./deferred.wasm";
import * as parts from "./__wasm_split.js";
let wasm;
export const main = () => wasm;
export async function fill(main) {
    wasm = main;
    await WebAssembly.instantiate(deferred, { ...__wbg_get_imports(), main });
    return parts;
}
"#;

/// How the splitter's code asks for what a part needs, fetches it, and starts it: with cookies and a referrer,
/// and only from servers that know what wasm is.
const MAIN: &str = "import { initSync } from \"./whyshelf.js\"";
const EXPORTS: &str = "initSync(undefined, undefined)";
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

/// wasm-bindgen's JavaScript as the first shelf needs it, which calls for these parts.
///
/// # Errors
/// When wasm-bindgen writes it differently than the version this was made for.
pub(super) fn first(text: &str, parts: &[&Part]) -> Result<String, Failure> {
    let text = without_splitters(&text[..find(text, END)?]);
    let own = "\"./whyshelf_bg.js\": import0,";
    find(&text, own)?;
    let imports = text.replacen(own, &format!("{own} \"./__wasm_split.js\": parts,"), 1);
    let loads = |part: &&Part| part.name.strip_prefix("split_").map(load);
    let names: Vec<String> = parts.iter().filter_map(loads).collect();
    let start = START.replace("NAMES", &format!("{names:?}"));
    Ok([&*imports, &start].concat())
}

/// What the splitter calls the function that loads a part.
fn load(part: &str) -> String {
    format!("__wasm_split_load_{part}")
}

/// wasm-bindgen's JavaScript as parts need it, without the interface.
///
/// # Errors
/// As above.
pub(super) fn later(text: &str) -> Result<String, Failure> {
    let inside = &text[find(text, IMPORTS)?..find(text, END)?];
    Ok([&*without_splitters(inside), FILL].concat())
}

/// Without wasm-bindgen's imports of the splitter's JavaScript.
fn without_splitters(text: &str) -> String {
    let own = |line: &&str| {
        let imports = line.starts_with("import * as import") && line.contains(SPLITTERS);
        !imports
            && !line
                .trim_start()
                .starts_with(&[SPLITTERS, ": import"].concat())
    };
    let lines: Vec<&str> = text.lines().filter(own).collect();
    lines.join("\n")
}

/// What wasm-bindgen calls the splitter's JavaScript.
const SPLITTERS: &str = "\"./__wasm_split.js\"";

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
    for wanted in [MAIN, EXPORTS, FETCHES, STREAMS] {
        if !text.contains(wanted) {
            return Err(Failure::new(
                format!("the splitter's JavaScript has no `{wanted}`"),
                "use the version of wasm_split_cli_support that Cargo.lock names",
            ));
        }
    }
    text = text
        .replace(MAIN, "import { main } from \"./later.js\"")
        .replace(EXPORTS, "main()")
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
    use std::path::PathBuf;

    use super::*;

    const TEXT: &str = "import * as import1 from \"./__wasm_split.js\"\nexport function events() {}\nfunction __wbg_get_imports() {\n    \"./whyshelf_bg.js\": import0,\n    \"./__wasm_split.js\": import1,\n}\nlet wasmModule, wasmInstance, wasm;\nasync function __wbg_load() {}\n";

    fn part(name: &str) -> Part {
        Part {
            built: PathBuf::new(),
            name: name.to_owned(),
            served: String::new(),
        }
    }

    #[test]
    fn the_first_has_the_interface_and_the_later_what_it_may_import() {
        let first = first(TEXT, &[&part("split_panel")]).unwrap_or_default();
        assert!(
            first.contains("events()") && first.contains("import0, \"./__wasm_split.js\": parts,")
        );
        assert!(first.contains("of [\"__wasm_split_load_panel\"]"));
        assert!(!first.contains("import1") && !first.contains("__wbg_load"));
        let later = later(TEXT).unwrap_or_default();
        assert!(later.contains("import0") && later.contains("fill(main)"));
        assert!(!later.contains("import1") && !later.contains("events()"));
    }

    #[test]
    fn other_javascript_is_refused() {
        assert!(first("let wasm;", &[]).is_err());
        assert!(later("let wasm;").is_err());
    }
}
