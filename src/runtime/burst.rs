//! Entries of a data layer that come all at once are taken in slices: no task of the page becomes
//! long by them.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use gloo_timers::callback::Timeout;
use gloo_timers::future::TimeoutFuture;
use js_sys::Date;
use wasm_bindgen_futures::spawn_local;

use super::Attendant;
use super::untold::Untold;
use crate::signals::Heard;

/// Milliseconds after which the rest is left to the next task: one of more than 50 counts as long, and
/// what an entry leads to comes on top.
const MOST_MS: f64 = 10.0;

/// What has come and is not taken yet.
#[derive(Default)]
pub(super) struct Burst {
    /// What entries told, and when.
    waiting: RefCell<VecDeque<(Heard, f64)>>,
    /// When the first came of those since a task of our own began.
    since: Cell<Option<f64>>,
    next_task: RefCell<Option<Timeout>>,
    untold: Untold,
    /// Entries are being taken: what they change is told afterwards.
    taking: Cell<bool>,
    /// What has changed is going to be told, as soon as what runs now has ended, if nothing waits then.
    telling: Cell<bool>,
    /// What writes the events that have come of entries already, once all are there: a second write
    /// begins where the first has ended, and a page that is left may not live that long.
    writing: RefCell<Vec<LocalBoxFuture<'static, u32>>>,
}

impl Attendant {
    /// Takes what an entry told in its turn, as a rule at once.
    pub(super) fn take_in_turn(self: &Rc<Self>, heard: Heard) {
        let told = (heard, (self.runtime.now)());
        self.burst.waiting.borrow_mut().push_back(told);
        if self.document.hidden() {
            // Out of sight, time goes slowly, and the page may not come back.
            self.take_all();
        } else {
            self.take_for(MOST_MS);
        }
    }

    /// Waits until everything that has come is taken: somebody asks for what it leads to. Who changes
    /// something takes all at once, so that nothing is overtaken.
    pub(crate) async fn all_taken(&self) {
        while !self.burst.waiting.borrow().is_empty() {
            TimeoutFuture::new(0).await;
        }
    }

    /// Takes whatever waits.
    pub(crate) fn take_all(self: &Rc<Self>) {
        self.take_for(f64::INFINITY);
        self.burst.begin();
    }

    /// Tells that something has changed; of entries once all that wait are taken, or once a second:
    /// shelves are not made anew for each, nor in the page's own task while it goes on.
    pub(super) fn changed_in_turn(&self) {
        if self.burst.taking.get() {
            self.burst.untold.note(Date::now());
        } else {
            self.runtime.changed();
        }
    }

    /// Runs what writes an event, as soon as no entry waits.
    pub(super) fn write_in_turn(&self, written: impl Future<Output = u32> + 'static) {
        self.burst.writing.borrow_mut().push(written.boxed_local());
        self.burst.write_if_all_are_there();
    }

    /// Tells what entries have changed, if it is time to, when the page's script, which may push more, has
    /// ended.
    fn tell_soon(self: &Rc<Self>) {
        if self.burst.telling.replace(true) {
            return;
        }
        let own = Rc::clone(self);
        spawn_local(async move {
            own.burst.telling.set(false);
            let more_waits = !own.burst.waiting.borrow().is_empty();
            if own.burst.untold.take(Date::now(), more_waits) {
                own.runtime.changed();
            }
        });
    }

    fn take_for(self: &Rc<Self>, most: f64) {
        let burst = &self.burst;
        let since = burst.since.get().unwrap_or_else(Date::now);
        burst.since.set(Some(since));
        burst.taking.set(true);
        loop {
            // On a page whose clock is broken the time is never over.
            if Date::now() - since >= most {
                break;
            }
            let next = burst.waiting.borrow_mut().pop_front();
            let Some((heard, time)) = next else { break };
            self.hear_signals(heard, time);
        }
        burst.taking.set(false);
        self.tell_soon();
        burst.write_if_all_are_there();
        if burst.next_task.borrow().is_none() {
            let own = Rc::clone(self);
            let next = Timeout::new(0, move || {
                own.burst.begin();
                if !own.burst.waiting.borrow().is_empty() {
                    own.take_for(MOST_MS);
                }
            });
            *burst.next_task.borrow_mut() = Some(next);
        }
    }
}

impl Burst {
    /// The next entry that comes is the first of its task.
    fn begin(&self) {
        self.since.take();
        self.next_task.take();
    }

    fn write_if_all_are_there(&self) {
        if self.writing.borrow().is_empty() || !self.waiting.borrow().is_empty() {
            return;
        }
        let writing = self.writing.take();
        spawn_local(async move {
            // The first takes all the events along.
            for written in writing {
                written.await;
            }
        });
    }
}
