//! A file with rows that no reader accepts, without them.

use std::io::{BufWriter, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::content::Content;
use crate::error::SourceError;
use crate::format::{FileFormat, Layout};
use crate::locate::raw_rows;
use crate::problems::{Problem, Problems};

/// The readable rows of a file, in a file of their own that goes away with this value.
pub(crate) struct Repaired {
    /// Uncompressed, of the same layout.
    file: NamedTempFile,
    /// How to read it.
    pub(crate) format: FileFormat,
    /// The rows left out.
    pub(crate) problems: Problems,
}

impl Repaired {
    /// What can be read.
    pub(crate) fn content(&self) -> Content {
        Content::here(self.file.path())
    }
}

/// Copies what can be read of the file at `path`, called `name` in messages; none if all of it can,
/// so that the reader's complaint is about something else.
///
/// # Errors
/// If there is no header or no row to be read, or the copy cannot be written.
pub(crate) fn without_broken_rows(
    path: &Path,
    name: &Path,
    format: &FileFormat,
) -> Result<Option<Repaired>, SourceError> {
    let ending = match format.layout {
        Layout::Delimited(b'\t') => ".tsv",
        Layout::Delimited(_) => ".csv",
        Layout::JsonLines => ".jsonl",
        Layout::Parquet => return Ok(None),
    };
    let failed = |error: std::io::Error| SourceError::unreadable(name, &error);
    let file = tempfile::Builder::new().suffix(ending).tempfile();
    let file = file.map_err(failed)?;
    let mut copy = BufWriter::new(file.as_file());
    let mut problems = Problems::default();
    let header = matches!(format.layout, Layout::Delimited(_));
    let mut rows = 0_u64;
    for row in raw_rows(path, format)? {
        let row = row.map_err(failed)?;
        rows += 1;
        match row.problem {
            None => {
                let line = row.raw.strip_suffix(b"\n").unwrap_or(&row.raw);
                let written = copy.write_all(line).and_then(|()| copy.write_all(b"\n"));
                written.map_err(failed)?;
            }
            Some(cause) => {
                let problem = Problem {
                    path: name.to_owned(),
                    unit: "line",
                    line: row.line,
                    cause,
                };
                // Without its header a file is not of its kind.
                if rows == 1 && header {
                    return Err(SourceError::BrokenRow(problem));
                }
                problems.push(problem);
            }
        }
    }
    copy.flush().map_err(failed)?;
    drop(copy);
    if problems.is_empty() {
        return Ok(None);
    }
    // Refused here, since nothing may be left to read.
    let problems = problems.tolerated(name, rows - u64::from(header))?;
    let format = FileFormat::of(file.path())?;
    Ok(Some(Repaired {
        file,
        format,
        problems,
    }))
}
