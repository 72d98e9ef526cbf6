//! The manifest: the one file whose address never changes. It names the pack's files, which are
//! called by their content and therefore never change either.

use serde::{Deserialize, Serialize};

use crate::tree::Hash;

/// Value of [`Manifest::format`].
pub const FORMAT: &str = "whyshelf-pack";

/// Value of [`Signed::format`].
pub const SIGNED_FORMAT: &str = "whyshelf-signed";

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
    /// Days from the oldest event to the newest, rounded up: the time that popularity speaks of. Missing
    /// where it was counted from no events, or is nobody's to know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// Grows with every release: a page that has seen one does not go back to a smaller one.
    pub sequence: u64,
    /// When the pack is no longer to be used, RFC 3339; never, where it is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<String>,
    /// How many items there are in all, sensitive ones aside.
    pub items: u32,
    /// The pack's file. Where there are shards it holds no rows, but the items that any page may
    /// show: the most popular and the newest. Version 1 has exactly one.
    pub files: Vec<PackFile>,
    /// Where the rows are, if not in the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shards: Option<Shards>,
    /// How pages remember; the usual way, where it is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memory: Option<Memory>,
    /// Whether the catalog has items that are never recorded (see [`Item::sensitive`]).
    ///
    /// [`Item::sensitive`]: crate::Item::sensitive
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sensitive: bool,
}

/// How long a page remembers, and what is left of it in the ranking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// So many minutes without an event end a visit.
    pub visit_minutes: u32,
    /// Events older than this many days are dropped.
    pub keep_days: u32,
    /// What an event of an earlier visit weighs, in 256ths of one that has just happened: of the
    /// last visit, the one before, and so on; the last entry holds for all before it. A reader
    /// takes at most 64 for any of them.
    pub earlier: Vec<u8>,
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

/// The rest of a large pack: see [`crate::shard`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shards {
    /// Folder beside the manifest: `shards-<first 16 hex digits of the root>`. It holds
    /// `directory-<number>.bin` and `shard-<number>.bin`.
    pub folder: String,
    /// Root of the SHA-256 tree over all these files, directories first, in hex.
    pub root: String,
    /// How many directories.
    pub directories: u32,
    /// How many shards.
    pub shards: u32,
}

/// A manifest and who vouches for it. `manifest.json` holds either this or a [`Manifest`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// Always [`SIGNED_FORMAT`].
    pub format: String,
    /// The JSON text of a [`Manifest`], which is what is signed: as a string, so that no reader
    /// has to guess how it was laid out.
    pub manifest: String,
    /// Ed25519 signature (RFC 8032) of the text's UTF-8 bytes, base64.
    pub signature: String,
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
    /// The root of the shards is no hash, or there are more files than can be counted.
    Shards,
}

impl core::fmt::Display for ManifestError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            ManifestError::NotAManifest => f.write_str("not a Whyshelf manifest; point data-pack at the manifest.json that `whyshelf build` wrote"),
            ManifestError::Version { found } => write!(f, "manifest version {found} is not readable here (this is version {MANIFEST_VERSION}); build the pack with the same release as the reader"),
            ManifestError::Files { found } => write!(f, "the manifest names {found} files instead of one; build the pack again"),
            ManifestError::Path => f.write_str("the manifest names a file outside its folder; build the pack again"),
            ManifestError::Shards => f.write_str("the manifest does not say where the shards are; build the pack again"),
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
        if !is_plain(&file.path) {
            return Err(ManifestError::Path);
        }
        if let Some(shards) = &self.shards {
            shards.check()?;
        }
        Ok(file)
    }
}

impl Shards {
    fn check(&self) -> Result<(), ManifestError> {
        if !is_plain(&self.folder) {
            return Err(ManifestError::Path);
        }
        let countable = self.directories > 0 && self.directories.checked_add(self.shards).is_some();
        if countable && self.root().is_some() {
            Ok(())
        } else {
            Err(ManifestError::Shards)
        }
    }

    /// The root of the hash tree; none if the manifest's text is no hash.
    #[must_use]
    pub fn root(&self) -> Option<Hash> {
        let text = self.root.as_bytes();
        if text.len() != 64 || !text.iter().all(u8::is_ascii_hexdigit) {
            return None;
        }
        let mut root = [0; 32];
        for (byte, digits) in root.iter_mut().zip(text.chunks(2)) {
            let digits = core::str::from_utf8(digits).ok()?;
            *byte = u8::from_str_radix(digits, 16).ok()?;
        }
        Some(root)
    }

    /// How many files the tree has.
    #[must_use]
    pub fn leaves(&self) -> usize {
        self.directories as usize + self.shards as usize
    }

    /// Path beside the manifest, and place in the tree, of a directory.
    #[must_use]
    pub fn directory(&self, number: u32) -> (String, usize) {
        let path = format!("{}/directory-{number}.bin", self.folder);
        (path, number as usize)
    }

    /// Path beside the manifest, and place in the tree, of a shard.
    #[must_use]
    pub fn shard(&self, number: u32) -> (String, usize) {
        let path = format!("{}/shard-{number}.bin", self.folder);
        (path, self.directories as usize + number as usize)
    }
}

/// Whether a name stays in its folder and means the same in a path and in an address.
fn is_plain(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    !name.is_empty() && !name.starts_with('.') && name.chars().all(plain)
}
