//! Finds the line of a broken row. The good path never comes here: DataFusion reads without
//! counting lines, so a file that fails is read once more, by itself, for the message.

use std::collections::HashMap;
use std::io::BufRead;
use std::path::Path;

use serde_json::Value;

use crate::error::{RowProblem, SourceError};
use crate::format::{FileFormat, Layout};

/// The error for a row given by its number in the file, from 0, the header not counted.
pub(crate) fn broken_row(
    path: &Path,
    format: &FileFormat,
    row: u64,
    problem: RowProblem,
) -> SourceError {
    let (unit, line) = match format.layout {
        Layout::Parquet => ("row", row + 1),
        Layout::Delimited(delimiter) => {
            let records = Records::open(path, format, delimiter);
            // The header is a record too.
            let line = records.and_then(|mut records| records.nth(row as usize + 1));
            ("line", line.map_or(row + 2, |record| record.line))
        }
        Layout::JsonLines => ("line", json_line(path, format, row).unwrap_or(row + 1)),
    };
    SourceError::BrokenRow {
        path: path.to_owned(),
        unit,
        line,
        problem,
    }
}

/// The first row that no reader would accept, if there is one.
pub(crate) fn first_broken_row(path: &Path, format: &FileFormat) -> Option<SourceError> {
    let (line, problem) = match format.layout {
        Layout::Parquet => return None,
        Layout::Delimited(delimiter) => first_broken_record(path, format, delimiter)?,
        Layout::JsonLines => first_broken_object(path, format)?,
    };
    Some(SourceError::BrokenRow {
        path: path.to_owned(),
        unit: "line",
        line,
        problem,
    })
}

fn first_broken_record(
    path: &Path,
    format: &FileFormat,
    delimiter: u8,
) -> Option<(u64, RowProblem)> {
    let mut expected = None;
    for record in Records::open(path, format, delimiter)? {
        if record.open_quote {
            return Some((record.line, RowProblem::OpenQuote));
        }
        if !record.is_text {
            return Some((record.line, RowProblem::NotText));
        }
        let (expected, found) = (*expected.get_or_insert(record.fields), record.fields);
        if found != expected {
            return Some((record.line, RowProblem::FieldCount { expected, found }));
        }
    }
    None
}

/// The records of a delimited file, one at a time.
struct Records {
    text: Box<dyn BufRead>,
    delimiter: u8,
    line: u64,
}

struct Record {
    /// Line of its first character, from 1.
    line: u64,
    fields: usize,
    open_quote: bool,
    is_text: bool,
}

impl Records {
    fn open(path: &Path, format: &FileFormat, delimiter: u8) -> Option<Records> {
        Some(Records {
            text: Box::new(format.open(path).ok()?),
            delimiter,
            line: 0,
        })
    }

    fn next_line(&mut self) -> Option<Vec<u8>> {
        let mut line = Vec::new();
        let read = self.text.read_until(b'\n', &mut line).ok()?;
        self.line += 1;
        (read > 0).then_some(line)
    }
}

impl Iterator for Records {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        let mut line = self.next_line()?;
        while line.trim_ascii().is_empty() {
            line = self.next_line()?;
        }
        let mut record = Record {
            line: self.line,
            fields: 1,
            open_quote: false,
            is_text: true,
        };
        loop {
            record.is_text &= std::str::from_utf8(&line).is_ok();
            for &byte in &line {
                if byte == b'"' {
                    record.open_quote = !record.open_quote;
                } else if byte == self.delimiter && !record.open_quote {
                    record.fields += 1;
                }
            }
            if !record.open_quote {
                return Some(record);
            }
            match self.next_line() {
                Some(more) => line = more,
                None => return Some(record),
            }
        }
    }
}

/// Lines of a file that are not blank, with their numbers from 1.
fn filled_lines(path: &Path, format: &FileFormat) -> Option<impl Iterator<Item = (u64, Vec<u8>)>> {
    let text = format.open(path).ok()?;
    let lines = text.split(b'\n').map_while(Result::ok);
    Some(
        (1..)
            .zip(lines)
            .filter(|(_, line)| !line.trim_ascii().is_empty()),
    )
}

fn json_line(path: &Path, format: &FileFormat, row: u64) -> Option<u64> {
    let (line, _) = filled_lines(path, format)?.nth(row as usize)?;
    Some(line)
}

fn first_broken_object(path: &Path, format: &FileFormat) -> Option<(u64, RowProblem)> {
    let mut kinds = HashMap::new();
    for (number, line) in filled_lines(path, format)? {
        let value = match serde_json::from_slice(&line) {
            Ok(value) => value,
            Err(error) => {
                let why = error.to_string();
                // The position in the line; its own line number is always 1.
                let why = why.replace(" at line 1 column ", " at column ");
                return Some((number, RowProblem::Json { why }));
            }
        };
        let Value::Object(object) = value else {
            return Some((number, RowProblem::NotAnObject));
        };
        for (column, value) in object {
            let Some(kind) = kind(&value) else { continue };
            if *kinds.entry(column.clone()).or_insert(kind) != kind {
                return Some((number, RowProblem::JsonType { column }));
            }
        }
    }
    None
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
