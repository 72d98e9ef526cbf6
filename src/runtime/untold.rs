//! What has changed and nobody was told of, while more of the same waits.

use std::cell::Cell;

/// Milliseconds after which it is told, even if more waits.
const MOST_MS: f64 = 1_000.0;

/// See the module.
#[derive(Default)]
pub(super) struct Untold {
    since: Cell<Option<f64>>,
}

impl Untold {
    /// Takes down that something has changed.
    pub(super) fn note(&self, now: f64) {
        self.since.set(Some(self.since.get().unwrap_or(now)));
    }

    /// Whether it is to be told now, once: nothing more waits, or it has waited long enough.
    pub(super) fn take(&self, now: f64, more_waits: bool) -> bool {
        // A clock that is put back does not keep it.
        let held = |since| more_waits && (0.0..MOST_MS).contains(&(now - since));
        let due = self.since.get().is_some_and(|since| !held(since));
        if due {
            self.since.set(None);
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn what_has_changed_is_told_once_when_nothing_more_waits() {
        let untold = Untold::default();
        assert!(!untold.take(0.0, false));
        untold.note(0.0);
        untold.note(10.0);
        assert!(!untold.take(20.0, true));
        assert!(untold.take(30.0, false));
        assert!(!untold.take(40.0, false));
    }

    #[wasm_bindgen_test]
    fn what_never_ends_is_told_all_the_same() {
        let untold = Untold::default();
        untold.note(5_000.0);
        assert!(!untold.take(5_999.0, true));
        assert!(untold.take(6_000.0, true));
        untold.note(6_001.0);
        assert!(!untold.take(6_002.0, true));
        // The clock is put back.
        assert!(untold.take(1_000.0, true));
    }
}
