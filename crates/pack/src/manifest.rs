//! The manifest: the one file whose address never changes. It names the pack's files, which are
//! called by their content and therefore never change either.

use serde::{Deserialize, Serialize};

/// Value of [`Manifest::format`].
pub const FORMAT: &str = "whyshelf-pack";

/// The manifest version this crate knows.
pub const MANIFEST_VERSION: u32 = 1;

/// Name of the manifest in a pack folder.
pub const FILE_NAME: &str = "manifest.json";

/// What `manifest.json` holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Always [`FORMAT`].
    pub format: String,
    /// [`MANIFEST_VERSION`].
    pub version: u32,
    /// Time of the newest event the pack was built from, RFC 3339; not the time of the build, so
    /// that the same input gives the same bytes.
    pub created: String,
    /// The pack's files. Version 1 has exactly one.
    pub files: Vec<PackFile>,
}

/// A file of the pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackFile {
    /// Name beside the manifest: `pack-<first 16 hex digits of its SHA-256>.bin`.
    pub path: String,
    /// Length in bytes.
    pub bytes: u64,
    /// Subresource integrity: `sha256-` and the hash in base64.
    pub integrity: String,
}

/// Why a manifest is not usable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ManifestError {
    /// `format` is not [`FORMAT`].
    NotAManifest,
    /// Another version.
    Version {
        /// The version found.
        found: u32,
    },
    /// Not exactly one file.
    Files {
        /// How many are named.
        found: usize,
    },
    /// A file name that leaves the manifest's folder.
    Path,
}

impl core::fmt::Display for ManifestError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            ManifestError::NotAManifest => f.write_str("not a Whyshelf manifest; point data-pack at the manifest.json that `whyshelf build` wrote"),
            ManifestError::Version { found } => write!(f, "manifest version {found} is not readable here (this is version {MANIFEST_VERSION}); build the pack with the same release as the reader"),
            ManifestError::Files { found } => write!(f, "the manifest names {found} files instead of one; build the pack again"),
            ManifestError::Path => f.write_str("the manifest names a file outside its folder; build the pack again"),
        }
    }
}

impl core::error::Error for ManifestError {}

impl Manifest {
    /// The pack's file, if this is a manifest that this release can use.
    ///
    /// # Errors
    /// [`ManifestError`] names the first rule that does not hold.
    pub fn pack_file(&self) -> Result<&PackFile, ManifestError> {
        if self.format != FORMAT {
            return Err(ManifestError::NotAManifest);
        }
        if self.version != MANIFEST_VERSION {
            return Err(ManifestError::Version {
                found: self.version,
            });
        }
        let [file] = self.files.as_slice() else {
            return Err(ManifestError::Files {
                found: self.files.len(),
            });
        };
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        if file.path.is_empty() || file.path.starts_with('.') || !file.path.chars().all(plain) {
            return Err(ManifestError::Path);
        }
        Ok(file)
    }
}
