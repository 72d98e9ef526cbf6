//! The events of a session and where it ends.

use whyshelf_pack::ItemIndex;

use crate::{Event, EventKind};

/// Events by ascending sequence number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Session {
    events: Vec<Event>,
    end: u32,
    items: Marks,
}

/// Bits of the items there are, by a hash of each: most of the many candidates of a shelf are in no event,
/// which one bit tells (Bloom, "Space/time trade-offs in hash coding with allowable errors", CACM 1970).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Marks([u64; 8]);

impl Marks {
    fn of(events: &[Event]) -> Marks {
        let mut marks = Marks::default();
        for event in events {
            let (word, bit) = bit_of(event.item);
            marks.0[word] |= bit;
        }
        marks
    }

    fn may_have(&self, item: ItemIndex) -> bool {
        let (word, bit) = bit_of(item);
        self.0[word] & bit != 0
    }
}

/// Which of eight words, and which bit of it.
fn bit_of(item: ItemIndex) -> (usize, u64) {
    // As in `Sums`: the upper bits of the product part items that lie side by side.
    let hash = item.0.wrapping_mul(0x9e37_79b9) >> 23;
    ((hash >> 6) as usize, 1 << (hash & 63))
}

impl Session {
    /// A session of these events; `end` is the sequence number that the next event will get, so
    /// that gaps at the end (forgotten events) still count as distance. Events at or beyond `end`
    /// move it; of events with one sequence number the first stays.
    #[must_use]
    pub fn new(mut events: Vec<Event>, end: u32) -> Session {
        // By insertion: they come in order, but for tests' sake.
        for at in 1..events.len() {
            let before = |place: usize, events: &[Event]| {
                place > 0 && events[place].sequence < events[place - 1].sequence
            };
            let mut place = at;
            while before(place, &events) {
                events.swap(place - 1, place);
                place -= 1;
            }
        }
        events.dedup_by_key(|event| event.sequence);
        let last = events
            .last()
            .map_or(0, |event| event.sequence.saturating_add(1));
        Session {
            items: Marks::of(&events),
            events,
            end: end.max(last),
        }
    }

    /// A session that viewed these items, one after the other.
    #[must_use]
    pub fn of_views(items: &[ItemIndex]) -> Session {
        let view = |(sequence, &item): (u32, &ItemIndex)| Event {
            sequence,
            kind: EventKind::ViewItem,
            item,
            visits_ago: 0,
        };
        Session::new((0..).zip(items).map(view).collect(), 0)
    }

    /// The events, by ascending sequence number.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// This session as it would be had the events with these sequence numbers been forgotten:
    /// their content is gone, the gap stays.
    #[must_use]
    pub fn without(&self, sequences: &[u32]) -> Session {
        let stays = |event: &&Event| !sequences.contains(&event.sequence);
        let events: Vec<Event> = self.events.iter().filter(stays).copied().collect();
        Session {
            items: Marks::of(&events),
            events,
            end: self.end,
        }
    }

    /// Steps between an event and the session's end: 0 for the last.
    pub(crate) fn distance(&self, event: &Event) -> usize {
        // The very last number there is has no next one: `end` is the number itself.
        (self.end - 1).saturating_sub(event.sequence) as usize
    }

    pub(crate) fn contains(&self, item: ItemIndex) -> bool {
        self.items.may_have(item) && self.events.iter().any(|event| event.item == item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_session_contains_is_what_its_events_are_of() {
        let items: Vec<ItemIndex> = (0..200).map(|at| ItemIndex(at * at % 997)).collect();
        let session = Session::of_views(&items);
        let rest = session.without(&(0..150).collect::<Vec<u32>>());
        for item in (0..2_000).map(ItemIndex) {
            assert_eq!(session.contains(item), items.contains(&item));
            assert_eq!(rest.contains(item), items[150..].contains(&item));
        }
    }

    #[test]
    fn the_last_number_there_is_stands_at_the_end() {
        let event = Event {
            sequence: u32::MAX,
            kind: EventKind::ViewItem,
            item: ItemIndex(0),
            visits_ago: 0,
        };
        let session = Session::new(vec![event], 0);
        assert_eq!(session.distance(&event), 0);
    }
}
