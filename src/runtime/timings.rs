//! How long each step took, for the debug view.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::host::{call, global};

/// Milliseconds of the steps so far, each the last time it was done.
#[derive(Debug, Default)]
pub(super) struct Timings(RefCell<BTreeMap<&'static str, f64>>);

impl Timings {
    /// Times a step that does not wait.
    pub(super) fn of<T>(&self, step: &'static str, work: impl FnOnce() -> T) -> T {
        let since = clock();
        let done = work();
        self.note(step, since);
        done
    }

    /// Times a step that waits.
    pub(super) async fn during<T>(&self, step: &'static str, work: impl Future<Output = T>) -> T {
        let since = clock();
        let done = work.await;
        self.note(step, since);
        done
    }

    pub(super) fn all(&self) -> BTreeMap<&'static str, f64> {
        self.0.borrow().clone()
    }

    fn note(&self, step: &'static str, since: f64) {
        self.0.borrow_mut().insert(step, clock() - since);
    }
}

/// Milliseconds since the page began, finer than the time of day; 0 where the page has no such clock.
fn clock() -> f64 {
    let now = global(&["performance"]).and_then(|clock| call(&clock, "now", &[]));
    now.and_then(|now| now.as_f64()).unwrap_or(0.0)
}
