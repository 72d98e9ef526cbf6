//! What was left in the cart on an earlier visit.

use super::basket;
use crate::{Event, Session};

pub(super) fn events(session: &Session) -> Vec<Event> {
    let mut left = basket::contents(session);
    left.retain(|event| event.visits_ago > 0);
    left
}
