//! `whyshelf-cut split WASM FOLDER` cuts what rustc made into `main.wasm` and its parts;
//! `whyshelf-cut shorten WASM JS` shortens, in place, the names between what wasm-bindgen made of the
//! main part and its JavaScript. `cargo xtask demo` runs both.

mod names;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use wasm_split_cli_support::{Options, transform};

fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match *words {
        ["split", wasm, folder] => split(wasm, Path::new(folder)),
        ["shorten", wasm, glue] => {
            let (bytes, text) = names::shorten(&read(wasm)?, &String::from_utf8(read(glue)?)?)?;
            write(wasm, &bytes)?;
            write(glue, text.as_bytes())
        }
        _ => bail!("whyshelf-cut split WASM FOLDER, or whyshelf-cut shorten WASM JS"),
    }
}

fn split(wasm: &str, folder: &Path) -> Result<()> {
    let bytes = read(wasm)?;
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

fn write(file: &str, bytes: &[u8]) -> Result<()> {
    fs::write(file, bytes).with_context(|| format!("cannot write {file}"))
}
