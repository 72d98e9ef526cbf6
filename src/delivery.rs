//! Fetching the shop's pack: two GETs for static files, without cookies and without a referrer,
//! the second checked against the hash that the first names.

use std::fmt;

use gloo_net::http::Request;
use web_sys::{ReferrerPolicy, RequestCache, RequestCredentials, Url};
use whyshelf_pack::manifest::{Manifest, ManifestError};
use whyshelf_pack::{Pack, PackError};

/// Why there is no pack.
#[derive(Debug)]
pub(crate) enum DeliveryError {
    /// An address that cannot be fetched from this page.
    Address(String),
    /// A file that did not arrive, or whose bytes are not those the manifest names.
    Fetch { url: String, cause: String },
    /// The server answered with an error.
    Status { url: String, status: u16 },
    /// The manifest is not JSON, or not of the manifest's form.
    ManifestForm { url: String },
    /// The manifest does not name a pack for this release.
    Manifest { url: String, cause: ManifestError },
    /// The pack's bytes are not a pack.
    Pack { url: String, cause: PackError },
}

impl fmt::Display for DeliveryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DeliveryError::Address(url) => write!(
                f,
                "{url:?} is no address; set data-pack of the script tag to the manifest's"
            ),
            DeliveryError::Fetch { url, cause } => write!(
                f,
                "{url} did not arrive as the shop built it ({cause}); publish the whole pack folder again"
            ),
            DeliveryError::Status { url, status } => write!(
                f,
                "{url} is not there (status {status}); publish the pack folder, and check data-pack of the script tag"
            ),
            DeliveryError::ManifestForm { url } => write!(
                f,
                "{url} is not a Whyshelf manifest; publish the manifest.json that `whyshelf build` wrote"
            ),
            DeliveryError::Manifest { url, cause } => write!(f, "{url}: {cause}"),
            DeliveryError::Pack { url, cause } => write!(f, "{url}: {cause}"),
        }
    }
}

/// Fetches the manifest, then the pack that it names.
pub(crate) async fn fetch_pack(manifest_url: &str) -> Result<Pack, DeliveryError> {
    let response = get(manifest_url, None).await?;
    let json = response
        .text()
        .await
        .ok()
        .and_then(|text| js_sys::JSON::parse(&text).ok());
    let form = || DeliveryError::ManifestForm {
        url: manifest_url.to_owned(),
    };
    let manifest: Manifest =
        serde_wasm_bindgen::from_value(json.ok_or_else(form)?).map_err(|_| form())?;
    let file = manifest
        .pack_file()
        .map_err(|cause| DeliveryError::Manifest {
            url: manifest_url.to_owned(),
            cause,
        })?;
    let url = Url::new_with_base(&file.path, manifest_url)
        .map_err(|_| DeliveryError::Address(file.path.clone()))?
        .href();
    let bytes = get(&url, Some(&file.integrity))
        .await?
        .binary()
        .await
        .map_err(|cause| fetch_error(&url, &cause))?;
    Pack::parse(&bytes).map_err(|cause| DeliveryError::Pack { url, cause })
}

/// A file by its address. With a hash the browser itself refuses other bytes and may serve its
/// cached copy for ever; without one it asks the server whether the copy is still good.
async fn get(
    url: &str,
    integrity: Option<&str>,
) -> Result<gloo_net::http::Response, DeliveryError> {
    let request = Request::get(url)
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer);
    let request = match integrity {
        Some(hash) => request.integrity(hash),
        None => request.cache(RequestCache::NoCache),
    };
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
