//! What was viewed or wished for last, unless it has been put in the cart or bought since.

use super::basket;
use crate::{Event, EventKind, Session};

pub(super) fn events(session: &Session) -> Vec<Event> {
    let held = basket::contents(session);
    let mut last = basket::latest(session, |event| event.kind != EventKind::RemoveFromCart);
    last.retain(|event| {
        let looked = matches!(event.kind, EventKind::ViewItem | EventKind::AddToWishlist);
        looked && held.iter().all(|held| held.item != event.item)
    });
    last
}
