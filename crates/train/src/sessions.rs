//! Sessions as the training and the evaluation read them: rows of dense item numbers, oldest
//! event first. Nothing here knows files, names or times.

use std::collections::HashMap;

use whyshelf_engine::EventKind;

/// Sessions in the order they ended, oldest first.
///
/// Stored flat: session `s` is `items[starts[s]..starts[s + 1]]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sessions {
    starts: Vec<usize>,
    items: Vec<u32>,
    kinds: Vec<EventKind>,
    groups: Vec<u32>,
    item_count: usize,
}

impl Sessions {
    /// No sessions yet, over a catalog of `item_count` items.
    pub fn over(item_count: usize) -> Sessions {
        Sessions {
            starts: vec![0],
            item_count,
            ..Sessions::default()
        }
    }

    /// Adds the session that ended last, all of it views. `group` is whom its pairs are counted
    /// for: sessions of one shopper share a group and together support a pair once.
    pub fn push(&mut self, group: u32, items: impl IntoIterator<Item = u32>) {
        let views = items.into_iter().map(|item| (item, EventKind::ViewItem));
        self.push_events(group, views);
    }

    /// The same with what happened to each item.
    pub fn push_events(&mut self, group: u32, events: impl IntoIterator<Item = (u32, EventKind)>) {
        for (item, kind) in events {
            self.items.push(item);
            self.kinds.push(kind);
        }
        self.starts.push(self.items.len());
        self.groups.push(group);
    }

    /// How many sessions there are.
    pub fn len(&self) -> usize {
        self.groups.len()
    }

    /// Whether there is no session at all.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// How many items the catalog has; every item number lies below it.
    pub fn item_count(&self) -> usize {
        self.item_count
    }

    /// How many events all sessions hold.
    pub fn event_count(&self) -> usize {
        self.items.len()
    }

    /// How many events there are of each kind, in the order of [`EventKind::ALL`].
    pub fn kind_counts(&self) -> [usize; EventKind::ALL.len()] {
        let mut counts = [0; EventKind::ALL.len()];
        for &kind in &self.kinds {
            counts[kind as usize] += 1;
        }
        counts
    }

    /// Items of session `session`, oldest event first.
    pub fn items(&self, session: usize) -> &[u32] {
        &self.items[self.starts[session]..self.starts[session + 1]]
    }

    /// What happened to the items of session `session`, in the same order.
    pub fn kinds(&self, session: usize) -> &[EventKind] {
        &self.kinds[self.starts[session]..self.starts[session + 1]]
    }

    /// Whom the pairs of session `session` are counted for.
    pub fn group(&self, session: usize) -> u32 {
        self.groups[session]
    }

    /// All sessions, the one that ended first leading.
    pub fn iter(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.len()).map(|session| self.items(session))
    }

    /// The sessions of a range, over the same catalog.
    pub fn part(&self, range: std::ops::Range<usize>) -> Sessions {
        let mut part = Sessions::over(self.item_count);
        for session in range {
            part.push_events(self.group(session), self.events(session));
        }
        part
    }

    /// The newest sessions that together hold about `events` events, or all.
    pub(crate) fn newest(&self, events: usize) -> Sessions {
        let fewer = self.event_count().saturating_sub(events);
        let first = self.starts.partition_point(|&start| start < fewer);
        self.part(first..self.len())
    }

    /// The same sessions over another catalog, item `i` being called `numbers[i]`.
    pub fn renumbered(&self, numbers: &[u32], item_count: usize) -> Sessions {
        Sessions {
            items: self
                .items
                .iter()
                .map(|&item| numbers[item as usize])
                .collect(),
            item_count,
            ..self.clone()
        }
    }

    /// The same sessions over `item_count` items, item `i` being called `numbers[i]`; events of
    /// items without a number are left out, and so are sessions that have no other.
    pub fn only(&self, numbers: &[Option<u32>], item_count: usize) -> Sessions {
        let mut left = Sessions::over(item_count);
        for session in 0..self.len() {
            let events = self.events(session);
            let known = events.filter_map(|(item, kind)| Some((numbers[item as usize]?, kind)));
            let mut known = known.peekable();
            if known.peek().is_some() {
                left.push_events(self.group(session), known);
            }
        }
        left
    }

    /// The same sessions within limits: each cut to its `longest` most recent events, and of each
    /// group no more than its `most` newest sessions.
    ///
    /// Pairs grow with the square of a session's length: without the first limit, one crawler's
    /// visit would outweigh a day of shoppers and take as long to count. Without the second, a
    /// shopper who comes every day would be the shop's taste. What was taken out of a cart says
    /// nothing that is counted, so removals are left out as well.
    pub fn capped(&self, longest: usize, most: usize) -> Sessions {
        let mut of_group: HashMap<u32, usize> = HashMap::new();
        let mut stays = vec![false; self.len()];
        for session in (0..self.len()).rev() {
            let newer = of_group.entry(self.group(session)).or_default();
            *newer += 1;
            stays[session] = *newer <= most;
        }
        let mut capped = Sessions::over(self.item_count);
        for session in (0..self.len()).filter(|&session| stays[session]) {
            let counted = |&(_, kind): &(u32, EventKind)| kind != EventKind::RemoveFromCart;
            let length = self.events(session).filter(counted).count();
            let events = self.events(session).filter(counted);
            let recent = events.skip(length.saturating_sub(longest));
            capped.push_events(self.group(session), recent);
        }
        capped
    }

    /// Only the purchases, and only sessions with at least two of them: what was bought together.
    pub(crate) fn baskets(&self) -> Sessions {
        let mut baskets = Sessions::over(self.item_count);
        for session in 0..self.len() {
            let bought = |&(_, kind): &(u32, EventKind)| kind == EventKind::Purchase;
            if self.events(session).filter(bought).nth(1).is_some() {
                baskets.push_events(self.group(session), self.events(session).filter(bought));
            }
        }
        baskets
    }

    fn events(&self, session: usize) -> impl Iterator<Item = (u32, EventKind)> + '_ {
        let items = self.items(session).iter().copied();
        items.zip(self.kinds(session).iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use EventKind::{AddToCart, Purchase, RemoveFromCart, ViewItem};

    fn three() -> Sessions {
        let mut sessions = Sessions::over(5);
        sessions.push(0, [0, 1, 2]);
        sessions.push(1, []);
        sessions.push(0, [4]);
        sessions
    }

    #[test]
    fn a_part_keeps_items_kinds_groups_and_catalog() {
        let mut sessions = three();
        sessions.push_events(3, [(1, AddToCart), (1, Purchase)]);
        let part = sessions.part(1..4);
        assert_eq!(part.len(), 3);
        assert_eq!(part.items(1), [4]);
        assert_eq!(part.group(1), 0);
        assert_eq!(part.kinds(2), [AddToCart, Purchase]);
        assert_eq!(part.item_count(), 5);
    }

    #[test]
    fn the_newest_sessions_hold_about_as_many_events_as_asked() {
        assert_eq!(three().newest(4), three());
        assert_eq!(three().newest(3).len(), 2);
        assert_eq!(three().newest(1).items(1), [4]);
    }

    #[test]
    fn capping_keeps_the_most_recent_events() {
        let capped = three().capped(2, 9);
        assert_eq!(capped.items(0), [1, 2]);
        assert_eq!(capped.items(2), [4]);
        assert_eq!(capped.event_count(), 3);
    }

    #[test]
    fn a_shopper_counts_with_the_newest_sessions_only() {
        let capped = three().capped(9, 1);
        assert_eq!(capped.len(), 2);
        assert_eq!(capped.items(1), [4]);
        assert_eq!((capped.group(0), capped.group(1)), (1, 0));
    }

    #[test]
    fn removals_are_left_out_before_a_session_is_cut() {
        let mut sessions = Sessions::over(5);
        sessions.push_events(
            0,
            [
                (0, ViewItem),
                (1, AddToCart),
                (1, RemoveFromCart),
                (2, ViewItem),
            ],
        );
        let capped = sessions.capped(2, 1);
        assert_eq!(capped.items(0), [1, 2]);
        assert_eq!(capped.kind_counts(), [1, 0, 1, 0, 0]);
    }

    #[test]
    fn baskets_are_what_one_session_bought() {
        let mut sessions = three();
        sessions.push_events(
            4,
            [(0, ViewItem), (1, Purchase), (2, AddToCart), (3, Purchase)],
        );
        sessions.push_events(5, [(0, Purchase), (1, ViewItem)]);
        let baskets = sessions.baskets();
        assert_eq!(baskets.len(), 1);
        assert_eq!(baskets.items(0), [1, 3]);
        assert_eq!(baskets.group(0), 4);
    }
}
