//! A release is written: files first, the manifest last.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use whyshelf_pack::manifest::{
    self, FORMAT, MANIFEST_VERSION, Manifest, Memory, PackFile, SIGNED_FORMAT, Shards, Signed,
};
use whyshelf_pack::tree::{self, Hash, Tree};
use whyshelf_pack::{Pack, PackContents, shard};

use super::cut::{self, Cut};
use super::key::SecretKey;
use super::{integrity, open, short};
use crate::error::Error;

/// A pack of at most this many bytes is one file: pages of a small shop then load everything once.
/// A third or less of it goes over the wire.
const ONE_FILE: usize = 2 << 20;

/// Into how many files a pack goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Layout {
    /// One file for a small shop, shards for a large one
    #[default]
    Auto,
    /// One file
    OneFile,
    /// Shards: a product page loads the manifest, a directory and one shard
    Shards,
}

/// What is to be published.
pub(crate) struct Draft<'a> {
    /// The pack.
    pub(crate) contents: &'a PackContents,
    /// Time of the newest event, RFC 3339.
    pub(crate) created: String,
    /// Days from the oldest event to the newest, where they may be told.
    pub(crate) days: Option<u32>,
    /// The release's number; none for one more than that of the release that is there.
    pub(crate) sequence: Option<u64>,
    /// When it is no longer to be used, RFC 3339.
    pub(crate) expires: Option<String>,
    /// How pages remember.
    pub(crate) memory: Memory,
    /// Who vouches for it.
    pub(crate) signer: Option<&'a SecretKey>,
    /// Into how many files it goes.
    pub(crate) layout: Layout,
}

/// What was written.
pub(crate) struct Written {
    /// The manifest.
    pub(crate) manifest: Manifest,
    /// Bytes of all files but the manifest.
    pub(crate) bytes: u64,
}

/// Writes a release into `folder`. The files that the manifest before named stay, for pages that
/// hold that manifest; older ones are removed. The same release again leaves the manifest as it is.
///
/// # Errors
/// If the contents are no pack, or the system refuses a write; the release that was there is then
/// still whole.
pub(crate) fn write(folder: &Path, draft: &Draft<'_>) -> Result<Written, Error> {
    fs::create_dir_all(folder).map_err(Error::io("create", folder))?;
    let before = open::manifest(folder, None).ok();
    let whole = whyshelf_pack::write(draft.contents).map_err(Error::Unwritable)?;
    let one_file = match draft.layout {
        Layout::Auto => whole.len() <= ONE_FILE,
        Layout::OneFile => true,
        Layout::Shards => false,
    };
    // What pages would refuse must not replace what they have.
    Pack::parse(&whole).map_err(Error::Unwritable)?;
    let (pack, shards) = if one_file {
        (whole, None)
    } else {
        drop(whole);
        let front = whyshelf_pack::write(&cut::front(draft.contents)).map_err(Error::Unwritable)?;
        (front, Some(write_shards(folder, draft.contents)?))
    };
    let file = PackFile {
        path: format!("pack-{}.bin", short(&Sha256::digest(&pack))),
        bytes: pack.len() as u64,
        integrity: integrity(&pack),
    };
    replace(folder, &file.path, &pack)?;
    let (shards, shard_bytes) = shards.unzip();
    let manifest = numbered(
        Manifest {
            format: FORMAT.into(),
            version: MANIFEST_VERSION,
            created: draft.created.clone(),
            days: draft.days,
            sequence: 0,
            expires: draft.expires.clone(),
            // Sensitive items are none that a page could show.
            items: draft.contents.rows.len() as u32,
            files: vec![file],
            shards,
            memory: Some(draft.memory.clone()),
            sensitive: draft.contents.items.iter().any(|item| item.sensitive),
        },
        draft.sequence,
        before.as_ref(),
    );
    replace(
        folder,
        manifest::FILE_NAME,
        &text(folder, &manifest, draft.signer)?,
    )?;
    remove_others(folder, before.iter().chain([&manifest]));
    Ok(Written {
        bytes: pack.len() as u64 + shard_bytes.unwrap_or(0),
        manifest,
    })
}

/// Gives a manifest its number: one more than before, unless nothing else has changed.
fn numbered(mut manifest: Manifest, given: Option<u64>, before: Option<&Manifest>) -> Manifest {
    manifest.sequence = match (given, before) {
        (Some(given), _) => given,
        (None, None) => 1,
        (None, Some(before)) => {
            manifest.sequence = before.sequence;
            before.sequence + u64::from(manifest != *before)
        }
    };
    manifest
}

fn text(folder: &Path, manifest: &Manifest, signer: Option<&SecretKey>) -> Result<Vec<u8>, Error> {
    let unwritable = |error: serde_json::Error| Error::io("write", folder)(error.into());
    let mut text = match signer {
        None => serde_json::to_vec_pretty(manifest),
        Some(key) => {
            let text = serde_json::to_string(manifest).map_err(unwritable)?;
            serde_json::to_vec_pretty(&Signed {
                format: SIGNED_FORMAT.into(),
                signature: key.sign(&text),
                manifest: text,
            })
        }
    }
    .map_err(unwritable)?;
    text.push(b'\n');
    Ok(text)
}

/// Writes all shards and directories, and how many bytes they are. They are made twice, once for
/// the hash tree and once with their paths in it, so that they need not all be in memory.
fn write_shards(folder: &Path, contents: &PackContents) -> Result<(Shards, u64), Error> {
    let cut = Cut::of(contents);
    let directories = cut.directories(contents);
    let file = |at: usize| -> Result<Vec<u8>, Error> {
        match at.checked_sub(directories.len()) {
            None => Ok(directories[at].write()),
            Some(shard) => {
                let shard = cut::shard(contents, cut.ranges[shard].clone());
                whyshelf_pack::write(&shard).map_err(Error::Unwritable)
            }
        }
    };
    let count = directories.len() + cut.ranges.len();
    let leaves = (0..count)
        .into_par_iter()
        .map(|at| Ok(tree::leaf(&file(at)?)))
        .collect::<Result<Vec<Hash>, Error>>()?;
    let tree = Tree::over(leaves);
    let root = tree.root();
    let shards = Shards {
        folder: format!("shards-{}", short(&root)),
        root: root.iter().map(|byte| format!("{byte:02x}")).collect(),
        directories: directories.len() as u32,
        shards: cut.ranges.len() as u32,
    };
    // All at once, so that a folder of this name is always whole.
    let draft = tempfile::Builder::new()
        .prefix(".whyshelf-")
        .tempdir_in(folder)
        .map_err(Error::io("write into", folder))?;
    let bytes = (0..count)
        .into_par_iter()
        .map(|at| {
            let sealed = shard::seal(&file(at)?, &tree.path(at));
            let (path, _) = match at.checked_sub(directories.len()) {
                None => shards.directory(at as u32),
                Some(shard) => shards.shard(shard as u32),
            };
            let name = path.rsplit('/').next().unwrap_or_default();
            let path = draft.path().join(name);
            fs::write(&path, &sealed).map_err(Error::io("write", &path))?;
            Ok(sealed.len() as u64)
        })
        .sum::<Result<u64, Error>>()?;
    let target = folder.join(&shards.folder);
    if target.exists() {
        return Ok((shards, bytes));
    }
    make_readable(draft.path(), 0o755).map_err(Error::io("open up", draft.path()))?;
    let draft = draft.keep();
    fs::rename(&draft, &target).map_err(Error::io("write", &target))?;
    Ok((shards, bytes))
}

/// Writes a file beside its final name, then renames it into place.
fn replace(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Error> {
    let path = folder.join(name);
    let mut draft = tempfile::Builder::new()
        .prefix(".whyshelf-")
        .tempfile_in(folder)
        .map_err(Error::io("write into", folder))?;
    draft.write_all(bytes).map_err(Error::io("write", &path))?;
    make_readable(draft.path(), 0o644).map_err(Error::io("open up", &path))?;
    draft
        .as_file()
        .sync_all()
        .map_err(Error::io("write", &path))?;
    draft
        .persist(&path)
        .map_err(|error| Error::io("write", &path)(error.error))?;
    Ok(())
}

/// Temporary files are private; a web server runs as somebody else.
#[cfg(unix)]
fn make_readable(path: &Path, mode: u32) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn make_readable(_: &Path, _: u32) -> std::io::Result<()> {
    Ok(())
}

/// Removes what no page can ask for any more. What cannot be removed only takes up room.
fn remove_others<'a>(folder: &Path, kept: impl Iterator<Item = &'a Manifest>) {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for manifest in kept {
        names.extend(manifest.files.iter().map(|file| file.path.as_str()));
        names.extend(manifest.shards.iter().map(|shards| shards.folder.as_str()));
    }
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| !names.contains(name)) else {
            continue;
        };
        let path: PathBuf = entry.path();
        if is_ours(name, "pack-", ".bin") {
            let _ = fs::remove_file(path);
        } else if is_ours(name, "shards-", "") {
            let _ = fs::remove_dir_all(path);
        }
    }
}

/// Whether a name is one that this module gives: 16 hex digits between the two ends.
fn is_ours(name: &str, start: &str, end: &str) -> bool {
    name.strip_prefix(start)
        .and_then(|rest| rest.strip_suffix(end))
        .is_some_and(|hash| hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
