//! Waiting for IndexedDB, which answers by events and sometimes not at all.

use std::cell::Cell;
use std::pin::pin;
use std::rc::Rc;

use futures_channel::oneshot;
use futures_util::future::{Either, select};
use gloo_events::EventListener;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::JsValue;
use web_sys::{EventTarget, IdbRequest, IdbTransaction};

use super::StorageError;

/// Some private modes never answer an open request.
const PATIENCE_MS: u32 = 2_000;

/// Waits for a request's result.
pub(super) async fn answer(request: &IdbRequest) -> Result<JsValue, StorageError> {
    match first_of(request, ["success", "error"]).await {
        Some("success") => Ok(request.result()?),
        _ => Err(request.error().ok().flatten().map_or_else(
            || StorageError::from(JsValue::UNDEFINED),
            |error| StorageError::from(JsValue::from(error)),
        )),
    }
}

/// Waits until a transaction is on the disk.
pub(super) async fn settled(transaction: &IdbTransaction) -> Result<(), StorageError> {
    match first_of(transaction, ["complete", "abort"]).await {
        Some("complete") => Ok(()),
        _ => Err(transaction
            .error()
            .map_or(JsValue::UNDEFINED, JsValue::from)
            .into()),
    }
}

/// Waits for whichever of two events comes first.
async fn first_of(target: &EventTarget, names: [&'static str; 2]) -> Option<&'static str> {
    let (sender, receiver) = oneshot::channel();
    let sender = Rc::new(Cell::new(Some(sender)));
    let _listeners = names.map(|name| {
        let sender = Rc::clone(&sender);
        EventListener::once(target, name, move |_| {
            if let Some(sender) = sender.take() {
                // The receiver is gone only when nobody waits any more.
                let _ = sender.send(name);
            }
        })
    });
    receiver.await.ok()
}

/// Gives up on what the browser leaves unanswered.
pub(super) async fn patient<T>(
    question: impl Future<Output = Result<T, StorageError>>,
) -> Result<T, StorageError> {
    match select(pin!(question), TimeoutFuture::new(PATIENCE_MS)).await {
        Either::Left((answer, _)) => answer,
        Either::Right(_) => Err(StorageError::NoAnswer),
    }
}
