//! Events on the device, in one IndexedDB database that exists only while there is a permit:
//! its presence is the remembered consent.
//!
//! Written on `web-sys` directly: the maintained wrappers bring tokio into the wasm.

use std::cell::Cell;
use std::fmt;
use std::pin::pin;
use std::rc::Rc;

use futures_channel::oneshot;
use futures_util::future::{Either, select};
use gloo_events::EventListener;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    EventTarget, IdbDatabase, IdbFactory, IdbObjectStore, IdbOpenDbRequest, IdbRequest,
    IdbTransaction, IdbTransactionMode,
};
use whyshelf_engine::EventKind;

use super::{EventLog, StoredEvent};
use crate::consent::Permit;

const DATABASE: &str = "whyshelf";
const EVENTS: &str = "events";
const STATE: &str = "state";
/// Some private modes never answer an open request.
const PATIENCE_MS: u32 = 2_000;
/// Version of the records; the database itself stays at 1, so that no old tab blocks an upgrade.
const RECORD_VERSION: f64 = 1.0;

/// What the device holds.
pub(crate) struct Snapshot {
    pub(crate) log: EventLog,
    pub(crate) paused: bool,
}

/// Why the device did not do as asked. The events in memory are unaffected.
#[derive(Debug)]
pub(crate) enum StorageError {
    /// This browser, or this page's sandbox, has no IndexedDB.
    Unavailable,
    /// The browser did not answer in time.
    NoAnswer,
    /// The browser refused; its own words.
    Refused(String),
}

impl fmt::Display for StorageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StorageError::Unavailable => f.write_str(
                "this page cannot store anything (private mode or a sandboxed frame); events stay in memory",
            ),
            StorageError::NoAnswer => {
                f.write_str("the browser's database does not answer; events stay in memory")
            }
            StorageError::Refused(words) => write!(
                f,
                "the browser refused to store ({words}); events stay in memory"
            ),
        }
    }
}

impl From<JsValue> for StorageError {
    fn from(error: JsValue) -> Self {
        let name = Reflect::get(&error, &"name".into()).ok();
        let name = name.and_then(|name| name.as_string());
        StorageError::Refused(name.unwrap_or_else(|| "unknown error".to_owned()))
    }
}

/// An open database.
pub(crate) struct Device {
    database: IdbDatabase,
    _close: [EventListener; 2],
}

impl Device {
    /// Opens the database if an earlier visit left one; asks without creating anything.
    pub(crate) async fn open_existing() -> Result<Option<Device>, StorageError> {
        let factory = factory()?;
        // `databases` is called by name: web-sys keeps it behind an unstable flag.
        let databases = Reflect::get(&factory, &"databases".into())?
            .dyn_into::<js_sys::Function>()
            .map_err(|_| StorageError::Unavailable)?
            .call0(&factory)?
            .dyn_into::<Promise>()
            .map_err(|_| StorageError::Unavailable)?;
        let list = patient(async { Ok(JsFuture::from(databases).await?) }).await?;
        let ours = Array::from(&list)
            .iter()
            .any(|entry| Reflect::get(&entry, &"name".into()).is_ok_and(|name| name == DATABASE));
        if ours {
            Self::open(&factory).await.map(Some)
        } else {
            Ok(None)
        }
    }

    /// Opens the database, creating it if needed.
    pub(crate) async fn create(_permit: Permit) -> Result<Device, StorageError> {
        Self::open(&factory()?).await
    }

    async fn open(factory: &IdbFactory) -> Result<Device, StorageError> {
        let request = factory.open_with_u32(DATABASE, 1)?;
        let upgrade = {
            let request = request.clone();
            EventListener::once(&request.clone(), "upgradeneeded", move |_| {
                if let Some(database) = opened(&request) {
                    // A failure here aborts the open request, which reports it.
                    let _ = database.create_object_store(EVENTS);
                    let _ = database.create_object_store(STATE);
                }
            })
        };
        let database = patient(answer(&request)).await;
        drop(upgrade);
        let database: IdbDatabase = database?
            .dyn_into()
            .map_err(|_| StorageError::Unavailable)?;
        // Another tab that erases the database must not wait for this one.
        let _close = ["versionchange", "close"].map(|name| {
            let closing = database.clone();
            EventListener::new(&database, name, move |_| closing.close())
        });
        Ok(Device { database, _close })
    }

    /// Reads everything; records that are not ours are passed over.
    pub(crate) async fn read(&self) -> Result<Snapshot, StorageError> {
        // A page frozen in mid-transaction can hold the database for ever.
        patient(self.read_all()).await
    }

    async fn read_all(&self) -> Result<Snapshot, StorageError> {
        let transaction = self.begin(IdbTransactionMode::Readonly)?;
        let events = answer(&transaction.object_store(EVENTS)?.get_all()?).await?;
        let state = transaction.object_store(STATE)?;
        let next = answer(&state.get(&"next".into())?).await?;
        let paused = answer(&state.get(&"paused".into())?).await?;
        let events = Array::from(&events);
        let events = events.iter().filter_map(|record| decode(&record)).collect();
        Ok(Snapshot {
            log: EventLog::restore(events, next.as_f64().unwrap_or(0.0) as u32),
            paused: paused.is_truthy(),
        })
    }

    /// Writes the whole log and the pause switch.
    pub(crate) async fn write_all(
        &self,
        _permit: Permit,
        log: &EventLog,
        paused: bool,
    ) -> Result<(), StorageError> {
        let transaction = self.begin(IdbTransactionMode::Readwrite)?;
        let events = transaction.object_store(EVENTS)?;
        events.clear()?;
        for event in log.events() {
            put(&events, event)?;
        }
        let state = transaction.object_store(STATE)?;
        state.put_with_key(&log.next().into(), &"next".into())?;
        state.put_with_key(&paused.into(), &"paused".into())?;
        settled(&transaction).await
    }

    /// Writes one new event, and drops those that had to go for it.
    pub(crate) async fn append(
        &self,
        _permit: Permit,
        event: &StoredEvent,
        dropped: &[u32],
    ) -> Result<(), StorageError> {
        let transaction = self.begin(IdbTransactionMode::Readwrite)?;
        let events = transaction.object_store(EVENTS)?;
        put(&events, event)?;
        for &id in dropped {
            events.delete(&id.into())?;
        }
        let next = event.id.saturating_add(1);
        transaction
            .object_store(STATE)?
            .put_with_key(&next.into(), &"next".into())?;
        settled(&transaction).await
    }

    /// Deletes one event.
    pub(crate) async fn forget(&self, id: u32) -> Result<(), StorageError> {
        let transaction = self.begin(IdbTransactionMode::Readwrite)?;
        transaction.object_store(EVENTS)?.delete(&id.into())?;
        settled(&transaction).await
    }

    /// Closes and deletes the whole database.
    pub(crate) async fn erase(&self) -> Result<(), StorageError> {
        self.database.close();
        let request = factory()?.delete_database(DATABASE)?;
        patient(answer(&request)).await.map(|_| ())
    }

    fn begin(&self, mode: IdbTransactionMode) -> Result<IdbTransaction, StorageError> {
        let stores = Array::of2(&EVENTS.into(), &STATE.into());
        Ok(self
            .database
            .transaction_with_str_sequence_and_mode(&stores, mode)?)
    }
}

/// Reading the getter can throw, in a sandboxed frame for one.
fn factory() -> Result<IdbFactory, StorageError> {
    web_sys::window()
        .and_then(|window| Reflect::get(&window, &"indexedDB".into()).ok())
        .and_then(|factory| factory.dyn_into::<IdbFactory>().ok())
        .ok_or(StorageError::Unavailable)
}

fn opened(request: &IdbOpenDbRequest) -> Option<IdbDatabase> {
    request.result().ok()?.dyn_into().ok()
}

fn put(events: &IdbObjectStore, event: &StoredEvent) -> Result<(), StorageError> {
    events.put_with_key(&encode(event)?, &event.id.into())?;
    Ok(())
}

fn encode(event: &StoredEvent) -> Result<JsValue, JsValue> {
    let record = Object::new();
    let fields: [(&str, JsValue); 5] = [
        ("version", RECORD_VERSION.into()),
        ("id", event.id.into()),
        ("kind", event.kind.name().into()),
        ("item", event.item.as_str().into()),
        ("time", event.time.into()),
    ];
    for (name, value) in fields {
        Reflect::set(&record, &name.into(), &value)?;
    }
    Ok(record.into())
}

fn decode(record: &JsValue) -> Option<StoredEvent> {
    let field = |name: &str| Reflect::get(record, &name.into()).ok();
    if field("version")?.as_f64()? != RECORD_VERSION {
        return None;
    }
    let id = field("id")?.as_f64()?;
    let item = field("item")?.as_string()?;
    let plausible = id >= 1.0 && id < f64::from(u32::MAX) && item.len() <= EventLog::LONGEST_ITEM;
    plausible.then_some(StoredEvent {
        id: id as u32,
        kind: EventKind::from_name(&field("kind")?.as_string()?)?,
        item,
        time: field("time")?.as_f64()?,
    })
}

/// Waits for a request's result.
async fn answer(request: &IdbRequest) -> Result<JsValue, StorageError> {
    match first_of(request, ["success", "error"]).await {
        Some("success") => Ok(request.result()?),
        _ => Err(request.error().ok().flatten().map_or_else(
            || StorageError::from(JsValue::UNDEFINED),
            |error| StorageError::from(JsValue::from(error)),
        )),
    }
}

/// Waits until a transaction is on the disk.
async fn settled(transaction: &IdbTransaction) -> Result<(), StorageError> {
    patient(async {
        match first_of(transaction, ["complete", "abort"]).await {
            Some("complete") => Ok(()),
            _ => Err(transaction
                .error()
                .map_or(JsValue::UNDEFINED, JsValue::from)
                .into()),
        }
    })
    .await
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
async fn patient<T>(
    question: impl Future<Output = Result<T, StorageError>>,
) -> Result<T, StorageError> {
    match select(pin!(question), TimeoutFuture::new(PATIENCE_MS)).await {
        Either::Left((answer, _)) => answer,
        Either::Right(_) => Err(StorageError::NoAnswer),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::consent::Consent;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    async fn what_is_written_is_read_and_erasing_leaves_nothing() {
        assert!(Device::open_existing().await.unwrap().is_none());
        let permit = Consent::Granted.permit().unwrap();
        let mut log = EventLog::default();
        log.append(EventKind::ViewItem, "a".to_owned(), 1.0);
        log.append(EventKind::AddToCart, "b".to_owned(), 2.0);
        let device = Device::create(permit).await.unwrap();
        device.write_all(permit, &log, true).await.unwrap();
        let (event, _) = log.append(EventKind::Purchase, "c".to_owned(), 3.0);
        device.append(permit, &event, &[1]).await.unwrap();
        device.forget(2).await.unwrap();
        log.forget(1);
        log.forget(2);

        let again = Device::open_existing().await.unwrap().unwrap();
        let snapshot = again.read().await.unwrap();
        assert_eq!(snapshot.log, log);
        assert!(snapshot.paused);
        device.erase().await.unwrap();
        assert!(Device::open_existing().await.unwrap().is_none());
    }
}
