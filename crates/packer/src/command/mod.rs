//! The subcommands, one a file.

pub(crate) mod build;
pub(crate) mod evaluate;
pub(crate) mod key;
pub(crate) mod serve;

use std::future::Future;

use crate::error::Error;

/// Runs what reads files or sockets.
fn block_on<T, E>(work: impl Future<Output = Result<T, E>>) -> Result<T, Error>
where
    Error: From<E>,
{
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(Error::io(
            "start threads for",
            std::path::Path::new("this command"),
        ))?;
    Ok(runtime.block_on(work)?)
}
