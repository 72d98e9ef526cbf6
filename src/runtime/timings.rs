//! How long each step took, for the debug view.

use std::cell::RefCell;

use js_sys::Date;

/// Milliseconds of the steps so far, each the last time it was done. They are a handful.
#[derive(Debug, Default)]
pub(super) struct Timings(RefCell<Vec<(&'static str, f64)>>);

impl Timings {
    /// Times a step that does not wait.
    pub(super) fn of<T>(&self, step: &'static str, work: impl FnOnce() -> T) -> T {
        let since = Date::now();
        let done = work();
        self.note(step, since);
        done
    }

    /// Times a step that waits.
    pub(super) async fn during<T>(&self, step: &'static str, work: impl Future<Output = T>) -> T {
        let since = Date::now();
        let done = work.await;
        self.note(step, since);
        done
    }

    pub(super) fn all(&self) -> Vec<(&'static str, f64)> {
        self.0.borrow().clone()
    }

    fn note(&self, step: &'static str, since: f64) {
        let took = Date::now() - since;
        let mut all = self.0.borrow_mut();
        match all.iter_mut().find(|(known, _)| *known == step) {
            Some((_, last)) => *last = took,
            None => all.push((step, took)),
        }
    }
}
