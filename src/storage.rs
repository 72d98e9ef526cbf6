//! The events this browser holds: in memory always, on the device only with a permit.

mod device;
mod record;
mod request;
mod rows;
mod tabs;

pub(crate) use device::{Device, Gone, Held, StorageError};
pub(crate) use tabs::{News, Tabs};
pub(crate) use whyshelf_memory::{EventLog, Everything, Preferences, Rules, StoredEvent, Switches};

/// Most bytes that are kept on the device, as records count them.
pub(crate) const MOST_BYTES: usize = 256 << 10;
