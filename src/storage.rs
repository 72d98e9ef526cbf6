//! The events this browser holds: in memory always, on the device only with a permit.

mod event_log;
mod indexed_db;

pub(crate) use event_log::{EventLog, StoredEvent};
pub(crate) use indexed_db::{Device, Snapshot, StorageError};
