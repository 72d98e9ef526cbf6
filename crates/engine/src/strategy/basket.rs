//! What goes with the items in the cart; and which items these are.

use whyshelf_pack::ItemIndex;

use crate::{Event, EventKind, Session};

/// For each item in the cart the event that put it there last; the latest first. An item is in the
/// cart if it has been neither taken out nor bought since.
pub(crate) fn contents(session: &Session) -> Vec<Event> {
    let moves = |event: &Event| {
        matches!(
            event.kind,
            EventKind::AddToCart | EventKind::RemoveFromCart | EventKind::Purchase
        )
    };
    let mut last = latest(session, moves);
    last.retain(|event| event.kind == EventKind::AddToCart);
    last
}

/// Each item's last event of some kinds, the latest first.
pub(crate) fn latest(session: &Session, counts: impl Fn(&Event) -> bool) -> Vec<Event> {
    let mut last: Vec<Event> = Vec::new();
    for event in session.events().iter().rev().filter(|event| counts(event)) {
        if last.iter().all(|later| later.item != event.item) {
            last.push(*event);
        }
    }
    last
}

pub(super) fn basis(session: &Session) -> Vec<ItemIndex> {
    let contents = contents(session);
    contents.into_iter().map(|event| event.item).collect()
}
