//! Fetching the shop's pack: GETs for static files, without cookies and without a referrer, every
//! one checked against the hashes of the manifest.

mod error;
mod signature;

use std::cell::RefCell;

use gloo_net::http::{Request, Response};
use js_sys::{Date, JSON, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{ReferrerPolicy, RequestCache, RequestCredentials, Url};
use whyshelf_pack::manifest::{Manifest, Memory, SIGNED_FORMAT, Shards, Signed};
use whyshelf_pack::shard::{self, Directory, directory_of};
use whyshelf_pack::shopify::Name;
use whyshelf_pack::{Pack, PackError};

pub(crate) use self::error::DeliveryError;

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
    /// Whether the catalog has items that are never recorded.
    pub(crate) sensitive: bool,
    /// How the shop wants pages to remember.
    pub(crate) memory: Option<Memory>,
    manifest_url: String,
}

impl Delivered {
    /// The same, unless a newer release has been seen on this device: who could serve an old pack
    /// again could bring back what the shop has taken out.
    pub(crate) fn not_before(self, seen: f64) -> Result<Delivered, DeliveryError> {
        if self.release < seen {
            return Err(DeliveryError::Older {
                url: self.manifest_url,
                release: self.release,
                seen,
            });
        }
        Ok(self)
    }
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
    let (url, bytes) = fetch_file(manifest_url, &file.path, Some(&file.integrity)).await?;
    note(&url, bytes.len(), true, since);
    let pack = Pack::parse(&bytes).map_err(|cause| DeliveryError::Pack { url, cause })?;
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
        sensitive: manifest.sensitive,
        memory: manifest.memory,
        manifest_url: manifest_url.to_owned(),
    })
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

impl Rest {
    /// The shards that may hold an item's row, each handed out once, and whether the item may be a
    /// sensitive one: it is, if none of the shards has it. Which files are asked for follows from
    /// the item alone.
    pub(crate) async fn fetch(&self, item: &str) -> Result<(Vec<Pack>, bool), DeliveryError> {
        let shards = &self.shards;
        let mut packs = Vec::new();
        let mut sensitive = false;
        for name in listed_names(item) {
            let directory = shards.directory(directory_of(&name, shards.directories));
            let (url, content) = self.content(directory).await?;
            let directory = Directory::read(&content, shards.shards)
                .map_err(|cause| DeliveryError::Pack { url, cause })?;
            for number in directory.shards(&name) {
                if number == shards.shards {
                    sensitive = true;
                    continue;
                }
                let (path, at) = shards.shard(number);
                if self.asked.borrow().contains(&path) {
                    continue;
                }
                let (url, content) = self.content((path.clone(), at)).await?;
                let pack = Pack::parse(&content);
                packs.push(pack.map_err(|cause| DeliveryError::Pack { url, cause })?);
                self.asked.borrow_mut().push(path);
            }
        }
        Ok((packs, sensitive))
    }

    async fn content(
        &self,
        (path, at): (String, usize),
    ) -> Result<(String, Vec<u8>), DeliveryError> {
        let since = Date::now();
        let (url, bytes) = fetch_file(&self.manifest_url, &path, None).await?;
        let shards = &self.shards;
        let root = shards.root().unwrap_or_default();
        let content = shard::open(&bytes, &root, at, shards.leaves());
        note(&url, bytes.len(), content.is_ok(), since);
        match content {
            Ok(content) => Ok((url, content.to_vec())),
            Err(cause @ PackError::Unproven) => Err(DeliveryError::Fetch {
                url,
                cause: cause.to_string(),
            }),
            Err(cause) => Err(DeliveryError::Pack { url, cause }),
        }
    }
}

/// The names under which directories list an item that the page calls `item`: of what is made of
/// Shopify's numbers the numbers, too.
fn listed_names(item: &str) -> Vec<String> {
    let mut names = vec![item.to_owned()];
    match Name::of(item) {
        Some(Name::Global(_, number)) => names.push(number.to_string()),
        Some(Name::Feed { product, variant }) => {
            names.extend([product.to_string(), variant.to_string()]);
        }
        Some(Name::Bare(_)) | None => {}
    }
    names
}

async fn fetch_manifest(url: &str, key: Option<&str>) -> Result<Manifest, DeliveryError> {
    let since = Date::now();
    let text = get(url, false, None)
        .await?
        .text()
        .await
        .map_err(|cause| fetch_error(url, &cause))?;
    // With a key nothing of it is used before its signature was verified.
    note(url, text.len(), key.is_some(), since);
    let form = || DeliveryError::ManifestForm {
        url: url.to_owned(),
    };
    let json = JSON::parse(&text).map_err(|_| form())?;
    let format = Reflect::get(&json, &"format".into()).unwrap_or(JsValue::UNDEFINED);
    if format.as_string().as_deref() != Some(SIGNED_FORMAT) {
        return match key {
            Some(_) => Err(DeliveryError::Signature {
                url: url.to_owned(),
            }),
            None => serde_wasm_bindgen::from_value(json).map_err(|_| form()),
        };
    }
    let signed: Signed = serde_wasm_bindgen::from_value(json).map_err(|_| form())?;
    if let Some(key) = key {
        match signature::verifies(key, &signed.manifest, &signed.signature).await {
            Some(true) => {}
            Some(false) => {
                return Err(DeliveryError::Signature {
                    url: url.to_owned(),
                });
            }
            None => return Err(DeliveryError::NoSignatures),
        }
    }
    let json = JSON::parse(&signed.manifest).map_err(|_| form())?;
    serde_wasm_bindgen::from_value(json).map_err(|_| form())
}

/// A file that never changes, by its path beside the manifest: its address and its bytes.
async fn fetch_file(
    manifest_url: &str,
    path: &str,
    integrity: Option<&str>,
) -> Result<(String, Vec<u8>), DeliveryError> {
    let url = Url::new_with_base(path, manifest_url)
        .map_err(|_| DeliveryError::Address(path.to_owned()))?
        .href();
    let bytes = get(&url, true, integrity)
        .await?
        .binary()
        .await
        .map_err(|cause| fetch_error(&url, &cause))?;
    Ok((url, bytes))
}

/// A file by its address. With a hash the browser itself refuses other bytes. Of a file that may
/// change, the browser asks the server whether its copy is still good.
async fn get(
    url: &str,
    immutable: bool,
    integrity: Option<&str>,
) -> Result<Response, DeliveryError> {
    let mut request = Request::get(url)
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer);
    if let Some(hash) = integrity {
        request = request.integrity(hash);
    }
    if !immutable {
        request = request.cache(RequestCache::NoCache);
    }
    let response = request
        .send()
        .await
        .map_err(|cause| fetch_error(url, &cause))?;
    if response.ok() {
        Ok(response)
    } else {
        Err(DeliveryError::Status {
            url: url.to_owned(),
            status: response.status(),
        })
    }
}

fn fetch_error(url: &str, cause: &gloo_net::Error) -> DeliveryError {
    DeliveryError::Fetch {
        url: url.to_owned(),
        cause: cause.to_string(),
    }
}
