//! `cargo xtask size`: what a shopper's browser loads, in bytes.

use std::fs;
use std::path::Path;

use brotli::enc::BrotliEncoderParams;

use crate::demo::{self, Programs};
use crate::failure::{Failure, usage};
use crate::project::Project;
use crate::report::table;
use crate::shell;

/// Brotli's best, as a static server compresses once and serves often.
const QUALITY: i32 = 11;
/// What the code of the first shelf may weigh, compressed.
const AIM: usize = 57_000;

/// Bytes of a file, raw and compressed.
#[derive(Clone, Copy, Default)]
struct Size {
    raw: usize,
    brotli: usize,
}

pub(crate) fn run(project: &Project, words: &[&str]) -> Result<(), Failure> {
    if let Some(word) = words.first() {
        return Err(usage("size", word));
    }
    demo::build(project, Programs::Usual)?;
    let widget = project.demo().join("whyshelf");
    let (later, code) = code(&widget)?;
    let pack = files(&widget.join("pack"), &["json", "bin"])?;

    let mut rows = vec![["", "raw", "brotli -11"].map(str::to_owned).to_vec()];
    let code = section(&mut rows, &widget, &code, "code of the first shelf")?;
    rows.push(vec!["  the aim".to_owned(), String::new(), AIM.to_string()]);
    section(
        &mut rows,
        &widget,
        &later,
        "what comes on demand, all of it",
    )?;
    let pack = section(&mut rows, &widget.join("pack"), &pack, "pack and manifest")?;
    rows.push(row(
        "everything for the first shelf",
        Size {
            raw: code.raw + pack.raw,
            brotli: code.brotli + pack.brotli,
        },
    ));
    println!("\n{}", table(&rows));
    Ok(())
}

/// Sees that the code of the first shelf, as it was built, is no heavier than the aim.
///
/// # Errors
/// When it is, or there is none.
pub(crate) fn check(project: &Project) -> Result<(), Failure> {
    let widget = project.demo().join("whyshelf");
    let (_, code) = code(&widget)?;
    let mut sum = 0;
    for name in &code {
        sum += size(&widget.join(name))?.brotli;
    }
    println!("{sum} bytes by brotli -11, of {AIM} at most");
    if sum > AIM {
        return Err(Failure::new(
            format!("the code of the first shelf weighs {sum} bytes; it may weigh {AIM}"),
            "cargo xtask size",
        ));
    }
    Ok(())
}

/// Files of the widget that come on demand, and those that the first shelf waits for.
fn code(widget: &Path) -> Result<(Vec<String>, Vec<String>), Failure> {
    let files = files(widget, &["js", "wasm", "bin", "txt"])?.into_iter();
    Ok(files.partition(|name| is_on_demand(name)))
}

/// What the name of a file says that no first shelf waits for.
fn is_on_demand(name: &str) -> bool {
    ["panel", "lazy"].iter().any(|word| name.contains(word))
}

/// Names of the files with one of these extensions, in order.
fn files(folder: &Path, extensions: &[&str]) -> Result<Vec<String>, Failure> {
    let entries = fs::read_dir(folder).map_err(|error| shell::cannot_read(folder, &error))?;
    let mut names: Vec<String> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| {
            let extension = name.rsplit('.').next().unwrap_or_default();
            extensions.contains(&extension)
        })
        .collect();
    names.sort();
    Ok(names)
}

/// Adds a row for each file and one for their sum.
fn section(
    rows: &mut Vec<Vec<String>>,
    folder: &Path,
    names: &[String],
    sum_name: &str,
) -> Result<Size, Failure> {
    let mut sum = Size::default();
    for name in names {
        let size = size(&folder.join(name))?;
        rows.push(row(&format!("  {name}"), size));
        sum.raw += size.raw;
        sum.brotli += size.brotli;
    }
    rows.push(row(sum_name, sum));
    Ok(sum)
}

fn row(name: &str, size: Size) -> Vec<String> {
    vec![
        name.to_owned(),
        size.raw.to_string(),
        size.brotli.to_string(),
    ]
}

fn size(file: &Path) -> Result<Size, Failure> {
    let bytes = fs::read(file).map_err(|error| shell::cannot_read(file, &error))?;
    let parameters = BrotliEncoderParams {
        quality: QUALITY,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)
        .map_err(|error| shell::cannot_read(file, &error))?;
    Ok(Size {
        raw: bytes.len(),
        brotli: compressed.len(),
    })
}
