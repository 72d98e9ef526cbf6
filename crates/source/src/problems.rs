//! Rows that are left out, and how many of them a file may have.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::error::{RowProblem, SourceError};

/// Percent of a file's rows that may be bad: they are listed and left out. A file with more is
/// refused, because then something is wrong with the file rather than with some rows.
pub const TOLERATED_PERCENT: u64 = 5;

/// Problems kept with their place and cause; of more only the number is known.
const KEPT: usize = 100_000;

/// A row that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub path: PathBuf,
    /// What `line` counts: `line`, `row` in files without lines, or `product`.
    pub unit: &'static str,
    /// Number of the line, row or product, from 1; a header line counts.
    pub line: u64,
    /// What is wrong.
    pub cause: RowProblem,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Problem {
            path,
            unit,
            line,
            cause,
        } = self;
        write!(f, "{}, {unit} {line}: {cause}", path.display())
    }
}

/// Rows that were left out, in the order of the files and their lines. The first hundred thousand
/// are kept, all are counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    kept: Vec<Problem>,
    count: u64,
}

impl Problems {
    /// How many rows were left out.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Whether no row was left out.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The problems that are known by place and cause.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.kept.iter()
    }

    /// Adds those of another file.
    pub fn append(&mut self, other: Problems) {
        self.count += other.count;
        let room = KEPT - self.kept.len().min(KEPT);
        self.kept.extend(other.kept.into_iter().take(room));
    }

    /// The first `most` problems, a line each, and how many more there are.
    pub fn listing(&self, most: usize) -> String {
        let mut text = String::new();
        let listed = self.kept.len().min(most);
        for problem in &self.kept[..listed] {
            text.push_str(&format!("{problem}\n"));
        }
        let more = self.count - listed as u64;
        if more > 0 {
            text.push_str(&format!("and {more} more\n"));
        }
        text
    }

    pub(crate) fn push(&mut self, problem: Problem) {
        self.count += 1;
        if self.kept.len() < KEPT {
            self.kept.push(problem);
        }
    }

    /// Counts a row that is not worth keeping.
    pub(crate) fn count_more(&mut self, rows: u64) {
        self.count += rows;
    }

    /// Puts those of one file, or of the files of a folder, in order.
    pub(crate) fn sort(&mut self) {
        self.kept
            .sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    }

    /// The problems of one file of `rows` rows, the bad ones counted.
    ///
    /// # Errors
    /// [`SourceError::TooManyProblems`] if they are more than [`TOLERATED_PERCENT`].
    pub(crate) fn tolerated(self, path: &Path, rows: u64) -> Result<Problems, SourceError> {
        if self.count * 100 > rows * TOLERATED_PERCENT {
            return Err(SourceError::TooManyProblems {
                path: path.to_owned(),
                rows,
                problems: self,
            });
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn problems(lines: u64) -> Problems {
        let mut problems = Problems::default();
        for line in 1..=lines {
            problems.push(Problem {
                path: "x.csv".into(),
                unit: "line",
                line,
                cause: RowProblem::NotText,
            });
        }
        problems
    }

    #[test]
    fn five_percent_are_tolerated_and_no_more() {
        let path = Path::new("x.csv");
        assert_eq!(problems(5).tolerated(path, 100).unwrap().count(), 5);
        assert!(problems(6).tolerated(path, 100).is_err());
        assert!(problems(1).tolerated(path, 19).is_err());
        assert!(problems(0).tolerated(path, 0).is_ok());
    }

    #[test]
    fn a_listing_is_cut_and_says_so() {
        let text = problems(7).listing(2);
        assert_eq!(text.lines().count(), 3);
        assert!(text.ends_with("and 5 more\n"), "{text}");
        assert!(
            text.starts_with("x.csv, line 1: not UTF-8 text\n"),
            "{text}"
        );
        assert_eq!(problems(2).listing(20).lines().count(), 2);
    }

    #[test]
    fn more_than_are_kept_are_still_counted() {
        let mut all = problems(KEPT as u64 - 1);
        all.append(problems(5));
        assert_eq!(all.count(), KEPT as u64 + 4);
        assert_eq!(all.iter().count(), KEPT);
        assert!(all.listing(usize::MAX).ends_with("and 4 more\n"));
    }
}
