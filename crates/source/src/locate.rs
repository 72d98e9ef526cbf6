//! Rows with their lines, and which of them no reader would accept. The good path never comes
//! here: DataFusion reads without counting lines, so a file with bad rows is read once more.

use std::collections::HashMap;
use std::io::{self, BufRead};
use std::path::Path;

use serde_json::Value;

use crate::error::{RowProblem, SourceError};
use crate::format::{FileFormat, Layout};
use crate::problems::Problem;
use crate::records::Records;

/// A row as it stands in the file; in a delimited file the header is one too.
pub(crate) struct RawRow {
    /// Line of its first character, from 1.
    pub(crate) line: u64,
    /// With its end of line.
    pub(crate) raw: Vec<u8>,
    /// Why no reader would accept it.
    pub(crate) problem: Option<RowProblem>,
}

type RawRows = Box<dyn Iterator<Item = io::Result<RawRow>>>;

/// The rows of a file of text.
///
/// # Errors
/// If the file cannot be opened.
pub(crate) fn raw_rows(path: &Path, format: &FileFormat) -> Result<RawRows, SourceError> {
    let text = format.open(path)?;
    Ok(match format.layout {
        Layout::Delimited(delimiter) => Box::new(Records::new(text, delimiter).map(|record| {
            record.map(|record| RawRow {
                line: record.line,
                raw: record.raw,
                problem: record.fields.err(),
            })
        })),
        Layout::JsonLines => {
            let mut kinds = HashMap::new();
            Box::new(filled_lines(text).map(move |line| {
                line.map(|(line, raw)| RawRow {
                    line,
                    problem: object_problem(&raw, &mut kinds),
                    raw,
                })
            }))
        }
        Layout::Parquet => Box::new(std::iter::empty()),
    })
}

/// The places of bad rows in the file at `path`, called `name` in messages. They are given by ascending
/// numbers from 0 among the rows that can be read, the header not counted.
///
/// `damaged` says whether the file has rows that cannot be read and were passed over.
pub(crate) fn places(
    path: &Path,
    name: &Path,
    format: &FileFormat,
    bad: Vec<(u64, RowProblem)>,
    damaged: bool,
) -> Result<Vec<Problem>, SourceError> {
    let problem = |unit, line, cause| Problem {
        path: name.to_owned(),
        unit,
        line,
        cause,
    };
    if format.layout == Layout::Parquet {
        let rows = bad.into_iter();
        return Ok(rows
            .map(|(row, cause)| problem("row", row + 1, cause))
            .collect());
    }
    let mut bad = bad.into_iter().peekable();
    let mut problems = Vec::new();
    let header = usize::from(matches!(format.layout, Layout::Delimited(_)));
    let readable =
        |row: &io::Result<RawRow>| !damaged || row.as_ref().is_ok_and(|row| row.problem.is_none());
    let rows = raw_rows(path, format)?.filter(readable).skip(header);
    for (number, row) in (0..).zip(rows) {
        let row = row.map_err(|error| SourceError::unreadable(name, &error))?;
        while let Some((_, cause)) = bad.next_if(|&(at, _)| at == number) {
            problems.push(problem("line", row.line, cause));
        }
        if bad.peek().is_none() {
            break;
        }
    }
    Ok(problems)
}

/// Lines of a text that are not blank, with their numbers from 1 and their ends.
pub(crate) fn filled_lines(
    mut text: impl BufRead,
) -> impl Iterator<Item = io::Result<(u64, Vec<u8>)>> {
    let mut number = 0;
    std::iter::from_fn(move || {
        loop {
            let mut line = Vec::new();
            match text.read_until(b'\n', &mut line) {
                Err(error) => return Some(Err(error)),
                Ok(0) => return None,
                Ok(_) => number += 1,
            }
            if !line.trim_ascii().is_empty() {
                return Some(Ok((number, line)));
            }
        }
    })
}

/// What is wrong with a line that should hold a JSON object whose fields have the types of those
/// before it.
fn object_problem(line: &[u8], kinds: &mut HashMap<String, &'static str>) -> Option<RowProblem> {
    let object = match json_object(line) {
        Ok(object) => object,
        Err(problem) => return Some(problem),
    };
    let typed = || {
        object
            .iter()
            .filter_map(|(name, value)| Some((name, kind(value)?)))
    };
    for (name, kind) in typed() {
        if kinds.get(name).is_some_and(|&before| before != kind) {
            let column = name.clone();
            return Some(RowProblem::JsonType { column });
        }
    }
    for (name, kind) in typed() {
        kinds.entry(name.clone()).or_insert(kind);
    }
    None
}

/// The object that a line holds.
pub(crate) fn json_object(line: &[u8]) -> Result<serde_json::Map<String, Value>, RowProblem> {
    let line = line
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(line)
        .trim_ascii_end();
    if std::str::from_utf8(line).is_err() {
        return Err(RowProblem::NotText);
    }
    match serde_json::from_slice(line) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(RowProblem::NotAnObject),
        Err(error) => {
            let why = error.to_string();
            // The position in the line; its own line number is always 1.
            let why = why.replace(" at line 1 column ", " at column ");
            Err(RowProblem::Json { why })
        }
    }
}

fn kind(value: &Value) -> Option<&'static str> {
    match value {
        Value::Null => None,
        Value::Bool(_) => Some("boolean"),
        Value::Number(_) => Some("number"),
        Value::String(_) => Some("string"),
        Value::Array(_) => Some("array"),
        Value::Object(_) => Some("object"),
    }
}
