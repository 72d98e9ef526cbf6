//! The events of this shopper.

use whyshelf_engine::EventKind;

/// An event as it is held: with the merchant's item identifier, which need not be in the pack.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredEvent {
    /// Sequence number: from 1, never given twice on this device.
    pub id: u32,
    /// What happened.
    pub kind: EventKind,
    /// The merchant's identifier.
    pub item: String,
    /// When, in milliseconds since 1970.
    pub time: f64,
    /// In which visit: from 1, one more after every pause. It is kept with the event, so that
    /// forgetting another one moves it into no other visit.
    pub visit: u32,
}

impl StoredEvent {
    /// Whether a text can be an item's identifier.
    pub fn is_item(text: &str) -> bool {
        !text.is_empty() && text.len() <= EventLog::LONGEST_ITEM
    }
}

/// How long events are held, and where one visit ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rules {
    /// Events older than this many days are dropped.
    pub keep_days: f64,
    /// So many minutes without an event end a visit.
    pub visit_minutes: f64,
}

impl Default for Rules {
    fn default() -> Self {
        Rules {
            keep_days: 30.0,
            visit_minutes: 30.0,
        }
    }
}

/// Events by ascending sequence number, within [`EventLog::CAPACITY`] and [`most_of`] each kind:
/// the oldest go first.
#[derive(Clone, Debug, PartialEq)]
pub struct EventLog {
    events: Vec<StoredEvent>,
    next: u32,
    visit: u32,
    /// Time of the newest event there ever was.
    active: f64,
}

impl Default for EventLog {
    fn default() -> Self {
        EventLog {
            events: Vec::new(),
            next: 1,
            visit: 0,
            active: f64::NEG_INFINITY,
        }
    }
}

/// How many events of a kind are held: a day of looking around must not push out what was bought.
const fn most_of(kind: EventKind) -> usize {
    match kind {
        EventKind::ViewItem => 120,
        EventKind::AddToCart | EventKind::Purchase => 50,
        EventKind::AddToWishlist | EventKind::RemoveFromCart => 30,
    }
}

impl EventLog {
    /// Most events held.
    pub const CAPACITY: usize = 200;
    /// No number of an event or visit that a device holds is as high: no shopper comes near it.
    pub const TOO_HIGH: u32 = 1 << 31;
    /// Longest item identifier held, in bytes; a longer one is not an identifier.
    pub const LONGEST_ITEM: usize = 200;

    /// A log of these events that goes on where the counters say.
    pub fn restore(mut events: Vec<StoredEvent>, counters: Counters) -> EventLog {
        events.sort_by_key(|event| event.id);
        events.dedup_by_key(|event| event.id);
        let last = events.last();
        let id = last.map_or(0, |event| event.id);
        let visit = events.iter().map(|event| event.visit).max();
        let newest = || events.iter().map(|event| event.time);
        let mut log = EventLog {
            next: counters.next.max(id.saturating_add(1)).max(1),
            visit: counters.visit.max(visit.unwrap_or(0)),
            // Not of the events, where it is known: one of them may be from a clock gone wrong.
            active: if counters.active.is_finite() {
                counters.active
            } else {
                newest().fold(f64::NEG_INFINITY, f64::max)
            },
            events,
        };
        log.trim();
        log
    }

    /// All of them, by ascending number.
    pub fn events(&self) -> &[StoredEvent] {
        &self.events
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// Where numbering goes on.
    pub fn counters(&self) -> Counters {
        Counters {
            next: self.next,
            visit: self.visit,
            active: self.active,
        }
    }

    /// The sequence number the next event will get.
    pub fn next(&self) -> u32 {
        self.next
    }

    /// The visit that an event at `now` would belong to.
    pub fn visit_at(&self, now: f64, rules: Rules) -> u32 {
        if self.visit == 0 || self.is_over(now, rules) {
            self.visit.saturating_add(1)
        } else {
            self.visit
        }
    }

    /// Whether the newest visit has ended; a clock that was set back ends one too.
    fn is_over(&self, now: f64, rules: Rules) -> bool {
        (now - self.active).abs() > rules.visit_minutes * 60_000.0
    }

    /// Appends an event and returns its number.
    pub fn append(&mut self, kind: EventKind, item: String, time: f64, rules: Rules) -> u32 {
        let id = self.next;
        self.visit = self.visit_at(time, rules);
        self.active = if self.is_over(time, rules) {
            time
        } else {
            self.active.max(time)
        };
        self.events.push(StoredEvent {
            id,
            kind,
            item,
            time,
            visit: self.visit,
        });
        self.next = id.saturating_add(1);
        self.trim();
        id
    }

    /// Forgets the events that `is` names; their numbers stay gaps. How many there were.
    pub fn forget(&mut self, is: impl Fn(&StoredEvent) -> bool) -> usize {
        let before = self.events.len();
        self.events.retain(|event| !is(event));
        before - self.events.len()
    }

    /// Takes events up again that were forgotten, in their old places.
    pub fn put_back(&mut self, events: impl Iterator<Item = StoredEvent>) {
        self.events.extend(events);
        // What has its place already came first.
        self.events.sort_by_key(|event| event.id);
        self.events.dedup_by_key(|event| event.id);
        self.trim();
    }

    /// Drops what is older than the rules allow. An event from the future has a wrong clock and
    /// counts as new from now on: it is not to stay until that future has come and gone.
    pub fn expire(&mut self, now: f64, rules: Rules) {
        const DAY: f64 = 86_400_000.0;
        let oldest = now - rules.keep_days * DAY;
        self.events.retain(|event| event.time >= oldest);
        for event in &mut self.events {
            if event.time > now + DAY {
                event.time = now;
            }
        }
    }

    fn trim(&mut self) {
        for kind in EventKind::ALL {
            let held = self.events.iter().filter(|event| event.kind == kind);
            let mut over = held.count().saturating_sub(most_of(kind));
            self.events.retain(|event| {
                let goes = over > 0 && event.kind == kind;
                over -= usize::from(goes);
                !goes
            });
        }
        let over = self.events.len().saturating_sub(Self::CAPACITY);
        self.events.drain(..over);
    }
}

/// Where the numbering of events and visits goes on; it survives that events are forgotten.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Counters {
    /// Number of the next event.
    pub next: u32,
    /// Number of the newest visit.
    pub visit: u32,
    /// When the newest event was.
    pub active: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: f64 = 60_000.0;

    fn view(log: &mut EventLog, item: &str) -> u32 {
        at(log, item, 0.0)
    }

    fn at(log: &mut EventLog, item: &str, time: f64) -> u32 {
        log.append(EventKind::ViewItem, item.to_owned(), time, Rules::default())
    }

    #[test]
    fn a_forgotten_number_is_never_given_again() {
        let mut log = EventLog::default();
        let first = view(&mut log, "a");
        let second = view(&mut log, "b");
        assert_eq!(log.forget(|event| event.id == second), 1);
        assert_eq!(log.forget(|event| event.id == second), 0);
        assert!(view(&mut log, "c") > second);
        log.forget(|_| true);
        assert!(view(&mut log, "d") > first);
    }

    #[test]
    fn the_oldest_of_a_kind_go_first_and_what_was_bought_stays() {
        let mut log = EventLog::default();
        log.append(EventKind::Purchase, "p".to_owned(), 0.0, Rules::default());
        for _ in 0..=EventLog::CAPACITY {
            view(&mut log, "a");
        }
        assert_eq!(log.events()[0].kind, EventKind::Purchase);
        assert_eq!(log.events().len(), 1 + most_of(EventKind::ViewItem));
        for kind in EventKind::ALL {
            for _ in 0..=EventLog::CAPACITY {
                log.append(kind, "b".to_owned(), 0.0, Rules::default());
            }
        }
        assert_eq!(log.events().len(), EventLog::CAPACITY);
    }

    #[test]
    fn a_pause_ends_a_visit_and_forgetting_moves_nothing() {
        let mut log = EventLog::default();
        at(&mut log, "a", 0.0);
        let middle = at(&mut log, "b", 20.0 * MINUTE);
        at(&mut log, "c", 40.0 * MINUTE);
        at(&mut log, "d", 71.0 * MINUTE);
        let visits =
            |log: &EventLog| -> Vec<u32> { log.events().iter().map(|event| event.visit).collect() };
        assert_eq!(visits(&log), [1, 1, 1, 2]);
        log.forget(|event| event.id == middle);
        assert_eq!(visits(&log), [1, 1, 2]);
        log.forget(|_| true);
        assert_eq!(log.visit_at(72.0 * MINUTE, Rules::default()), 2);
        assert_eq!(log.visit_at(102.0 * MINUTE, Rules::default()), 3);
    }

    #[test]
    fn what_is_too_old_goes() {
        let mut log = EventLog::default();
        at(&mut log, "a", 0.0);
        at(&mut log, "b", 2.0 * 1_440.0 * MINUTE);
        log.expire(31.0 * 1_440.0 * MINUTE, Rules::default());
        assert_eq!(log.events().len(), 1);
        assert_eq!(log.events()[0].item, "b");
    }

    #[test]
    fn a_clock_that_jumps_ten_years_and_back_costs_a_visit_and_no_order() {
        const TEN_YEARS: f64 = 3_650.0 * 1_440.0 * MINUTE;
        let mut log = EventLog::default();
        at(&mut log, "a", 0.0);
        at(&mut log, "b", TEN_YEARS);
        at(&mut log, "c", 1.0 * MINUTE);
        at(&mut log, "d", 2.0 * MINUTE);
        log = EventLog::restore(log.events().to_vec(), log.counters());
        at(&mut log, "e", 3.0 * MINUTE);
        let visits: Vec<u32> = log.events().iter().map(|event| event.visit).collect();
        assert_eq!(visits, [1, 2, 3, 3, 3]);
        // The event of the wrong clock goes with the others, not in ten years.
        log.expire(4.0 * MINUTE, Rules::default());
        assert_eq!(log.events().len(), 5);
        log.expire(31.0 * 1_440.0 * MINUTE, Rules::default());
        assert!(log.is_empty());
    }

    #[test]
    fn restoring_repairs_numbers() {
        let mut log = EventLog::default();
        view(&mut log, "a");
        view(&mut log, "b");
        let mut events = log.events().to_vec();
        events.reverse();
        events.push(events[0].clone());
        let lost = Counters {
            next: 0,
            visit: 0,
            active: f64::NEG_INFINITY,
        };
        assert_eq!(EventLog::restore(events, lost), log);
    }
}
