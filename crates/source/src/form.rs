//! Forms sessions from events: what belongs together, and in which order.

use std::collections::HashMap;

use whyshelf_engine::EventKind;
use whyshelf_train::Sessions;

/// One event; numbers are positions in the lists of identifiers.
pub(crate) struct Event {
    pub(crate) session: u32,
    pub(crate) item: u32,
    pub(crate) kind: EventKind,
    /// In whatever unit the log counts.
    pub(crate) time: i64,
}

/// Sessions by their end, events by their time. Ties are broken by identifiers only, so that the
/// order of `events` does not matter.
pub(crate) fn form_sessions(
    mut events: Vec<Event>,
    session_ids: &[String],
    item_ids: &[String],
    shoppers: &[Option<Box<str>>],
) -> Sessions {
    let mut ends = vec![i64::MIN; session_ids.len()];
    for event in &events {
        let end = &mut ends[event.session as usize];
        *end = event.time.max(*end);
    }
    let mut order: Vec<u32> = (0..session_ids.len() as u32).collect();
    order.sort_unstable_by_key(|&session| {
        (
            ends[session as usize],
            session_ids[session as usize].as_str(),
        )
    });
    let mut rank = vec![0; order.len()];
    for (place, &session) in (0_u32..).zip(&order) {
        rank[session as usize] = place;
    }
    let chance = |event: &Event| {
        let (session, item) = (event.session as usize, event.item as usize);
        let (session_id, item_id) = (session_ids[session].as_str(), item_ids[item].as_str());
        (shuffled(session_id, item_id), item_id, event.kind as u8)
    };
    events.sort_unstable_by(|a, b| {
        let (first, second) = (rank[a.session as usize], rank[b.session as usize]);
        let by_time = (first, a.time).cmp(&(second, b.time));
        by_time.then_with(|| chance(a).cmp(&chance(b)))
    });

    let mut groups = Groups::default();
    let mut sessions = Sessions::over(item_ids.len());
    for run in events.chunk_by(|a, b| a.session == b.session) {
        let group = groups.of(shoppers[run[0].session as usize].as_deref());
        sessions.push_events(group, run.iter().map(|event| (event.item, event.kind)));
    }
    sessions
}

/// Numbers for shoppers; a session without one is a shopper of its own.
#[derive(Default)]
struct Groups<'a> {
    numbers: HashMap<&'a str, u32>,
    next: u32,
}

impl<'a> Groups<'a> {
    fn of(&mut self, shopper: Option<&'a str>) -> u32 {
        let fresh = self.next;
        let number = match shopper {
            Some(shopper) => *self.numbers.entry(shopper).or_insert(fresh),
            None => fresh,
        };
        self.next += u32::from(number == fresh);
        number
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

    fn form(events: &[(u32, u32, i64)], shoppers: &[Option<&str>]) -> Sessions {
        let events = events.iter();
        let events = events.map(|&(session, item, time)| Event {
            session,
            item,
            kind: EventKind::ViewItem,
            time,
        });
        let ids = |letters: &str| -> Vec<String> { letters.chars().map(String::from).collect() };
        let shoppers: Vec<_> = shoppers.iter().map(|id| id.map(Box::from)).collect();
        let sessions = &ids("stuv")[..shoppers.len()];
        form_sessions(events.collect(), sessions, &ids("abcdef"), &shoppers)
    }

    #[test]
    fn sessions_are_ordered_by_their_end_and_events_by_time() {
        let events = [(0, 1, 50), (1, 2, 20), (0, 0, 10), (1, 3, 30)];
        let sessions = form(&events, &[None, None]);
        assert_eq!(sessions.items(0), [2, 3]);
        assert_eq!(sessions.items(1), [0, 1]);
    }

    #[test]
    fn sessions_of_one_shopper_share_a_group() {
        let events = [(0, 0, 1), (1, 0, 2), (2, 0, 3), (3, 0, 4)];
        let sessions = form(&events, &[Some("ann"), None, Some("ann"), None]);
        let groups: Vec<u32> = (0..4).map(|session| sessions.group(session)).collect();
        assert_eq!(groups, [0, 1, 0, 2]);
    }

    #[test]
    fn events_of_one_moment_have_an_order_that_is_neither_the_rows_nor_the_alphabets() {
        let basket = |session| (0..6).map(move |item| (session, item, 0));
        let forwards: Vec<_> = (0..4).flat_map(basket).collect();
        let backwards: Vec<_> = forwards.iter().rev().copied().collect();
        let sessions = form(&forwards, &[None; 4]);
        assert_eq!(form(&backwards, &[None; 4]), sessions);
        let orders: Vec<&[u32]> = sessions.iter().collect();
        assert!(
            orders.windows(2).any(|pair| pair[0] != pair[1]),
            "{orders:?}"
        );
    }
}
