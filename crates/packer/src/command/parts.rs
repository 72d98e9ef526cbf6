//! The files of a release one by one, as a page would fetch them.

use std::fs;
use std::path::{Path, PathBuf};

use whyshelf_pack::manifest::{self, SIGNED_FORMAT, Shards, Signed};
use whyshelf_pack::{Pack, shard};

use crate::pack_folder::PackFolderError;

/// The manifest's bytes.
///
/// # Errors
/// If there is none.
pub(super) fn manifest(folder: &Path) -> Result<Vec<u8>, PackFolderError> {
    fs::read(folder.join(manifest::FILE_NAME)).map_err(|_| PackFolderError::NoManifest {
        folder: folder.to_owned(),
    })
}

/// Whether a manifest carries a signature, be it true or not.
pub(super) fn is_signed(manifest: &[u8]) -> bool {
    serde_json::from_slice::<Signed>(manifest).is_ok_and(|signed| signed.format == SIGNED_FORMAT)
}

/// A file beside the manifest.
///
/// # Errors
/// If it is not there.
pub(super) fn file(folder: &Path, name: &str) -> Result<Vec<u8>, PackFolderError> {
    fs::read(folder.join(name)).map_err(|_| PackFolderError::MissingFile {
        manifest: folder.join(manifest::FILE_NAME),
        file: name.to_owned(),
    })
}

/// A shard as it is served.
pub(super) struct ShardFile {
    pub(super) path: PathBuf,
    pub(super) bytes: Vec<u8>,
    /// Where its content begins: before it are a header and the path of hashes.
    begin: usize,
}

impl ShardFile {
    /// Reads a shard and checks that it is the manifest's.
    ///
    /// # Errors
    /// If it is not there or another.
    pub(super) fn read(
        folder: &Path,
        shards: &Shards,
        number: u32,
    ) -> Result<ShardFile, PackFolderError> {
        let (name, at) = shards.shard(number);
        let (path, bytes) = (folder.join(&name), file(folder, &name)?);
        let root = shards.root().unwrap_or_default();
        match shard::open(&bytes, &root, at, shards.leaves()) {
            Ok(content) => {
                let begin = bytes.len() - content.len();
                Ok(ShardFile { path, bytes, begin })
            }
            Err(why) => Err(PackFolderError::Pack { path, why }),
        }
    }

    /// The bytes of its pack.
    pub(super) fn content(&self) -> &[u8] {
        &self.bytes[self.begin..]
    }

    /// Its pack.
    ///
    /// # Errors
    /// If it is none.
    pub(super) fn pack(&self) -> Result<Pack, PackFolderError> {
        Pack::parse(self.content()).map_err(|why| PackFolderError::Pack {
            path: self.path.clone(),
            why,
        })
    }
}
