//! Forms sessions from events that come session by session: which order their events have, who
//! they are of, and which session ended when.

use std::ops::Range;

use whyshelf_engine::EventKind;
use whyshelf_train::Sessions;

use crate::interner::Interner;
use crate::normal::Event;

/// Sessions under construction.
#[derive(Default)]
pub(crate) struct Former {
    item_ids: Interner,
    shopper_ids: Interner,
    /// First event of each item, in whatever unit the log counts.
    first_seen: Vec<i64>,
    items: Vec<u32>,
    kinds: Vec<EventKind>,
    sessions: Vec<Session>,
    run: Run,
}

/// A session that is complete.
struct Session {
    begin: usize,
    ended: i64,
    shopper: Option<u32>,
}

/// Items and sessions of a whole log.
pub(crate) struct Formed {
    pub(crate) item_ids: Vec<String>,
    /// First event of each item, in whatever unit the log counts.
    pub(crate) first_seen: Vec<i64>,
    /// Sessions by their end, events by their time.
    pub(crate) sessions: Sessions,
}

/// The session that is coming in.
#[derive(Default)]
struct Run {
    session: String,
    /// The items' identifiers, one after the other.
    texts: String,
    events: Vec<RunEvent>,
    shopper: Option<String>,
}

struct RunEvent {
    time: i64,
    item: Range<usize>,
    kind: u8,
}

impl Former {
    /// Adds an event. Events of one session come one after the other, sessions by ascending
    /// identifier; beyond that, their order does not matter.
    pub(crate) fn push(&mut self, event: Event<'_>) {
        if event.session != self.run.session {
            self.end_run();
            self.run.session.push_str(event.session);
        }
        let run = &mut self.run;
        let begin = run.texts.len();
        run.texts.push_str(event.item);
        run.events.push(RunEvent {
            time: event.time,
            item: begin..run.texts.len(),
            kind: event.kind,
        });
        // Of several shoppers the first by name.
        if let Some(shopper) = event.shopper
            && run.shopper.as_deref().is_none_or(|before| shopper < before)
        {
            run.shopper = Some(shopper.to_owned());
        }
    }

    /// All sessions in the order they ended.
    pub(crate) fn finish(mut self) -> Formed {
        self.end_run();
        let mut order: Vec<u32> = (0..self.sessions.len() as u32).collect();
        // Sessions came by identifier: those that ended at once stay so.
        order.sort_by_key(|&session| self.sessions[session as usize].ended);
        let mut groups = Groups::default();
        let mut sessions = Sessions::over(self.first_seen.len());
        for session in order {
            let session = session as usize;
            let begin = self.sessions[session].begin;
            let next = self.sessions.get(session + 1);
            let range = begin..next.map_or(self.items.len(), |next| next.begin);
            let items = self.items[range.clone()].iter().copied();
            let group = groups.of(self.sessions[session].shopper);
            sessions.push_events(group, items.zip(self.kinds[range].iter().copied()));
        }
        Formed {
            item_ids: self.item_ids.into_texts(),
            first_seen: self.first_seen,
            sessions,
        }
    }

    fn end_run(&mut self) {
        let mut run = std::mem::take(&mut self.run);
        run.sort();
        if let Some(last) = run.events.last() {
            self.sessions.push(Session {
                begin: self.items.len(),
                ended: last.time,
                shopper: run.shopper.as_deref().map(|id| self.shopper_ids.number(id)),
            });
        }
        for event in &run.events {
            let item = self.item_ids.number(&run.texts[event.item.clone()]);
            match self.first_seen.get_mut(item as usize) {
                Some(first) => *first = event.time.min(*first),
                None => self.first_seen.push(event.time),
            }
            self.items.push(item);
            self.kinds.push(EventKind::ALL[usize::from(event.kind)]);
        }
        // Its memory serves the next.
        run.session.clear();
        run.texts.clear();
        run.events.clear();
        run.shopper = None;
        self.run = run;
    }
}

impl Run {
    /// By time. Ties are broken by identifiers only, so that the order of rows does not matter.
    fn sort(&mut self) {
        let (session, texts) = (self.session.as_str(), self.texts.as_str());
        let chance = |event: &RunEvent| {
            let item = &texts[event.item.clone()];
            (shuffled(session, item), item, event.kind)
        };
        self.events.sort_unstable_by(|a, b| {
            let by_time = a.time.cmp(&b.time);
            by_time.then_with(|| chance(a).cmp(&chance(b)))
        });
    }
}

/// Numbers for shoppers; a session without one is a shopper of its own.
#[derive(Default)]
struct Groups {
    of_shopper: Vec<Option<u32>>,
    next: u32,
}

impl Groups {
    fn of(&mut self, shopper: Option<u32>) -> u32 {
        let Some(shopper) = shopper.map(|shopper| shopper as usize) else {
            return self.fresh();
        };
        if shopper >= self.of_shopper.len() {
            self.of_shopper.resize(shopper + 1, None);
        }
        if let Some(known) = self.of_shopper[shopper] {
            return known;
        }
        let fresh = self.fresh();
        self.of_shopper[shopper] = Some(fresh);
        fresh
    }

    fn fresh(&mut self) -> u32 {
        let fresh = self.next;
        self.next += 1;
        fresh
    }
}

/// A number that looks random and depends on the two identifiers only (FNV-1a, then mixed).
fn shuffled(session: &str, item: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in session.bytes().chain([0]).chain(item.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sessions of events given as session, item, time; items as the letters of their numbers.
    fn form(
        events: &[(&str, &str, i64)],
        shopper: impl Fn(&str) -> Option<&'static str>,
    ) -> Sessions {
        let mut events = events.to_vec();
        events.sort_by_key(|&(session, ..)| session);
        let mut former = Former::default();
        for (session, item, time) in events {
            former.push(Event {
                session,
                item,
                time,
                kind: EventKind::ViewItem as u8,
                shopper: shopper(session),
            });
        }
        let formed = former.finish();
        let letter = |id: &String| {
            id.as_bytes()
                .first()
                .map_or(0, |&byte| u32::from(byte - b'a'))
        };
        let numbers: Vec<u32> = formed.item_ids.iter().map(letter).collect();
        formed.sessions.renumbered(&numbers, 6)
    }

    #[test]
    fn sessions_are_ordered_by_their_end_and_events_by_time() {
        let events = [
            ("s", "b", 50),
            ("t", "c", 20),
            ("s", "a", 10),
            ("t", "d", 30),
        ];
        let sessions = form(&events, |_| None);
        assert_eq!(sessions.items(0), [2, 3]);
        assert_eq!(sessions.items(1), [0, 1]);
    }

    #[test]
    fn sessions_of_one_shopper_share_a_group() {
        let events = [("s", "a", 4), ("t", "a", 3), ("u", "a", 2), ("v", "a", 1)];
        let sessions = form(&events, |session| match session {
            "t" | "v" => Some("ann"),
            _ => None,
        });
        let groups: Vec<u32> = (0..4).map(|session| sessions.group(session)).collect();
        assert_eq!(groups, [0, 1, 0, 2]);
    }

    #[test]
    fn events_of_one_moment_have_an_order_that_is_neither_the_rows_nor_the_alphabets() {
        let items = ["a", "b", "c", "d", "e", "f"];
        let basket = |session| items.map(move |item| (session, item, 0));
        let forwards: Vec<_> = ["s", "t", "u", "v"].into_iter().flat_map(basket).collect();
        let backwards: Vec<_> = forwards.iter().rev().copied().collect();
        let sessions = form(&forwards, |_| None);
        assert_eq!(form(&backwards, |_| None), sessions);
        let orders: Vec<&[u32]> = sessions.iter().collect();
        assert!(
            orders.windows(2).any(|pair| pair[0] != pair[1]),
            "{orders:?}"
        );
    }
}
