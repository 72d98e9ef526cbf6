//! What was bought on an earlier visit.

use super::basket;
use crate::{Event, EventKind, Session};

pub(super) fn events(session: &Session) -> Vec<Event> {
    let earlier = |event: &Event| event.kind == EventKind::Purchase && event.visits_ago > 0;
    basket::latest(session, earlier)
}
