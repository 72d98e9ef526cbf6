//! The events of this shopper, in memory.

use whyshelf_engine::EventKind;

/// An event as it is held: with the merchant's item identifier, which need not be in the pack.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct StoredEvent {
    /// Sequence number: from 1, never given twice on this device.
    pub(crate) id: u32,
    /// What happened.
    pub(crate) kind: EventKind,
    /// The merchant's identifier.
    pub(crate) item: String,
    /// When, in milliseconds since 1970.
    pub(crate) time: f64,
}

/// Events by ascending sequence number. At most [`EventLog::CAPACITY`]: the oldest go first.
#[derive(Debug, PartialEq)]
pub(crate) struct EventLog {
    events: Vec<StoredEvent>,
    next: u32,
}

impl Default for EventLog {
    fn default() -> Self {
        EventLog {
            events: Vec::new(),
            next: 1,
        }
    }
}

impl EventLog {
    /// Most events held.
    pub(crate) const CAPACITY: usize = 200;
    /// Longest item identifier held, in bytes; a longer one is not an identifier.
    pub(crate) const LONGEST_ITEM: usize = 200;

    /// A log of these events, the next of which will be numbered `next` or higher.
    pub(crate) fn restore(mut events: Vec<StoredEvent>, next: u32) -> EventLog {
        events.sort_by_key(|event| event.id);
        events.dedup_by_key(|event| event.id);
        let last = events.last().map_or(0, |event| event.id);
        let mut log = EventLog {
            events,
            next: next.max(last.saturating_add(1)).max(1),
        };
        log.trim();
        log
    }

    pub(crate) fn events(&self) -> &[StoredEvent] {
        &self.events
    }

    /// The sequence number the next event will get.
    pub(crate) fn next(&self) -> u32 {
        self.next
    }

    /// Appends an event and returns it with the events that had to go for it.
    pub(crate) fn append(
        &mut self,
        kind: EventKind,
        item: String,
        time: f64,
    ) -> (StoredEvent, Vec<u32>) {
        let event = StoredEvent {
            id: self.next,
            kind,
            item,
            time,
        };
        self.next = self.next.saturating_add(1);
        self.events.push(event.clone());
        (event, self.trim())
    }

    /// Forgets one event; its number stays a gap. Whether there was one.
    pub(crate) fn forget(&mut self, id: u32) -> bool {
        let before = self.events.len();
        self.events.retain(|event| event.id != id);
        self.events.len() < before
    }

    /// Forgets every event; numbers go on.
    pub(crate) fn clear(&mut self) {
        self.events.clear();
    }

    fn trim(&mut self) -> Vec<u32> {
        let over = self.events.len().saturating_sub(Self::CAPACITY);
        self.events.drain(..over).map(|event| event.id).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn view(log: &mut EventLog, item: &str) -> u32 {
        log.append(EventKind::ViewItem, item.to_owned(), 0.0).0.id
    }

    #[wasm_bindgen_test]
    fn a_forgotten_number_is_never_given_again() {
        let mut log = EventLog::default();
        let first = view(&mut log, "a");
        let second = view(&mut log, "b");
        assert!(log.forget(second));
        assert!(!log.forget(second));
        assert!(view(&mut log, "c") > second);
        log.clear();
        assert!(view(&mut log, "d") > first);
    }

    #[wasm_bindgen_test]
    fn the_oldest_events_go_first() {
        let mut log = EventLog::default();
        for _ in 0..EventLog::CAPACITY {
            view(&mut log, "a");
        }
        let (_, dropped) = log.append(EventKind::ViewItem, "b".to_owned(), 0.0);
        assert_eq!(dropped, [1]);
        assert_eq!(log.events().len(), EventLog::CAPACITY);
    }

    #[wasm_bindgen_test]
    fn restoring_repairs_numbers() {
        let mut log = EventLog::default();
        view(&mut log, "a");
        view(&mut log, "b");
        let mut events = log.events().to_vec();
        events.reverse();
        events.push(events[0].clone());
        assert_eq!(EventLog::restore(events, 0), log);
    }
}
