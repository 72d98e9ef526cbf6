//! Every reader of what a device or a shopper's copy says, and of the words of consent, as a function
//! of bytes that panics if it misbehaves. The bytes are JSON: mutations that break it are cheap.

use serde_json::Value as Json;
use whyshelf_memory::consent::consent_mode::{self, Command, ConsentMode};
use whyshelf_memory::consent::{Consent, Purpose, klaro, tcf};
use whyshelf_memory::record::{event_of, state_of};
use whyshelf_memory::{
    Counters, EventLog, Everything, Preferences, Rules, SavedCopy, StoredEvent, Switches,
};
use whyshelf_signals::{EventKind, Value};

/// A reader and the folder of its corpus.
pub type Reader = (&'static str, fn(&[u8]));

/// All of them, by name.
pub const ALL: [Reader; 3] = [
    ("consent_words", consent_words),
    ("memory_copy", memory_copy),
    ("memory_records", memory_records),
];

/// A device's records: the first the switches, then events. What is read is within bounds, and the log
/// that it makes is one.
pub fn memory_records(bytes: &[u8]) {
    let Ok(Json::Array(records)) = serde_json::from_slice(bytes) else {
        return;
    };
    let mut records = records.iter();
    let state = records.next().and_then(|record| state_of(&record));
    let (counters, switches, _) = state.unwrap_or((NOTHING, Switches::default(), 0));
    let Preferences { items, kinds, .. } = &switches.preferences;
    for list in [items, &kinds.categories, &kinds.brands] {
        assert!(list.len() <= Preferences::MOST);
        for entry in list {
            assert!(entry.len() <= Preferences::LONGEST);
        }
    }
    let events: Vec<StoredEvent> = records.filter_map(|record| event_of(&record)).collect();
    holds(events, counters);
}

/// A copy that a shopper brings back.
pub fn memory_copy(bytes: &[u8]) {
    let Ok(copy) = serde_json::from_slice::<SavedCopy>(bytes) else {
        return;
    };
    let Some(everything) = copy.restored() else {
        return;
    };
    let Everything {
        events,
        counters,
        preferences,
        ..
    } = everything;
    let mut joined = Preferences::default();
    joined.join(preferences.clone());
    assert_eq!(joined, preferences, "not within bounds");
    holds(events, counters);
}

/// Commands of Consent Mode, then the entry of Google's table, TC data and Klaro's manager. Nobody
/// grants who has not said yes.
pub fn consent_words(bytes: &[u8]) {
    let Ok(words) = serde_json::from_slice::<Json>(bytes) else {
        return;
    };
    let words = &words;
    let list = words.list(20);
    let mut mode = ConsentMode::default();
    let commands: Vec<Command> = list.iter().filter_map(Command::read).collect();
    commands.iter().for_each(|command| mode.take(command));
    for purpose in [Purpose::Memory, Purpose::Measurement] {
        let table = words.field(consent_mode::name(purpose));
        let said = mode.consent(purpose, table);
        let said_yes = !commands.is_empty() && says(words, &Json::from("granted"));
        assert!(said != Some(Consent::Granted) || said_yes);
        for word in list.iter().chain([&words]) {
            let yes = says(word, &Json::from(true));
            assert!(tcf::consent(word, purpose) != Some(Consent::Granted) || yes);
            assert!(klaro::consent(word, purpose) != Consent::Granted || yes);
        }
    }
}

/// Whether a value is somewhere in it, text without the blanks around it.
fn says(value: &Json, what: &Json) -> bool {
    match value {
        Json::Array(elements) => elements.iter().any(|element| says(element, what)),
        Json::Object(fields) => fields.values().any(|field| says(field, what)),
        Json::String(text) => what.as_str() == Some(text.trim()),
        other => other == what,
    }
}

const NOTHING: Counters = Counters {
    next: 0,
    visit: 0,
    active: f64::NEG_INFINITY,
};

/// The log of these events is one: numbers ascend, bounds hold, the next number is new, and so it stays
/// when time goes on.
fn holds(events: Vec<StoredEvent>, counters: Counters) {
    const NOW: f64 = 1.7e12;
    let rules = Rules::default();
    let mut log = EventLog::restore(events, counters);
    is_sound(&log);
    log.expire(NOW, rules);
    is_sound(&log);
    let before = log.events().last().map(|event| event.id);
    let id = log.append(EventKind::ViewItem, "sku".to_owned(), NOW, rules);
    assert!(before.is_none_or(|before| before < id));
    is_sound(&log);
    let again = EventLog::restore(log.events().to_vec(), log.counters());
    assert_eq!(again, log);
}

fn is_sound(log: &EventLog) {
    let events = log.events();
    assert!(events.len() <= EventLog::CAPACITY);
    assert!(events.is_sorted_by(|one, other| one.id < other.id));
    for event in events {
        assert!(StoredEvent::is_item(&event.item) && event.time.is_finite());
        assert!(event.id < log.next() && event.visit <= log.counters().visit);
    }
}
