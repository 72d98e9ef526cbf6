//! Rows kept beside events: of a large pack, the part that an event speaks through. With it a later
//! page ranks by an event of an earlier one and asks the shop for nothing that its own address does
//! not explain.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdbObjectStore;

use super::request::answer;
use super::{EventLog, StorageError};
use whyshelf_memory::record::Check;

const PREFIX: &str = "row:";

/// Longest row kept: that of an item with a thousand neighbours would take all the room.
const LONGEST: usize = 64 << 10;

/// Bytes before each row: its checksum.
const HEAD: usize = 4;

/// The key of an item's row.
fn key(item: &str) -> JsValue {
    format!("{PREFIX}{item}").into()
}

fn item_of(key: &JsValue) -> Option<String> {
    Some(key.as_string()?.strip_prefix(PREFIX)?.to_owned())
}

/// All rows that are whole.
pub(super) async fn read(state: &IdbObjectStore) -> Result<Vec<(String, Vec<u8>)>, StorageError> {
    let keys = Array::from(&answer(&state.get_all_keys()?).await?);
    let values = Array::from(&answer(&state.get_all()?).await?);
    let row = |(key, value): (JsValue, JsValue)| {
        let mut bytes = value.dyn_into::<Uint8Array>().ok()?.to_vec();
        let row = bytes.split_off(HEAD.min(bytes.len()));
        let intact = bytes == check(&row);
        intact.then_some((item_of(&key)?, row))
    };
    Ok(keys.iter().zip(values.iter()).filter_map(row).collect())
}

/// Keeps a row within `room` bytes for all rows; rows of the oldest events go first.
pub(super) async fn keep(
    state: &IdbObjectStore,
    log: &EventLog,
    (item, row): (&str, &[u8]),
    room: usize,
) -> Result<(), StorageError> {
    let newest = |item: &str| {
        let mut events = log.events().iter().rev();
        events
            .find(|event| event.item == item)
            .map(|event| event.id)
    };
    if row.len() > LONGEST.min(room) || newest(item).is_none() {
        return Ok(());
    }
    let mut rows = read(state).await?;
    rows.retain(|(other, _)| other != item);
    rows.sort_by_key(|(item, _)| newest(item));
    let mut used = row.len() + rows.iter().map(|(_, row)| row.len()).sum::<usize>();
    for (oldest, row) in rows {
        if used <= room {
            break;
        }
        used -= row.len();
        state.delete(&key(&oldest))?;
    }
    let bytes = [&check(row), row].concat();
    state.put_with_key(&Uint8Array::from(&bytes[..]), &key(item))?;
    Ok(())
}

/// Deletes the rows of items that no event names any more.
pub(super) async fn sweep(state: &IdbObjectStore, log: &EventLog) -> Result<(), StorageError> {
    let keys = Array::from(&answer(&state.get_all_keys()?).await?);
    for key in keys.iter() {
        let orphan =
            item_of(&key).is_some_and(|item| log.events().iter().all(|event| event.item != item));
        if orphan {
            state.delete(&key)?;
        }
    }
    Ok(())
}

fn check(row: &[u8]) -> [u8; HEAD] {
    (Check::new().bytes(row).value() as u32).to_le_bytes()
}
