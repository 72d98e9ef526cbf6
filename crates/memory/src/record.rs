//! Events and switches as records: versioned, and with a checksum, since a damaged database can
//! come back with anything in it and without an error.

use whyshelf_engine::{EventKind, Hidden, Wish, Wishes};
use whyshelf_signals::Value;

use crate::consent::Source;
use crate::{Counters, EventLog, Preferences, Scope, StoredEvent, Switches};

/// Version of the records; the database itself stays at 1, so that no old tab blocks an upgrade.
pub const VERSION: f64 = 2.0;

/// Longest name of a kind or source.
const LONGEST_NAME: usize = 40;

/// FNV-1a in 32 bits.
#[derive(Clone, Copy)]
pub struct Check(u32);

impl Check {
    /// Of nothing yet.
    #[expect(
        clippy::new_without_default,
        reason = "a checksum of nothing is no sensible default"
    )]
    pub const fn new() -> Check {
        Check(0x811c_9dc5)
    }

    /// With these bytes behind.
    #[must_use]
    pub fn bytes(self, bytes: &[u8]) -> Check {
        let step = |hash: u32, byte: &u8| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
        Check(bytes.iter().fold(self.0, step))
    }

    fn number(self, number: f64) -> Check {
        self.bytes(&number.to_bits().to_le_bytes())
    }

    /// Records of releases that had none have none in their checksum either.
    fn preferences(self, preferences: &Preferences) -> Check {
        if *preferences == Preferences::default() {
            return self;
        }
        let check = preferences.lists().into_iter().fold(self, |check, list| {
            let entries = list.iter();
            entries.fold(check.bytes(&[1]), |check, entry| {
                check.bytes(entry.as_bytes()).bytes(&[0])
            })
        });
        let check = check.bytes(&[preferences.impersonal.into()]);
        let scopes = preferences.scopes.iter();
        let check = scopes.fold(check, |check, Scope { shelf, before }| {
            let check = check.bytes(&[2]).bytes(shelf.as_bytes());
            check.bytes(&before.to_le_bytes())
        });
        let wishes = preferences.wishes;
        wishes.active().fold(check, |check, wish| {
            check.bytes(&[wish as u8, wishes.choice(wish)])
        })
    }

    /// As records have it: a whole number below 2^32.
    pub fn value(self) -> f64 {
        self.0.into()
    }
}

/// Whether a record is of this version and whole.
fn intact(record: &impl Value, check: Check) -> Option<()> {
    let number = |name: &'static str| record.field(name)?.number();
    let own = number("version")? == VERSION && number("check")? == check.value();
    own.then_some(())
}

/// The checksum of an event's record.
pub fn event_check(event: &StoredEvent) -> Check {
    Check::new()
        .number(event.id.into())
        .bytes(event.kind.name().as_bytes())
        .bytes(&[0])
        .bytes(event.item.as_bytes())
        .number(event.time)
        .number(event.visit.into())
}

/// The event of a record; none if it is of another version, damaged, or no event of ours.
pub fn event_of(record: &impl Value) -> Option<StoredEvent> {
    let number = |name: &'static str| record.field(name)?.number();
    let string = |name: &'static str, most| record.field(name)?.string(most);
    let event = StoredEvent {
        id: whole(number("id")?)?,
        kind: EventKind::from_name(&string("kind", LONGEST_NAME)?)?,
        time: number("time")?,
        visit: whole(number("visit")?)?,
        item: string("item", EventLog::LONGEST_ITEM)?,
    };
    intact(record, event_check(&event))?;
    (event.id >= 1 && StoredEvent::is_item(&event.item)).then_some(event)
}

/// A whole number after which others can follow.
fn whole(number: f64) -> Option<u32> {
    let fits = number >= 0.0 && number < f64::from(EventLog::TOO_HIGH) && number.fract() == 0.0;
    fits.then_some(number as u32)
}

/// The checksum of the one record beside the events; `events` is how many there are.
pub fn state_check(counters: Counters, switches: &Switches, events: usize) -> Check {
    let remembered = switches.remembered.iter();
    remembered
        .fold(Check::new(), |check, source| {
            check.bytes(source.name().as_bytes()).bytes(&[0])
        })
        .number(counters.next.into())
        .number(counters.visit.into())
        .number(counters.active)
        .bytes(&[switches.paused.into(), switches.refused.into()])
        .number(switches.gift.into())
        .number(switches.release)
        .number(events as f64)
        .preferences(&switches.preferences)
}

/// Counters, switches and how many events there should be; none if the record is of another version or
/// damaged.
pub fn state_of(record: &impl Value) -> Option<(Counters, Switches, usize)> {
    let number = |name: &'static str| record.field(name)?.number();
    let truth = |name: &'static str| record.field(name)?.truth();
    let counters = Counters {
        next: whole(number("next")?)?,
        visit: whole(number("visit")?)?,
        // Before the first event it is the one number that is not finite.
        active: number("active").unwrap_or(f64::NEG_INFINITY),
    };
    let remembered = record.field("remembered")?.list(Source::ALL.len() as u32);
    let source = |name: &_| Source::from_name(&Value::string(name, LONGEST_NAME)?);
    let switches = Switches {
        paused: truth("paused")?,
        refused: truth("refused")?,
        gift: whole(number("gift")?)?,
        release: number("release")?,
        remembered: remembered.iter().filter_map(source).collect(),
        preferences: preferences_of(record),
    };
    let events = whole(number("events")?)? as usize;
    intact(record, state_check(counters, &switches, events))?;
    Some((counters, switches, events))
}

/// What a record says of preferences; one of an earlier release says nothing.
fn preferences_of<V: Value>(record: &V) -> Preferences {
    let list = |name: &'static str, most| {
        let list = record.field(name);
        list.map_or_else(Vec::new, |list| list.list(most))
    };
    let strings = |name: &'static str| -> Vec<String> {
        let texts = list(name, Preferences::MOST as u32).into_iter();
        texts
            .filter_map(|text: V| text.string(Preferences::LONGEST))
            .collect()
    };
    let choices = list("wishes", Wish::ALL.len() as u32);
    let mut wishes = Wishes::default();
    for (wish, choice) in Wish::ALL.into_iter().zip(choices) {
        if let Some(choice) = choice.number() {
            // A cast from a float saturates; what is no choice is none.
            wishes = wishes.with(wish, choice as u8);
        }
    }
    let befores = list("befores", Preferences::MOST as u32).into_iter();
    let scopes = strings("shelves").into_iter().zip(befores);
    let scope = |(shelf, before): (String, V)| {
        let before = whole(before.number()?)?;
        Some(Scope { shelf, before })
    };
    Preferences {
        items: strings("items"),
        kinds: Hidden {
            categories: strings("categories"),
            brands: strings("brands"),
        },
        impersonal: record.field("impersonal").is_some_and(|on| on.is_true()),
        wishes,
        scopes: scopes.filter_map(scope).collect(),
    }
}
