//! From an address and the environment to a client.

use std::sync::Arc;
use std::time::Duration;

use object_store::aws::AmazonS3Builder;
use object_store::azure::MicrosoftAzureBuilder;
use object_store::gcp::GoogleCloudStorageBuilder;
use object_store::http::HttpBuilder;
use object_store::path::Path;
use object_store::{ClientOptions, Error, ObjectStore, ObjectStoreScheme, Result, RetryConfig};
use url::{Position, Url};

/// The store of an address and the place in it. Keys, regions and endpoints come from the
/// environment (`AWS_…`, `GOOGLE_…`, `AZURE_…`).
pub(super) fn open(url: &Url) -> Result<(Arc<dyn ObjectStore>, Path)> {
    let (scheme, location) = ObjectStoreScheme::parse(url)?;
    // A wrong address is not worth the minutes that servers under load deserve.
    let retry = RetryConfig {
        max_retries: 5,
        retry_timeout: Duration::from_secs(60),
        ..RetryConfig::default()
    };
    let store: Arc<dyn ObjectStore> = match scheme {
        ObjectStoreScheme::AmazonS3 => {
            let builder = AmazonS3Builder::from_env().with_url(url.as_str());
            Arc::new(builder.with_retry(retry).build()?)
        }
        ObjectStoreScheme::GoogleCloudStorage => {
            let builder = GoogleCloudStorageBuilder::from_env().with_url(url.as_str());
            Arc::new(builder.with_retry(retry).build()?)
        }
        ObjectStoreScheme::MicrosoftAzure => {
            let builder = MicrosoftAzureBuilder::from_env().with_url(url.as_str());
            Arc::new(builder.with_retry(retry).build()?)
        }
        ObjectStoreScheme::Http => {
            // Whoever writes `http:` wants it.
            let options = ClientOptions::new().with_allow_http(true);
            let builder = HttpBuilder::new().with_url(&url[..Position::BeforePath]);
            Arc::new(
                builder
                    .with_client_options(options)
                    .with_retry(retry)
                    .build()?,
            )
        }
        _ => {
            return Err(Error::NotSupported {
                source: format!("nothing is known of {}://", url.scheme()).into(),
            });
        }
    };
    Ok((store, location))
}
