//! The events this browser holds: in memory always, on the device only with a permit.

mod device;
mod event_log;
mod preferences;
mod record;
mod request;
mod rows;
mod tabs;

pub(crate) use device::{Device, Gone, Held, StorageError};
pub(crate) use event_log::{Counters, EventLog, Rules, StoredEvent};
pub(crate) use preferences::Preferences;
pub(crate) use tabs::{News, Tabs};

/// Most bytes that are kept on the device, as records count them.
pub(crate) const MOST_BYTES: usize = 256 << 10;
