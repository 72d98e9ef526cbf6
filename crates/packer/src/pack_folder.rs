//! The folder a shop serves: a manifest and the content-hashed file it names. Written so that a
//! reader sees the old pack or the new one, never half of either; opened with every check the
//! browser makes.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use whyshelf_pack::manifest::{self, FORMAT, MANIFEST_VERSION, Manifest, ManifestError, PackFile};
use whyshelf_pack::{Pack, PackError};

use crate::error::Error;

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
            PackFolderError::NotJson { .. }
            | PackFolderError::Manifest { .. }
            | PackFolderError::Pack { .. } => "build the pack again with this release of whyshelf",
        };
        cure.into()
    }
}

/// Writes a pack into `folder`, the manifest last. `created` is RFC 3339. The pack file that the
/// manifest before named stays, for pages that hold that manifest; older ones are removed.
///
/// # Errors
/// If the system refuses a write; the pack that was there is then still whole.
pub(crate) fn write(folder: &Path, pack: &[u8], created: String) -> Result<PackFile, Error> {
    fs::create_dir_all(folder).map_err(Error::io("create", folder))?;
    let before = read_manifest(folder).ok();
    let hash = Sha256::digest(pack);
    let hex: String = hash[..8].iter().map(|byte| format!("{byte:02x}")).collect();
    let file = PackFile {
        path: format!("pack-{hex}.bin"),
        bytes: pack.len() as u64,
        integrity: integrity(pack),
    };
    let manifest = Manifest {
        format: FORMAT.into(),
        version: MANIFEST_VERSION,
        created,
        files: vec![file.clone()],
    };
    replace(folder, &file.path, pack)?;
    let mut text = serde_json::to_vec_pretty(&manifest)
        .map_err(|error| Error::io("write", folder)(error.into()))?;
    text.push(b'\n');
    replace(folder, manifest::FILE_NAME, &text)?;

    let named = before.iter().flat_map(|manifest| &manifest.files);
    let kept: Vec<&str> = named
        .chain([&file])
        .map(|file| file.path.as_str())
        .collect();
    remove_others(folder, &kept);
    Ok(file)
}

/// Opens the pack in `folder` after checking it against its manifest.
///
/// # Errors
/// [`PackFolderError`] names the first check that fails.
pub(crate) fn open(folder: &Path) -> Result<Pack, PackFolderError> {
    let manifest_path = folder.join(manifest::FILE_NAME);
    let manifest = read_manifest(folder)?;
    let file = manifest
        .pack_file()
        .map_err(|why| PackFolderError::Manifest {
            path: manifest_path.clone(),
            why,
        })?;
    let path = folder.join(&file.path);
    let bytes = fs::read(&path).map_err(|_| PackFolderError::MissingFile {
        manifest: manifest_path,
        file: file.path.clone(),
    })?;
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
    Pack::parse(&bytes).map_err(|why| PackFolderError::Pack { path, why })
}

fn read_manifest(folder: &Path) -> Result<Manifest, PackFolderError> {
    let path = folder.join(manifest::FILE_NAME);
    let text = fs::read(&path).map_err(|_| PackFolderError::NoManifest {
        folder: folder.to_owned(),
    })?;
    serde_json::from_slice(&text).map_err(|why| PackFolderError::NotJson { path, why })
}

fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}

/// Writes a file beside its final name, then renames it into place.
fn replace(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Error> {
    let path = folder.join(name);
    let mut draft = tempfile::Builder::new()
        .prefix(".whyshelf-")
        .tempfile_in(folder)
        .map_err(Error::io("write into", folder))?;
    draft.write_all(bytes).map_err(Error::io("write", &path))?;
    draft
        .as_file()
        .sync_all()
        .map_err(Error::io("write", &path))?;
    make_readable(draft.path()).map_err(Error::io("write", &path))?;
    draft
        .persist(&path)
        .map_err(|error| Error::io("write", &path)(error.error))?;
    Ok(())
}

/// Temporary files are private; a web server runs as somebody else.
#[cfg(unix)]
fn make_readable(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn make_readable(_: &Path) -> std::io::Result<()> {
    Ok(())
}

/// Removes pack files that no page can ask for any more. One that cannot be removed only takes
/// up room.
fn remove_others(folder: &Path, kept: &[&str]) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        let stale = name.starts_with("pack-") && name.ends_with(".bin") && !kept.contains(&name);
        if stale {
            let _ = fs::remove_file(entry.path());
        }
    }
}
