//! Cuts the widget's wasm, for `cargo xtask demo`, which runs all of these in their order:
//! - `whyshelf-cut split WASM FOLDER` takes from what rustc made what only panics need, and cuts it into
//!   `main.wasm` and its parts;
//! - `whyshelf-cut thin WASM JS` takes from what wasm-bindgen made of the main part, in place, what no page
//!   needs, and shortens the names between the two;
//! - `whyshelf-cut forget WASM...` takes from all parts where in the sources panics would be;
//! - `whyshelf-cut defer WASM TO` moves what only parts call of JavaScript from the main part to a module of
//!   its own;
//! - `whyshelf-cut bare WASM`, once `wasm-opt` has been at the main part, sees that what has to be large is, and
//!   takes the names from it;
//! - `whyshelf-cut trim WASM JS` then takes from the JavaScript what the wasm
//!   no longer imports.

mod dead;
mod deferred;
mod large;
mod linked;
mod moved;
mod names;
mod panics;
mod places;
mod unused;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use wasm_split_cli_support::{Options, transform};

fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match *words {
        ["split", wasm, folder] => split(wasm, Path::new(folder)),
        ["thin", wasm, glue] => {
            let (bytes, text) = unused::without_classes(&read(wasm)?, &text(glue)?)?;
            let (bytes, text) = names::shorten(&bytes, &text)?;
            write(wasm, &bytes)?;
            write(glue, text.as_bytes())
        }
        ["defer", wasm, to] => {
            let (main, deferred) = deferred::defer(&read(wasm)?)?;
            write(wasm, &main)?;
            write(to, &deferred)
        }
        ["forget", ref files @ ..] => {
            let parts: Result<Vec<_>> = files.iter().map(|file| read(file)).collect();
            let forgotten = places::forget(&parts?)?;
            let mut all = files.iter().zip(forgotten);
            all.try_for_each(|(file, bytes)| write(file, &bytes))
        }
        ["bare", wasm] => write(wasm, &large::checked(&read(wasm)?)?),
        ["trim", wasm, glue] => {
            let text = unused::without_imports(&read(wasm)?, &text(glue)?)?;
            write(glue, text.as_bytes())
        }
        _ => bail!(
            "whyshelf-cut split WASM FOLDER, thin|trim WASM JS, defer WASM TO, bare WASM, or forget WASM..."
        ),
    }
}

fn split(wasm: &str, folder: &Path) -> Result<()> {
    let bytes = dead::bury(&read(wasm)?)?;
    let main = folder.join("main.wasm");
    let mut options = Options::new(&bytes);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = "./whyshelf.js";
    options.target.web();
    match transform(options) {
        Ok(_) => Ok(()),
        Err(error) => bail!("{wasm} cannot be split: {error:?}"),
    }
}

fn read(file: &str) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("cannot read {file}"))
}

fn text(file: &str) -> Result<String> {
    Ok(String::from_utf8(read(file)?)?)
}

fn write(file: &str, bytes: &[u8]) -> Result<()> {
    fs::write(file, bytes).with_context(|| format!("cannot write {file}"))
}
