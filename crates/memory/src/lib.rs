//! What a shopper allowed, and what is kept of what they did and asked for: the words of consent,
//! events and their bounds, switches, the records of a device and the copies that shoppers take along.
//!
//! Everything here is a function of plain values ([`whyshelf_signals::Value`]); it asks nobody, stores
//! nothing and keeps no time. Reading is total: what is not whole or not of ours is none.

pub mod consent;
mod copy;
mod event_log;
mod preferences;
pub mod record;
mod switches;

pub use copy::{CopiedPreferences, Everything, FORMAT, SavedCopy, VERSION};
pub use event_log::{Counters, EventLog, Rules, StoredEvent};
pub use preferences::{Preferences, Scope};
pub use switches::Switches;
