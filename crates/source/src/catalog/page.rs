//! Pages with JSON-LD, documents of it, and folders of both.

use std::path::{Path, PathBuf};

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};
use serde_json::Value;

use super::Reading;
use super::json_ld::{Around, Nodes};
use crate::error::{RowProblem, SourceError};

/// Reads the pages (`.html`, `.htm`) and documents (`.json`, `.jsonld`) of a folder and of the
/// folders in it.
///
/// # Errors
/// If a folder or file cannot be read.
pub(crate) fn read_folder(reading: &mut Reading<'_>) -> Result<(), SourceError> {
    let mut files = Vec::new();
    collect(reading.path, &mut files)?;
    files.sort();
    for file in files {
        let bytes = std::fs::read(&file).map_err(|error| SourceError::unreadable(&file, &error))?;
        if has_ending(&file, &["html", "htm"]) {
            read_page(reading, &file, &bytes);
        } else {
            read_document(reading, &file, &bytes);
        }
    }
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), SourceError> {
    let failed = |error: std::io::Error| SourceError::unreadable(folder, &error);
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        // Links are not followed: they may lead in circles.
        let kind = entry.file_type().map_err(failed)?;
        let path = entry.path();
        if kind.is_dir() {
            collect(&path, files)?;
        } else if kind.is_file() && has_ending(&path, &["html", "htm", "json", "jsonld"]) {
            files.push(path);
        }
    }
    Ok(())
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let ending = path
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default();
    endings
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
}

/// Reads an HTML page. Blocks that are not JSON are bad rows; a page without products is none.
pub(crate) fn read_page(reading: &mut Reading<'_>, path: &Path, bytes: &[u8]) {
    let page = scripts(bytes);
    let mut documents = Vec::new();
    let mut line = 1;
    for (at, script) in &page.blocks {
        match serde_json::from_str::<Value>(bare(script)) {
            Ok(document) => {
                if documents.is_empty() {
                    line = *at;
                }
                documents.push(document);
            }
            Err(error) => {
                let before = script.len() - script.trim_start().len();
                let above = script[..before].matches('\n').count() + error.line() - 1;
                let why = error.to_string();
                let why = why.split(" at line ").next().unwrap_or_default().to_owned();
                let problem = Err(RowProblem::Json { why });
                reading.row_of(path, "line", at + above as u64, problem);
            }
        }
    }
    products(reading, path, line, &documents, page.canonical);
}

/// Reads a document that is JSON-LD.
pub(crate) fn read_document(reading: &mut Reading<'_>, path: &Path, bytes: &[u8]) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match serde_json::from_slice::<Value>(bytes) {
        Ok(document) => products(reading, path, 1, &[document], String::new()),
        Err(error) => {
            let why = error.to_string();
            let why = why.split(" at line ").next().unwrap_or_default().to_owned();
            let line = error.line().max(1) as u64;
            reading.row_of(path, "line", line, Err(RowProblem::Json { why }));
        }
    }
}

fn products(reading: &mut Reading<'_>, path: &Path, line: u64, documents: &[Value], url: String) {
    let nodes = Nodes::of(documents);
    let around = Around {
        category: nodes.category(),
        url,
    };
    for drafts in nodes.drafts(&around, reading.options) {
        match drafts {
            Ok(drafts) => {
                reading.count();
                reading.drafts.extend(drafts);
            }
            Err(problem) => reading.row_of(path, "line", line, Err(problem)),
        }
    }
}

/// What a page has for us.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Scripts {
    /// JSON-LD blocks with the lines they begin in.
    pub(crate) blocks: Vec<(u64, String)>,
    /// The address that the page calls its own.
    pub(crate) canonical: String,
}

/// Finds a page's JSON-LD.
pub(crate) fn scripts(bytes: &[u8]) -> Scripts {
    let mut found = Scripts::default();
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    // What stands in a script is text.
    emitter.naively_switch_states(true);
    let mut lines = (0, 1);
    let mut inside = false;
    for token in Tokenizer::new_with_emitter(bytes, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let attribute = |name: &str| {
                    let value = tag.attributes.get(name.as_bytes());
                    value.map(|value| String::from_utf8_lossy(value).trim().to_owned())
                };
                let is = |name: &str, wanted: &str| {
                    attribute(name).is_some_and(|value| value.eq_ignore_ascii_case(wanted))
                };
                inside = false;
                match tag.name.as_slice() {
                    b"script" if is("type", "application/ld+json") => {
                        let (from, line) = lines;
                        let until = tag.span.end.clamp(from, bytes.len());
                        let newlines = bytes[from..until].iter().filter(|&&byte| byte == b'\n');
                        lines = (until, line + newlines.count() as u64);
                        found.blocks.push((lines.1, String::new()));
                        inside = true;
                    }
                    b"link" if is("rel", "canonical") && found.canonical.is_empty() => {
                        found.canonical = attribute("href").unwrap_or_default();
                    }
                    _ => {}
                }
            }
            Token::String(text) => {
                if let Some((_, block)) = found.blocks.last_mut().filter(|_| inside) {
                    block.push_str(&String::from_utf8_lossy(&text));
                }
            }
            Token::EndTag(_) => inside = false,
            _ => {}
        }
    }
    found
}

/// JSON without the comment or CDATA that old pages wrap it in.
fn bare(json: &str) -> &str {
    let json = json.trim();
    let wrappers = [
        ("<!--", "-->"),
        ("<![CDATA[", "]]>"),
        ("/*<![CDATA[*/", "/*]]>*/"),
        ("//<![CDATA[", "//]]>"),
    ];
    for (open, close) in wrappers {
        let inner = json
            .strip_prefix(open)
            .and_then(|rest| rest.strip_suffix(close));
        if let Some(inner) = inner {
            return inner;
        }
    }
    json
}
