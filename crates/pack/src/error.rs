//! What can be wrong with a pack, and what to do about it.

use core::fmt;

use crate::rule::Rule;

/// Why bytes are not a pack, or contents cannot be written as one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PackError {
    /// The bytes do not begin with the pack's magic.
    NotAPack,
    /// The pack was written by another version of the format.
    Version {
        /// The version found.
        found: u16,
    },
    /// The bytes end inside the named section.
    Truncated {
        /// Section that was being read.
        section: &'static str,
    },
    /// Bytes are left after the end of the named section.
    Leftover {
        /// Section that ended too early.
        section: &'static str,
    },
    /// A value contradicts the format.
    Invalid {
        /// Section that was being read.
        section: &'static str,
        /// The rule that does not hold.
        rule: Rule,
    },
    /// The file is not the one that the manifest's hash tree has at its place.
    Unproven,
    /// The contents cannot be expressed in the format.
    Unwritable {
        /// The rule that does not hold.
        rule: &'static str,
    },
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PackError::NotAPack => {
                f.write_str("not a Whyshelf pack; build one with `whyshelf build`")
            }
            PackError::Version { found } => write!(
                f,
                "pack format {found} is not readable here (this is format {}); build the pack with the same release as the reader",
                crate::VERSION
            ),
            PackError::Truncated { section } => {
                write!(
                    f,
                    "the pack ends inside its {section} section; copy it again, whole"
                )
            }
            PackError::Leftover { section } => write!(
                f,
                "the pack has bytes left after its {section} section; build it again"
            ),
            PackError::Invalid { section, rule } => {
                write!(
                    f,
                    "the pack's {section} section is damaged ({rule}); build it again"
                )
            }
            PackError::Unproven => f.write_str(
                "not the file that the manifest stands for; publish the whole pack folder again",
            ),
            PackError::Unwritable { rule } => write!(f, "these contents make no pack: {rule}"),
        }
    }
}

impl core::error::Error for PackError {}
