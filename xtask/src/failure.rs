//! What went wrong, and the command that cures it.

use std::fmt;

/// A failure that a person reads in a terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    what: String,
    /// A command to type, or where to look.
    cure: String,
}

impl Failure {
    pub(crate) fn new(what: impl Into<String>, cure: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            cure: cure.into(),
        }
    }

    /// What went wrong, for a failure that follows from this one and has a better cure.
    pub(crate) fn what(&self) -> &str {
        &self.what
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}\n cure: {}", self.what, self.cure)
    }
}

/// An option that a command does not know, or that lacks its value.
pub(crate) fn usage(command: &str, option: &str) -> Failure {
    Failure::new(
        format!("`cargo xtask {command}` does not understand `{option}`"),
        "cargo xtask help",
    )
}
