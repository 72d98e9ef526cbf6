//! The folder a shop serves: a manifest and the files it names, all but the manifest called by
//! their content. Written so that a reader sees the old release or the new one, never half of
//! either; opened with every check the browser makes.

mod cut;
mod error;
mod key;
mod open;
mod write;

pub(crate) use error::PackFolderError;
pub(crate) use key::{PublicKey, SecretKey};
pub(crate) use open::{Release, open};
pub(crate) use write::{Draft, Layout, Written, write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// Subresource integrity of some bytes.
fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}

/// The first 16 hex digits of a hash: what files are called by.
fn short(hash: &[u8]) -> String {
    hash.iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
