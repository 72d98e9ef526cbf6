//! Shelves change apart from each other: each is laid out and painted in frames of its own.

use std::cell::Cell;

use js_sys::Date;

/// Milliseconds from one change to the next.
const APART: f64 = 34.0;

/// Milliseconds that a change waits at most, however many there are and however the clock goes.
const MOST: f64 = 1_000.0;

thread_local! {
    /// When a shelf changed last, or will.
    static LAST: Cell<f64> = const { Cell::new(0.0) };
}

/// Milliseconds until a shelf may change, which as a rule nobody else does then; none if it may now.
pub(super) fn wait() -> Option<u32> {
    let now = Date::now();
    let wait = LAST.get() + APART - now;
    if !(1.0..=MOST).contains(&wait) {
        LAST.set(now);
        return None;
    }
    LAST.set(now + wait);
    Some(wait as u32)
}

/// Takes down that a shelf has changed, perhaps later than it should: the next waits from now on.
pub(super) fn changed() {
    let now = Date::now();
    if !(0.0..=MOST).contains(&(LAST.get() - now)) {
        LAST.set(now);
    }
}
