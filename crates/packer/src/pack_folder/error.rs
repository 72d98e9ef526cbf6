//! What can be wrong with a pack folder.

use std::path::PathBuf;

use whyshelf_pack::PackError;
use whyshelf_pack::manifest::{self, ManifestError};

/// Why a pack folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PackFolderError {
    /// No manifest.
    #[error("{} has no {}", folder.display(), manifest::FILE_NAME)]
    NoManifest {
        /// The folder.
        folder: PathBuf,
    },
    /// The manifest is not JSON, or lacks a field.
    #[error("{}, line {}: not a manifest: {why}", path.display(), why.line())]
    NotJson {
        /// The manifest.
        path: PathBuf,
        /// What the JSON reader says.
        why: serde_json::Error,
    },
    /// The manifest is of another kind or version.
    #[error("{}: {why}", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// The rule.
        why: ManifestError,
    },
    /// A key was given, and the manifest is not signed by it.
    #[error("{} is not signed by this key", path.display())]
    Signature {
        /// The manifest.
        path: PathBuf,
    },
    /// A key cannot be read.
    #[error("{given}: {why}")]
    Key {
        /// The file, or the text of a public key.
        given: String,
        /// What is wrong with it.
        why: String,
    },
    /// The manifest names a file that is not there.
    #[error("{} names {file}, which is not there", manifest.display())]
    MissingFile {
        /// The manifest.
        manifest: PathBuf,
        /// The file.
        file: String,
    },
    /// The file is shorter or longer than the manifest says.
    #[error("{} has {found} bytes where its manifest says {expected}", path.display())]
    Length {
        /// The file.
        path: PathBuf,
        /// Bytes by the manifest.
        expected: u64,
        /// Bytes there are.
        found: u64,
    },
    /// The file's content is not what the manifest says.
    #[error("{} does not have the hash its manifest says", path.display())]
    Integrity {
        /// The file.
        path: PathBuf,
    },
    /// The bytes are as the manifest says, but no pack.
    #[error("{}: {why}", path.display())]
    Pack {
        /// The file.
        path: PathBuf,
        /// The rule.
        why: PackError,
    },
    /// Pages no longer use it.
    #[error("{} expired at {expires}; it is now {now}", path.display())]
    Expired {
        /// The manifest.
        path: PathBuf,
        /// When, RFC 3339.
        expires: String,
        /// The time of the check, likewise.
        now: String,
    },
    /// The shards do not fit together.
    #[error("{}: {rule}", path.display())]
    Shards {
        /// The folder or file.
        path: PathBuf,
        /// The rule that does not hold.
        rule: String,
    },
}

impl PackFolderError {
    /// What to do about it.
    pub(crate) fn cure(&self) -> String {
        let cure = match self {
            PackFolderError::NoManifest { .. } => {
                "name the folder that `whyshelf build --out` wrote"
            }
            PackFolderError::MissingFile { .. } => {
                "copy the pack folder again, with all its files, or build it again"
            }
            PackFolderError::Length { .. } | PackFolderError::Integrity { .. } => {
                "the file was cut short or changed: copy the pack folder again, or build it again"
            }
            PackFolderError::Signature { .. } => {
                "build the pack with --sign and the secret half of this key, or give the key it was signed with"
            }
            PackFolderError::Key { .. } => {
                "make a key with `whyshelf key`, which prints its public half, or with `openssl genpkey -algorithm ed25519`"
            }
            PackFolderError::Expired { .. } => {
                "publish a newer pack: build it again with a later --expires, or without one"
            }
            PackFolderError::NotJson { .. }
            | PackFolderError::Manifest { .. }
            | PackFolderError::Shards { .. }
            | PackFolderError::Pack { .. } => "build the pack again with this release of whyshelf",
        };
        cure.into()
    }
}
