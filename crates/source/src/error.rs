//! What can be wrong with an input file.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::format::{KNOWN_CATALOGS, KNOWN_ENDINGS};
use crate::problems::{Problem, Problems, TOLERATED_PERCENT};

/// Bad rows that the message of a refused file shows.
const SHOWN: usize = 5;

/// Why an event log or a catalog cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The path leads nowhere.
    #[error("there is no file {}", path.display())]
    NoSuchFile {
        /// The path given.
        path: PathBuf,
    },
    /// The file name does not say how to read the file.
    #[error("unknown file type: {}", path.display())]
    UnknownFileType {
        /// The path given.
        path: PathBuf,
    },
    /// Neither name nor content of a catalog tell what it is.
    #[error("cannot tell what kind of catalog {} is", path.display())]
    UnknownCatalog {
        /// The path given.
        path: PathBuf,
    },
    /// More rows are bad than may be left out.
    #[error(
        "{} of {rows} rows of {} are bad, more than {TOLERATED_PERCENT} %:\n{}",
        problems.count(), path.display(), problems.listing(SHOWN).trim_end()
    )]
    TooManyProblems {
        /// The file.
        path: PathBuf,
        /// Rows of the file, the bad ones counted.
        rows: u64,
        /// What is wrong with them.
        problems: Problems,
    },
    /// A column that is needed is not there.
    #[error("{} has no column `{wanted}` (the {role}); its columns are: {}", path.display(), listed(found))]
    MissingColumn {
        /// The file.
        path: PathBuf,
        /// The role the column has for us, as `--map` calls it.
        role: &'static str,
        /// The column looked for.
        wanted: String,
        /// The columns there are.
        found: Vec<String>,
    },
    /// A row without which the file cannot be understood.
    #[error("{0}")]
    BrokenRow(Problem),
    /// The file holds nothing.
    #[error("{} holds no {what}", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
        /// Nothing of what.
        what: &'static str,
    },
    /// Some timestamps are numbers, others are dates.
    #[error("{} writes timestamps as {here}, the rows before it as {before}", path.display())]
    MixedTimestamps {
        /// The file where the other form begins.
        path: PathBuf,
        /// The form there.
        here: &'static str,
        /// The form before.
        before: &'static str,
    },
    /// `--map` is not understood.
    #[error("--map does not understand `{given}`")]
    Map {
        /// The entry.
        given: String,
    },
    /// The work folder does not work.
    #[error("cannot work in {}: {why}", path.display())]
    WorkFolder {
        /// The folder, or the file in it.
        path: PathBuf,
        /// The system's words.
        why: String,
    },
    /// A plan needs more memory than it may use.
    #[error("a plan needs more memory than it may use: {why}")]
    Memory {
        /// The engine's words.
        why: String,
    },
    /// A plan failed.
    #[error("a plan failed: {why}")]
    Plan {
        /// The engine's words.
        why: String,
    },
    /// The cluster cannot be reached.
    #[error("no cluster at {address}: {why}")]
    Cluster {
        /// The scheduler's address.
        address: String,
        /// The client's words.
        why: String,
    },
    /// The path is an address, in a program that reads none.
    #[error(
        "{address} is an address, and this whyshelf was built without the feature `object-store`"
    )]
    NoObjectStores {
        /// What was given.
        address: String,
    },
    /// The path is an address, but of nothing that could be read.
    #[error("{address} is no address to read from: {why}")]
    Address {
        /// What was given.
        address: String,
        /// What is wrong with it, or with what the environment says of its store.
        why: String,
    },
    /// An object store or web server does not give what was asked of it.
    #[error("{address} cannot be had: {why}")]
    Remote {
        /// What was asked for.
        address: String,
        /// The client's words.
        why: String,
    },
    /// The reader gave up for a reason of its own.
    #[error("cannot read {}: {why}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The reader's words.
        why: String,
    },
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowProblem {
    /// Too many or too few fields.
    FieldCount {
        /// Fields of the header.
        expected: usize,
        /// Fields of the row.
        found: usize,
    },
    /// A quoted field that never ends.
    OpenQuote,
    /// Bytes that are not UTF-8.
    NotText,
    /// Not JSON.
    Json {
        /// What the JSON reader says.
        why: String,
    },
    /// JSON, but no object.
    NotAnObject,
    /// A field whose JSON type differs from the rows before it.
    JsonType {
        /// The field.
        column: String,
    },
    /// A needed value is missing or empty.
    Empty {
        /// The column.
        column: String,
    },
    /// Neither a whole number nor a date.
    Timestamp {
        /// The column.
        column: String,
        /// What it says.
        value: String,
    },
    /// Not a number.
    Number {
        /// The column.
        column: String,
        /// What it says.
        value: String,
    },
    /// Not well-formed XML.
    Xml {
        /// What the XML reader says.
        why: String,
    },
    /// A variant whose product is not in the file.
    NoParent {
        /// The column.
        column: String,
        /// What it says.
        value: String,
    },
    /// Not an amount of money.
    Price {
        /// The column.
        column: String,
        /// What it says.
        value: String,
    },
}

impl SourceError {
    /// A file that its reader cannot read.
    pub(crate) fn unreadable(path: &Path, why: &dyn fmt::Display) -> SourceError {
        SourceError::Unreadable {
            path: path.to_owned(),
            why: why.to_string(),
        }
    }

    /// What to do about it.
    pub fn cure(&self) -> String {
        match self {
            SourceError::NoSuchFile { .. } => "check the spelling and the folder".into(),
            SourceError::UnknownFileType { .. } => format!("give a file whose name ends in {KNOWN_ENDINGS}"),
            SourceError::UnknownCatalog { .. } => format!("give {KNOWN_CATALOGS}"),
            SourceError::TooManyProblems { problems, .. } => {
                let first = problems.iter().next();
                first.map_or_else(String::new, |problem| problem.cause.cure())
            }
            SourceError::MissingColumn { role, found, .. } => {
                let column = found.first().map_or("column", String::as_str);
                format!("name the column that holds the {role}, for example --map {role}={column}")
            }
            SourceError::BrokenRow(problem) => problem.cause.cure(),
            SourceError::Empty { .. } => {
                "give a file with at least one row; in CSV and TSV the first line is the header".into()
            }
            SourceError::MixedTimestamps { .. } => {
                "write all timestamps of a log the same way: whole numbers of one unit, or ISO dates".into()
            }
            SourceError::Map { .. } => format!(
                "write role=column, separated by commas; roles are {}",
                super::columns::ROLES
            ),
            SourceError::WorkFolder { .. } => {
                "name a folder with room that may be written to, for example --work /var/tmp".into()
            }
            SourceError::Memory { .. } => "give more --memory, for example --memory 8GiB".into(),
            SourceError::Plan { .. } => {
                "check that the disk has room; on a cluster, that every executor sees the folder of \
                 --work under the same path"
                    .into()
            }
            SourceError::Cluster { .. } => {
                "name the scheduler's host and port, for example --cluster 127.0.0.1:50050".into()
            }
            SourceError::NoObjectStores { .. } => {
                "fetch the file first, or build whyshelf with `cargo build --release --workspace \
                 --bins --features whyshelf-packer/object-store`"
                    .into()
            }
            SourceError::Address { .. } => {
                "write s3://bucket/path, gs://bucket/path, az://container/path or https://host/path, \
                 and put what the store needs into the environment: AWS_…, GOOGLE_…, AZURE_…"
                    .into()
            }
            SourceError::Remote { address, .. } if address.starts_with("http") => {
                "check that the address can be reached; of a web server that lists no folders \
                 (WebDAV), name every file"
                    .into()
            }
            SourceError::Remote { .. } => {
                "check the address and what the environment says: AWS_ACCESS_KEY_ID, \
                 AWS_SECRET_ACCESS_KEY, AWS_REGION, AWS_ENDPOINT; GOOGLE_SERVICE_ACCOUNT; \
                 AZURE_STORAGE_ACCOUNT_NAME, AZURE_STORAGE_ACCOUNT_KEY"
                    .into()
            }
            SourceError::Unreadable { .. } => {
                "check that the file is whole and is of the type its name says".into()
            }
        }
    }

    /// Whether the command line is to be changed rather than a file.
    pub fn is_usage(&self) -> bool {
        matches!(
            self,
            SourceError::NoSuchFile { .. }
                | SourceError::UnknownFileType { .. }
                | SourceError::UnknownCatalog { .. }
                | SourceError::MissingColumn { .. }
                | SourceError::Map { .. }
                | SourceError::Cluster { .. }
                | SourceError::NoObjectStores { .. }
                | SourceError::Address { .. }
        )
    }
}

impl RowProblem {
    pub(crate) fn cure(&self) -> String {
        match self {
            RowProblem::FieldCount { .. } => {
                "give every row as many fields as the header; quote fields that hold the separator".into()
            }
            RowProblem::OpenQuote => "close the quote; write a quote inside a field twice".into(),
            RowProblem::NotText => "save the file as UTF-8".into(),
            RowProblem::Json { .. } | RowProblem::NotAnObject => {
                "write one JSON object a line, for example {\"session_id\":\"s1\",\"item_id\":\"A\",\"timestamp\":1}".into()
            }
            RowProblem::JsonType { column } => {
                format!("write `{column}` the same way in every row: always quoted, or never")
            }
            RowProblem::Empty { column } => format!("fill in `{column}`, or remove the row"),
            RowProblem::Timestamp { .. } => {
                "write a whole number (any unit: only the order counts) or an ISO date such as 2026-11-20T17:45:00Z".into()
            }
            RowProblem::Number { column, .. } => format!("write a number in `{column}`, or leave it empty"),
            RowProblem::Xml { .. } => "export the feed again: it must be well-formed XML to its end".into(),
            RowProblem::NoParent { column, .. } => {
                format!("export the product named by `{column}` along with its variants")
            }
            RowProblem::Price { column, .. } => {
                format!("write `{column}` as 2.55 or 2.55 EUR, or leave it empty")
            }
        }
    }
}

impl fmt::Display for RowProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RowProblem::FieldCount { expected, found } => {
                write!(f, "{found} fields where the header has {expected}")
            }
            RowProblem::OpenQuote => f.write_str("a quoted field begins here and never ends"),
            RowProblem::NotText => f.write_str("not UTF-8 text"),
            RowProblem::Json { why } => write!(f, "not JSON: {why}"),
            RowProblem::NotAnObject => f.write_str("JSON, but not an object"),
            RowProblem::JsonType { column } => {
                write!(
                    f,
                    "`{column}` has another JSON type than in the rows before"
                )
            }
            RowProblem::Empty { column } => write!(f, "`{column}` is empty"),
            RowProblem::Timestamp { column, value } => {
                write!(f, "`{column}` is no timestamp: {value:?}")
            }
            RowProblem::Number { column, value } => write!(f, "`{column}` is no number: {value:?}"),
            RowProblem::Xml { why } => write!(f, "not well-formed XML: {why}"),
            RowProblem::NoParent { column, value } => {
                write!(
                    f,
                    "`{column}` names a product that is not in the file: {value:?}"
                )
            }
            RowProblem::Price { column, value } => write!(f, "`{column}` is no price: {value:?}"),
        }
    }
}

fn listed(names: &[String]) -> String {
    if names.is_empty() {
        "none".into()
    } else {
        names.join(", ")
    }
}
