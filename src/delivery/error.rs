//! Why there is no pack.

use std::fmt;

use whyshelf_pack::PackError;
use whyshelf_pack::manifest::ManifestError;

use crate::chunk::{NotLoaded, chunk};

chunk! {
    large:
    /// What went wrong, in words that no page needs on which nothing does.
    pub(crate) async fn in_words(cause: DeliveryError) -> String {
        cause.to_string()
    }
}

/// What kept a file away, or made it one that is not to be used.
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
    /// The script tag has a key, and the manifest is not signed by it.
    Signature { url: String },
    /// The browser cannot tell whether a signature is right.
    NoSignatures,
    /// A part of our own code did not arrive.
    NotLoaded,
    /// The pack is not to be used any more.
    Expired { url: String, since: String },
    /// This device has seen a newer release.
    Older {
        url: String,
        release: f64,
        seen: f64,
    },
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
            DeliveryError::Signature { url } => write!(
                f,
                "{url} is not signed with the key of the script tag; build it with `whyshelf build --sign`, or correct data-key"
            ),
            DeliveryError::NoSignatures => f.write_str(
                "this browser cannot verify Ed25519 signatures on this page; serve the page over https",
            ),
            DeliveryError::NotLoaded => f.write_str(NotLoaded::WORDS),
            DeliveryError::Expired { url, since } => write!(
                f,
                "{url} expired {since}; build and publish the pack again"
            ),
            DeliveryError::Older { url, release, seen } => write!(
                f,
                "{url} is release {release}, and this browser has seen release {seen}; publish a release with a higher number (`whyshelf build --sequence`)",
                release = *release as u64,
                seen = *seen as u64,
            ),
            DeliveryError::Pack { url, cause } => write!(f, "{url}: {cause}"),
        }
    }
}
