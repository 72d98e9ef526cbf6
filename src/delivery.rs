//! Fetching the shop's pack: GETs for static files, without cookies and without a referrer, every
//! one checked against the hashes of the manifest.

mod error;
mod get;
mod large;
mod manifest;
mod signature;

use std::cell::RefCell;

use js_sys::Date;
use whyshelf_pack::manifest::{Memory, Shards};
use whyshelf_pack::{Pack, PackError};

use self::get::get_file;
use self::manifest::fetch_manifest;

pub(crate) use self::error::{DeliveryError, in_words};
pub(crate) use self::large::fetch_more;

/// Where the rest of a large pack is.
#[derive(Debug)]
pub(crate) struct Rest {
    manifest_url: String,
    shards: Shards,
    /// Directories and shards asked for already, by path.
    asked: RefCell<Vec<String>>,
}

/// A release as far as any page needs it.
#[derive(Debug)]
pub(crate) struct Delivered {
    pub(crate) pack: Pack,
    /// What to ask for more, if there is more.
    pub(crate) rest: Option<Rest>,
    /// The release's number.
    pub(crate) release: f64,
    /// Time of the newest event that the pack knows; not a number if the manifest gives none.
    pub(crate) created: f64,
    /// Days from the oldest one to it; endless if the manifest does not tell.
    pub(crate) days: f64,
    /// Whether the catalog has items that are never recorded.
    pub(crate) sensitive: bool,
    /// How the shop wants pages to remember.
    pub(crate) memory: Option<Memory>,
}

/// Fetches the manifest, then the file that it names. `key` is the public key that must have
/// signed the manifest, if the shop has one.
pub(crate) async fn fetch_pack(
    manifest_url: &str,
    key: Option<&str>,
    now: f64,
) -> Result<Delivered, DeliveryError> {
    let manifest = fetch_manifest(manifest_url, key).await?;
    let file = manifest
        .pack_file()
        .map_err(|cause| DeliveryError::Manifest {
            url: manifest_url.to_owned(),
            cause,
        })?;
    let expiry = manifest
        .expires
        .as_deref()
        .map(|text| (text, Date::parse(text)));
    // A date that is none has passed.
    if let Some((since, _)) = expiry.filter(|&(_, end)| end.is_nan() || end <= now) {
        return Err(DeliveryError::Expired {
            url: manifest_url.to_owned(),
            since: since.to_owned(),
        });
    }
    let since = Date::now();
    let (url, bytes) = get_file(manifest_url, &file.path, Some(&file.integrity)).await?;
    note(&url, bytes.len(), true, since);
    let pack = read(&bytes).map_err(|cause| DeliveryError::Pack { url, cause })?;
    let rest = manifest.shards.map(|shards| Rest {
        manifest_url: manifest_url.to_owned(),
        shards,
        asked: RefCell::default(),
    });
    Ok(Delivered {
        pack,
        rest,
        // Exact up to 2^53 releases.
        release: manifest.sequence as f64,
        created: Date::parse(&manifest.created),
        days: manifest.days.map_or(f64::INFINITY, f64::from),
        sensitive: manifest.sensitive,
        memory: manifest.memory,
    })
}

/// Reads a pack whose bytes are proved, twice if need be: WebKit 2.50 may compile a hot loop wrongly while that
/// runs, for one read of some hundreds on a busy machine. What it has compiled by the end of it reads right.
fn read(bytes: &[u8]) -> Result<Pack, PackError> {
    Pack::parse(bytes).or_else(|_| Pack::parse(bytes))
}

/// A file that has been fetched.
#[derive(Clone, Debug)]
pub(crate) struct Fetched {
    pub(crate) url: String,
    pub(crate) bytes: usize,
    /// Whether its bytes were proved to be those that the shop built.
    pub(crate) verified: bool,
    pub(crate) milliseconds: f64,
}

thread_local! {
    static FETCHED: RefCell<Vec<Fetched>> = const { RefCell::new(Vec::new()) };
}

/// The files that this page has fetched, in their order.
pub(crate) fn fetched() -> Vec<Fetched> {
    FETCHED.with_borrow(Clone::clone)
}

fn note(url: &str, bytes: usize, verified: bool, since: f64) {
    FETCHED.with_borrow_mut(|files| {
        files.push(Fetched {
            url: url.to_owned(),
            bytes,
            verified,
            milliseconds: Date::now() - since,
        });
    });
}
