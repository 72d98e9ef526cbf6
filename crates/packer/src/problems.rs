//! Tells which rows were left out.

use std::fs;
use std::path::Path;

use whyshelf_source::{Problems, SourceError, TOLERATED_PERCENT};

use crate::error::Error;

/// Rows named on the terminal.
const LISTED: usize = 20;

/// Lists the first rows that were left out, and writes all of them to `file` if there is one.
///
/// # Errors
/// If the file cannot be written.
pub(crate) fn report<const N: usize>(of: [&Problems; N], file: Option<&Path>) -> Result<(), Error> {
    let mut all = Problems::default();
    for problems in of {
        all.append(problems.clone());
    }
    if !all.is_empty() {
        eprintln!(
            "warning: {} malformed rows are left out (up to {TOLERATED_PERCENT} % of a file may be):",
            all.count()
        );
        eprint!("{}", all.listing(LISTED));
    }
    write(&all, file)
}

/// Writes the rows for which a file was refused to `file` if there is one.
///
/// # Errors
/// If the file cannot be written.
pub(crate) fn note(error: &Error, file: Option<&Path>) -> Result<(), Error> {
    match error {
        Error::Source(SourceError::TooManyProblems { problems, .. }) => write(problems, file),
        _ => Ok(()),
    }
}

fn write(problems: &Problems, file: Option<&Path>) -> Result<(), Error> {
    let Some(file) = file else { return Ok(()) };
    fs::write(file, problems.listing(usize::MAX)).map_err(Error::io("write", file))
}
