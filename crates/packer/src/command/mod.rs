//! The subcommands, one a file.

pub(crate) mod build;
pub(crate) mod diff;
pub(crate) mod evaluate;
pub(crate) mod explain;
pub(crate) mod generate;
pub(crate) mod inspect;
pub(crate) mod key;
mod parts;
mod plans;
pub(crate) mod serve;
pub(crate) mod verify;
mod words;

use std::future::Future;

use crate::error::Error;

/// Runs what reads files or sockets.
fn block_on<T, E>(work: impl Future<Output = Result<T, E>>) -> Result<T, Error>
where
    Error: From<E>,
{
    Ok(runtime()?.block_on(work)?)
}

/// Threads for what reads files or sockets.
fn runtime() -> Result<tokio::runtime::Runtime, Error> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(Error::io(
            "start threads for",
            std::path::Path::new("this command"),
        ))
}
