//! A release is read back, checked as the browser checks it, and put together again.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use whyshelf_pack::manifest::{self, Manifest, PackFile, SIGNED_FORMAT, Shards, Signed};
use whyshelf_pack::shard::{self, Directory, directory_of};
use whyshelf_pack::tree::Hash;
use whyshelf_pack::{ItemIndex, Neighbour, Pack, PackContents, Row};

use super::{PackFolderError, PublicKey, cut, integrity};

/// A release that passed every check.
pub(crate) struct Release {
    /// Its manifest.
    pub(crate) manifest: Manifest,
    /// All of its items and rows.
    pub(crate) pack: Pack,
}

/// Opens the release in `folder` after checking every file against the manifest, and the manifest
/// against `key`, if one is given.
///
/// # Errors
/// [`PackFolderError`] names the first check that fails.
pub(crate) fn open(folder: &Path, key: Option<&PublicKey>) -> Result<Release, PackFolderError> {
    let manifest = manifest(folder, key)?;
    let path = folder.join(manifest::FILE_NAME);
    let file = manifest
        .pack_file()
        .map_err(|why| PackFolderError::Manifest { path, why })?;
    let (path, bytes) = file_of(folder, file)?;
    let pack = Pack::parse(&bytes).map_err(|why| PackFolderError::Pack { path, why })?;
    let pack = match &manifest.shards {
        None => pack,
        Some(shards) => whole(folder, shards, &pack)?,
    };
    let items = (0..pack.len() as u32).map(ItemIndex);
    let shown = items.filter(|&item| !pack.is_sensitive(item)).count();
    if shown != manifest.items as usize {
        return Err(PackFolderError::Shards {
            path: folder.to_owned(),
            rule: format!("{} items where the manifest says {}", shown, manifest.items),
        });
    }
    Ok(Release { manifest, pack })
}

/// The manifest in `folder`, verified if a key is given.
///
/// # Errors
/// If there is none, it is no manifest, or it is not signed by the key.
pub(super) fn manifest(
    folder: &Path,
    key: Option<&PublicKey>,
) -> Result<Manifest, PackFolderError> {
    let path = folder.join(manifest::FILE_NAME);
    let text = fs::read(&path).map_err(|_| PackFolderError::NoManifest {
        folder: folder.to_owned(),
    })?;
    let not_json = |why| PackFolderError::NotJson {
        path: path.clone(),
        why,
    };
    let signed = serde_json::from_slice::<Signed>(&text)
        .ok()
        .filter(|signed| signed.format == SIGNED_FORMAT);
    let vouched = |key: &PublicKey| {
        let signed = signed.as_ref();
        signed.is_some_and(|signed| key.verifies(&signed.manifest, &signed.signature))
    };
    if !key.is_none_or(vouched) {
        return Err(PackFolderError::Signature { path });
    }
    match &signed {
        Some(signed) => serde_json::from_str(&signed.manifest).map_err(not_json),
        None => serde_json::from_slice(&text).map_err(not_json),
    }
}

fn file_of(folder: &Path, file: &PackFile) -> Result<(PathBuf, Vec<u8>), PackFolderError> {
    let path = folder.join(&file.path);
    let bytes = read(folder, &file.path)?;
    if bytes.len() as u64 != file.bytes {
        return Err(PackFolderError::Length {
            path,
            expected: file.bytes,
            found: bytes.len() as u64,
        });
    }
    if integrity(&bytes) != file.integrity {
        return Err(PackFolderError::Integrity { path });
    }
    Ok((path, bytes))
}

fn read(folder: &Path, file: &str) -> Result<Vec<u8>, PackFolderError> {
    fs::read(folder.join(file)).map_err(|_| PackFolderError::MissingFile {
        manifest: folder.join(manifest::FILE_NAME),
        file: file.to_owned(),
    })
}

/// Reads all directories and shards, and joins their own rows into one pack.
fn whole(folder: &Path, shards: &Shards, front: &Pack) -> Result<Pack, PackFolderError> {
    let root = shards.root().unwrap_or_default();
    let directories = (0..shards.directories)
        .into_par_iter()
        .map(|number| {
            let (path, content) = content_of(folder, shards, &root, shards.directory(number))?;
            Directory::read(&content, shards.shards)
                .map_err(|why| PackFolderError::Pack { path, why })
        })
        .collect::<Result<Vec<Directory>, PackFolderError>>()?;
    let parts = (0..shards.shards)
        .into_par_iter()
        .map(|number| {
            let (path, content) = content_of(folder, shards, &root, shards.shard(number))?;
            let part = Pack::parse(&content).map_err(|why| PackFolderError::Pack {
                path: path.clone(),
                why,
            })?;
            listed(&directories, &part, number)
                .map_err(|rule| PackFolderError::Shards { path, rule })?;
            Ok(part)
        })
        .collect::<Result<Vec<Pack>, PackFolderError>>()?;
    let broken = |rule: String| PackFolderError::Shards {
        path: folder.join(&shards.folder),
        rule,
    };
    let contents = joined(&parts, front).map_err(broken)?;
    let bytes = whyshelf_pack::write(&contents).map_err(|why| broken(why.to_string()))?;
    Pack::parse(&bytes).map_err(|why| broken(why.to_string()))
}

fn content_of(
    folder: &Path,
    shards: &Shards,
    root: &Hash,
    (file, at): (String, usize),
) -> Result<(PathBuf, Vec<u8>), PackFolderError> {
    let bytes = read(folder, &file)?;
    let path = folder.join(file);
    match shard::open(&bytes, root, at, shards.leaves()) {
        Ok(content) => Ok((path, content.to_vec())),
        Err(why) => Err(PackFolderError::Pack { path, why }),
    }
}

/// Every own item of a shard must be findable, by all its names.
fn listed(directories: &[Directory], part: &Pack, number: u32) -> Result<(), String> {
    let count = directories.len() as u32;
    for item in (0..part.row_count() as u32).map(ItemIndex) {
        for name in cut::listed(&part.item(item)) {
            let directory = &directories[directory_of(&name, count) as usize];
            if !directory.shards(&name).any(|shard| shard == number) {
                return Err(format!("no directory lists item {name}"));
            }
        }
    }
    Ok(())
}

fn joined(parts: &[Pack], front: &Pack) -> Result<PackContents, String> {
    let own = || {
        parts.iter().flat_map(|part| {
            let own = (0..part.row_count() as u32).map(ItemIndex);
            own.map(move |item| (part, item))
        })
    };
    let places: HashMap<&str, u32> = own().map(|(part, item)| part.id(item)).zip(0..).collect();
    let row = |(part, item): (&Pack, ItemIndex)| {
        let row = part.row(item);
        let mut neighbours = row
            .neighbours
            .iter()
            .map(|near| {
                let id = part.id(near.item);
                let place = places
                    .get(id)
                    .ok_or_else(|| format!("no shard holds item {id}"))?;
                Ok(Neighbour {
                    item: ItemIndex(*place),
                    ..*near
                })
            })
            .collect::<Result<Vec<Neighbour>, String>>()?;
        neighbours.sort_unstable_by_key(|near| near.item);
        Ok(Row {
            scale: row.scale,
            neighbours,
        })
    };
    Ok(PackContents {
        model: front.model().clone(),
        items: own().map(|(part, item)| part.item(item)).collect(),
        rows: own().map(row).collect::<Result<_, String>>()?,
    })
}
