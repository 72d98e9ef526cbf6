//! One file of a catalog while it is being read: what it gave, and what was wrong.

use std::io::{BufRead, Read};
use std::path::Path;

use indicatif::ProgressBar;

use super::{CatalogOptions, Draft, Kind};
use crate::columns::ColumnMap;
use crate::error::{RowProblem, SourceError};
use crate::problems::{Problem, Problems};

/// A file being read.
pub(crate) struct Reading<'a> {
    pub(crate) path: &'a Path,
    pub(crate) map: &'a ColumnMap,
    pub(crate) options: &'a CatalogOptions,
    progress: &'a ProgressBar,
    pub(crate) drafts: Vec<Draft>,
    /// Products that the shop does not show.
    pub(crate) unlisted: usize,
    rows: u64,
    problems: Problems,
}

/// What a file gave.
pub(crate) struct Outcome {
    pub(crate) drafts: Vec<Draft>,
    pub(crate) unlisted: usize,
    pub(crate) problems: Problems,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(
        path: &'a Path,
        map: &'a ColumnMap,
        options: &'a CatalogOptions,
        progress: &'a ProgressBar,
    ) -> Reading<'a> {
        Reading {
            path,
            map,
            options,
            progress,
            drafts: Vec::new(),
            unlisted: 0,
            rows: 0,
            problems: Problems::default(),
        }
    }

    /// Reads a file that is one text.
    ///
    /// # Errors
    /// If it is not of its kind.
    pub(crate) fn read(&mut self, kind: Kind, mut text: impl BufRead) -> Result<(), SourceError> {
        let whole = |text: &mut dyn Read| {
            let mut bytes = Vec::new();
            let read = text.read_to_end(&mut bytes);
            read.map_err(|error| SourceError::unreadable(self.path, &error))?;
            Ok(bytes)
        };
        match kind {
            Kind::MerchantCenter => super::merchant_center::read(self, text),
            Kind::Delimited(delimiter) => super::sheet::read(self, text, delimiter),
            Kind::JsonLines => super::tabular::read_json_lines(self, text),
            Kind::ShopifyJson => {
                let bytes = whole(&mut text)?;
                super::shopify_json::read(self, &bytes)
            }
            Kind::JsonLd => {
                let bytes = whole(&mut text)?;
                let path = self.path;
                super::page::read_document(self, path, &bytes);
                Ok(())
            }
            Kind::Page => {
                let bytes = whole(&mut text)?;
                let path = self.path;
                super::page::read_page(self, path, &bytes);
                Ok(())
            }
            // Read elsewhere, since they are no text.
            Kind::Parquet | Kind::Folder => Ok(()),
        }
    }

    /// Counts a row that gave a draft or a problem.
    pub(crate) fn row(&mut self, line: u64, draft: Result<Draft, RowProblem>) {
        self.row_of(self.path, "line", line, draft);
    }

    /// The same, in a file of a folder or counted in another unit.
    pub(crate) fn row_of(
        &mut self,
        path: &Path,
        unit: &'static str,
        line: u64,
        draft: Result<Draft, RowProblem>,
    ) {
        self.count();
        match draft {
            Ok(draft) => self.drafts.push(draft),
            Err(cause) => self.problems.push(Problem {
                path: path.to_owned(),
                unit,
                line,
                cause,
            }),
        }
    }

    /// Counts a row that is neither.
    pub(crate) fn count(&mut self) {
        self.rows += 1;
        self.progress.inc(1);
    }

    /// Takes over what a reader counted for itself.
    pub(crate) fn counted(&mut self, rows: u64, problems: Problems) {
        self.rows += rows;
        self.problems.append(problems);
    }

    /// The error for a row without which the file cannot be understood.
    pub(crate) fn broken(&self, line: u64, cause: RowProblem) -> SourceError {
        SourceError::BrokenRow(Problem {
            path: self.path.to_owned(),
            unit: "line",
            line,
            cause,
        })
    }

    /// What was read.
    ///
    /// # Errors
    /// If that is nothing, or too many rows are bad.
    pub(crate) fn finish(self) -> Result<Outcome, SourceError> {
        if self.rows == 0 {
            return Err(SourceError::Empty {
                path: self.path.to_owned(),
                what: "products",
            });
        }
        let mut problems = self.problems;
        problems.sort();
        Ok(Outcome {
            drafts: self.drafts,
            unlisted: self.unlisted,
            problems: problems.tolerated(self.path, self.rows)?,
        })
    }
}
