//! The way to a cluster.

use ballista::prelude::SessionContextExt;
use datafusion::prelude::SessionContext;

use crate::error::SourceError;

/// A context whose plans the scheduler at `address` runs.
pub(super) async fn context(address: &str) -> Result<SessionContext, SourceError> {
    let context = SessionContext::remote(&format!("df://{address}")).await;
    context.map_err(|error| SourceError::Cluster {
        address: address.to_owned(),
        why: error.find_root().to_string(),
    })
}
