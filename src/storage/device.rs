//! What the device holds, in one IndexedDB database that exists only while there is a permit.
//!
//! Every change is one transaction that reads what is there, changes it and writes the difference:
//! the browser lets one such transaction run at a time, whichever tab it is from, so tabs cannot
//! overwrite each other nor give a number twice.
//!
//! Written on `web-sys` directly: the maintained wrappers bring tokio into the wasm.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use gloo_events::EventListener;
use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbFactory, IdbOpenDbRequest, IdbTransaction, IdbTransactionMode};

use whyshelf_memory::record::{event_of, state_of};

use super::record::{event_to_js, state_to_js};
use super::request::{answer, patient, settled};
use super::{EventLog, MOST_BYTES, Switches, rows};
use crate::consent::Permit;
use crate::host::{Js, field};

const DATABASE: &str = "whyshelf";
const EVENTS: &str = "events";
/// Under [`STATE_KEY`] the switches and counters, under [`rows::key`] an item's row.
const STATE: &str = "state";
const STATE_KEY: &str = "state";

/// What the device holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Held {
    pub(crate) log: EventLog,
    pub(crate) switches: Switches,
    /// How many events the database has lost or damaged.
    pub(crate) lost: usize,
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

impl StorageError {
    /// What to tell.
    pub(crate) fn words(&self) -> String {
        let cause = match self {
            StorageError::Unavailable => {
                "this page cannot store anything (private mode or a sandboxed frame)".to_owned()
            }
            StorageError::NoAnswer => "the browser's database does not answer".to_owned(),
            StorageError::Refused(words) => ["the browser refused to store (", words, ")"].concat(),
        };
        cause + "; events stay in memory"
    }
}

impl fmt::Display for StorageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words())
    }
}

impl From<JsValue> for StorageError {
    fn from(error: JsValue) -> Self {
        let name = Reflect::get(&error, &"name".into()).ok();
        let name = name.and_then(|name| name.as_string());
        StorageError::Refused(name.unwrap_or_else(|| "unknown error".to_owned()))
    }
}

/// How a database went away that was open here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gone {
    /// Another document deletes it.
    Deleted,
    /// The browser has cleared what this site stored.
    Cleared,
}

/// Who is told that a database has gone.
type Told = Rc<RefCell<Box<dyn Fn(Gone)>>>;

/// An open database.
pub(crate) struct Device {
    database: IdbDatabase,
    /// Another tab that erases the database must not wait for this one.
    _gone: [EventListener; 2],
    told: Told,
}

impl Device {
    /// Opens the database if an earlier visit left one; asks without creating anything.
    pub(crate) async fn open_existing() -> Result<Option<Device>, StorageError> {
        if Self::exists().await? {
            Self::open(&factory()?).await.map(Some)
        } else {
            Ok(None)
        }
    }

    async fn exists() -> Result<bool, StorageError> {
        let factory = factory()?;
        // `databases` is called by name: web-sys keeps it behind an unstable flag.
        let databases = Reflect::get(&factory, &"databases".into())?
            .dyn_into::<js_sys::Function>()
            .map_err(|_| StorageError::Unavailable)?
            .call0(&factory)?
            .dyn_into::<Promise>()
            .map_err(|_| StorageError::Unavailable)?;
        let list = patient(async { Ok(JsFuture::from(databases).await?) }).await?;
        let is_ours = |entry: JsValue| field(&entry, "name").is_some_and(|name| name == DATABASE);
        Ok(Array::from(&list).iter().any(is_ours))
    }

    /// Deletes what there is, be it of another version or beyond reading.
    pub(crate) async fn erase_existing() -> Result<(), StorageError> {
        if Self::exists().await? {
            erase().await
        } else {
            Ok(())
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
        let told: Told = Rc::new(RefCell::new(Box::new(|_| {})));
        let _gone =
            [("versionchange", Gone::Deleted), ("close", Gone::Cleared)].map(|(name, how)| {
                let (closing, told) = (database.clone(), Rc::clone(&told));
                EventListener::new(&database, name, move |_| {
                    closing.close();
                    told.borrow()(how);
                })
            });
        Ok(Device {
            database,
            _gone,
            told,
        })
    }

    /// Calls back if the database goes away.
    pub(crate) fn when_gone(&self, told: impl Fn(Gone) + 'static) {
        *self.told.borrow_mut() = Box::new(told);
    }

    /// Reads events and switches; records that are not ours or not whole are passed over. None if
    /// there are no switches: without them nothing is known of anybody's consent.
    pub(crate) async fn read(&self) -> Result<Option<Held>, StorageError> {
        // A page frozen in mid-transaction can hold the database for ever.
        patient(async {
            let transaction = self.begin(IdbTransactionMode::Readonly)?;
            held(&transaction).await
        })
        .await
    }

    /// Changes what is held, and returns it as it is then.
    pub(crate) async fn change(
        &self,
        _permit: Permit,
        change: impl FnOnce(&mut Held),
    ) -> Result<Held, StorageError> {
        patient(async {
            let transaction = self.begin(IdbTransactionMode::Readwrite)?;
            let before = held(&transaction).await?.unwrap_or_default();
            let mut after = before.clone();
            change(&mut after);
            write(&transaction, &before, &after).await?;
            settled(&transaction).await?;
            Ok(after)
        })
        .await
    }

    /// Writes what `after` has and `before` has not, without reading first: all of it is asked for
    /// at once, so that it is done even if the page is left in the next moment. Where another tab
    /// has given one of the numbers meanwhile, nothing is written and it is an error.
    pub(crate) async fn append(
        &self,
        _permit: Permit,
        before: &Held,
        after: &Held,
    ) -> Result<(), StorageError> {
        let transaction = self.begin(IdbTransactionMode::Readwrite)?;
        let events = transaction.object_store(EVENTS)?;
        let (old, new) = (before.log.events(), after.log.events());
        for event in new.iter().filter(|event| !old.contains(event)) {
            events.add_with_key(&event_to_js(event)?, &event.id.into())?;
        }
        for event in old.iter().filter(|event| !new.contains(event)) {
            events.delete(&event.id.into())?;
        }
        let state = transaction.object_store(STATE)?;
        let record = state_to_js(after.log.counters(), &after.switches, new.len())?;
        state.put_with_key(&record, &STATE_KEY.into())?;
        patient(settled(&transaction)).await
    }

    /// The rows that are kept beside the events, by item.
    pub(crate) async fn rows(&self) -> Result<Vec<(String, Vec<u8>)>, StorageError> {
        patient(async {
            let transaction = self.begin(IdbTransactionMode::Readonly)?;
            let state = transaction.object_store(STATE)?;
            rows::read(&state).await
        })
        .await
    }

    /// Keeps an item's row beside its events, in place of the rows that were not asked for the
    /// longest, if room is short. Items without an event get none.
    pub(crate) async fn keep_row(
        &self,
        _permit: Permit,
        item: &str,
        row: &[u8],
    ) -> Result<(), StorageError> {
        patient(async {
            let transaction = self.begin(IdbTransactionMode::Readwrite)?;
            let held = held(&transaction).await?.unwrap_or_default();
            let state = transaction.object_store(STATE)?;
            let room = MOST_BYTES.saturating_sub(bytes(&held));
            rows::keep(&state, &held.log, (item, row), room).await?;
            settled(&transaction).await
        })
        .await
    }

    /// Empties, closes and deletes the whole database. A page that does not let go of it can hold up
    /// the last, and that is an error; what was in it is gone all the same.
    pub(crate) async fn erase(&self) -> Result<(), StorageError> {
        // Where that fails the deletion may not.
        let _ = patient(self.clear()).await;
        self.database.close();
        erase().await
    }

    async fn clear(&self) -> Result<(), StorageError> {
        let transaction = self.begin(IdbTransactionMode::Readwrite)?;
        for store in [EVENTS, STATE] {
            transaction.object_store(store)?.clear()?;
        }
        settled(&transaction).await
    }

    fn begin(&self, mode: IdbTransactionMode) -> Result<IdbTransaction, StorageError> {
        let stores = Array::of2(&EVENTS.into(), &STATE.into());
        Ok(self
            .database
            .transaction_with_str_sequence_and_mode(&stores, mode)?)
    }
}

impl Drop for Device {
    /// A connection that stays open would block an erasure by another tab.
    fn drop(&mut self) {
        self.database.close();
    }
}

/// Deletes the database, whoever has it open: that it is not there is no error.
async fn erase() -> Result<(), StorageError> {
    let request = factory()?.delete_database(DATABASE)?;
    patient(answer(&request)).await.map(|_| ())
}

async fn held(transaction: &IdbTransaction) -> Result<Option<Held>, StorageError> {
    let records = answer(&transaction.object_store(EVENTS)?.get_all()?).await?;
    let state = transaction.object_store(STATE)?;
    let state = answer(&state.get(&STATE_KEY.into())?).await?;
    let Some((counters, switches, count)) = state_of(&Js(state)) else {
        return Ok(None);
    };
    let records = Array::from(&records);
    let events: Vec<_> = records
        .iter()
        .filter_map(|record| event_of(&Js(record)))
        .collect();
    Ok(Some(Held {
        lost: count.saturating_sub(events.len()),
        log: EventLog::restore(events, counters),
        switches,
    }))
}

async fn write(
    transaction: &IdbTransaction,
    before: &Held,
    after: &Held,
) -> Result<(), StorageError> {
    let events = transaction.object_store(EVENTS)?;
    let (old, new) = (before.log.events(), after.log.events());
    // What could not be read, and what is more than may be held, is not among them.
    let stored = answer(&events.count()?).await?.as_f64().unwrap_or_default();
    let all = before.lost > 0 || stored != old.len() as f64;
    if all {
        events.clear()?;
    }
    for event in old.iter().filter(|event| !new.contains(event)) {
        events.delete(&event.id.into())?;
    }
    for event in new.iter().filter(|event| all || !old.contains(event)) {
        events.put_with_key(&event_to_js(event)?, &event.id.into())?;
    }
    let state = transaction.object_store(STATE)?;
    let record = state_to_js(after.log.counters(), &after.switches, new.len())?;
    state.put_with_key(&record, &STATE_KEY.into())?;
    rows::sweep(&state, &after.log).await
}

/// What is held takes, about: of each event identifier, numbers and names of fields.
fn bytes(held: &Held) -> usize {
    let events = held.log.events().iter();
    let events: usize = events.map(|event| event.item.len() + 100).sum();
    events + held.switches.preferences.bytes()
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

#[cfg(test)]
mod tests;
