//! What can go wrong in a command: every failure names its cause, and its cure.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::pack_folder::PackFolderError;
use whyshelf_source::{SourceError, WriteError};

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// An input file.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// An output file.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// A pack folder.
    #[error(transparent)]
    PackFolder(#[from] PackFolderError),
    /// `--cluster` in a program that knows no clusters.
    #[cfg(not(feature = "cluster"))]
    #[error("this whyshelf was built without the feature `cluster`")]
    NoClusters,
    /// The model does not fit the pack format.
    #[error("{0}")]
    Unwritable(whyshelf_pack::PackError),
    /// A line of the file of `--sensitive`.
    #[error("{}:{line}: {rule:?} is no rule", path.display())]
    Rule {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What stands there.
        rule: String,
    },
    /// `--epsilon` or `--delta` is out of range.
    #[error("{0}")]
    Budget(whyshelf_train::private::BudgetError),
    /// The system has no randomness for private counts.
    #[error("{0}")]
    Randomness(whyshelf_train::private::NoRandomness),
    /// The held-out log asks nothing.
    #[error("no session in {files} has a second event to predict{after}")]
    NothingToPredict {
        /// The event files.
        files: String,
        /// What `--min-prefix` adds to the sentence.
        after: String,
    },
    /// A plot of the report cannot be drawn.
    #[error(transparent)]
    Plot(#[from] crate::report::PlotError),
    /// A session names items that the pack does not have.
    #[error("the pack has no item {}", listed(unknown))]
    UnknownItems {
        /// What was given, and what it may have meant.
        unknown: Vec<(String, Vec<String>)>,
    },
    /// `serve` has nothing to serve.
    #[error("{} is not a folder", path.display())]
    NotAFolder {
        /// What was to be served.
        path: PathBuf,
    },
    /// The port is taken, or not ours to take.
    #[error("cannot listen on 127.0.0.1:{port}: {source}")]
    Port {
        /// The port asked for.
        port: u16,
        /// The system's reason.
        source: io::Error,
    },
    /// The system refused something.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// What was tried, as a verb.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
}

impl Error {
    /// An [`Error::Io`] for use with `map_err`.
    pub(crate) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error {
        let path = path.to_owned();
        move |source| Error::Io {
            action,
            path,
            source,
        }
    }

    /// What to do about it.
    pub(crate) fn cure(&self) -> String {
        match self {
            Error::Source(error) => error.cure(),
            Error::Write(error) => error.cure(),
            Error::PackFolder(error) => error.cure(),
            Error::Unwritable(_) | Error::Plot(_) => {
                "this is a fault of whyshelf, not of your files: please report it".into()
            }
            Error::Rule { .. } => {
                "write `category = Path > Below`, `word = text`, `brand = name`, \
                `item = identifier`, each with or without `not ` before it, or `defaults = no`"
                    .into()
            }
            #[cfg(not(feature = "cluster"))]
            Error::NoClusters => {
                "build it with `cargo build --release --workspace --features whyshelf-packer/cluster`"
                    .into()
            }
            Error::Budget(_) => "give --epsilon a number such as 1, and leave --delta out".into(),
            Error::Randomness(_) => "run it where the operating system gives random numbers".into(),
            Error::NothingToPredict { .. } => {
                "give a log of sessions with at least two events, or a smaller --min-prefix".into()
            }
            Error::UnknownItems { .. } => {
                "give the identifiers that stand in the catalog and the event log".into()
            }
            Error::NotAFolder { .. } => "name the folder that holds index.html".into(),
            Error::Port { .. } => "choose another --port, or 0 for any that is free".into(),
            Error::Io { .. } => {
                "check that the path exists, that it may be accessed, and that the disk has room"
                    .into()
            }
        }
    }

    /// The status to leave with: 2 if the command line is to be changed, 1 otherwise.
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Error::Source(error) if error.is_usage() => ExitCode::from(2),
            #[cfg(not(feature = "cluster"))]
            Error::NoClusters => ExitCode::from(2),
            Error::UnknownItems { .. }
            | Error::NotAFolder { .. }
            | Error::Port { .. }
            | Error::Rule { .. }
            | Error::Budget(_) => ExitCode::from(2),
            _ => ExitCode::from(1),
        }
    }
}

/// Unknown items, each with what it may have meant.
fn listed(unknown: &[(String, Vec<String>)]) -> String {
    let named = |(id, alike): &(String, Vec<String>)| match alike.as_slice() {
        [] => id.clone(),
        alike => format!("{id} (did you mean {}?)", alike.join(", ")),
    };
    let names: Vec<String> = unknown.iter().map(named).collect();
    names.join(", ")
}
