//! Forgetting parts, visits for somebody else, and taking everything along.

use std::rc::Rc;

use super::hand_over::Make;
use super::{Attendant, Counters, RuntimeError, StoredEvent};
use crate::storage::EventLog;

/// What is to be forgotten.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Forget {
    /// One event, by its number.
    Event(u32),
    /// Events of the last so many minutes.
    LastMinutes(f64),
    /// Events of items in a category or below it; its path, the steps parted by ` > `.
    Category(String),
    /// Events of items of a brand.
    Brand(String),
}

impl Attendant {
    /// Forgets some events, here and on the device. How many there were.
    pub(crate) async fn forget(self: &Rc<Self>, what: &Forget) -> Result<usize, RuntimeError> {
        let named: Vec<u32> = self
            .runtime
            .events()
            .iter()
            .filter(|event| self.is(event, what))
            .map(|event| event.id)
            .collect();
        let count = self
            .runtime
            .memory
            .borrow_mut()
            .forget(|event| named.contains(&event.id));
        self.runtime.changed();
        let gift = self.runtime.gift();
        if count > 0 && !gift {
            self.change_device(move |held| {
                held.log.forget(|event| named.contains(&event.id));
            })
            .await?;
        }
        Ok(count)
    }

    fn is(&self, event: &StoredEvent, what: &Forget) -> bool {
        let card = |holds: &dyn Fn(&str, &str) -> bool| {
            let Ok(pack) = self.runtime.pack() else {
                return false;
            };
            pack.index_of(&event.item).is_some_and(|item| {
                let card = pack.card(item);
                holds(card.category, card.brand)
            })
        };
        match what {
            Forget::Event(id) => event.id == *id,
            Forget::LastMinutes(minutes) => event.time >= (self.runtime.now)() - minutes * 60_000.0,
            Forget::Brand(wanted) => card(&|_, brand| brand == wanted),
            Forget::Category(wanted) => card(&|category, _| {
                category
                    .strip_prefix(wanted.as_str())
                    .is_some_and(|below| below.is_empty() || below.starts_with(" > "))
            }),
        }
    }

    /// Begins a visit for somebody else, or ends it. What this visit has recorded so far is
    /// forgotten, and until it ends nothing is: shelves know this page's events only.
    pub(crate) async fn set_gift(self: &Rc<Self>, on: bool) -> Result<(), RuntimeError> {
        if on == self.runtime.gift() {
            return Ok(());
        }
        let mut visit = 0;
        {
            let mut memory = self.runtime.memory.borrow_mut();
            if on {
                visit = memory
                    .log()
                    .visit_at((self.runtime.now)(), self.runtime.rules);
                memory.forget(|event| event.visit == visit);
            }
            memory.set_gift(on);
        }
        self.runtime.changed();
        self.change_device(move |held| {
            held.switches.gift = visit;
            if on {
                held.log.forget(|event| event.visit == visit);
            }
        })
        .await
    }

    /// Replaces everything held by what was exported once.
    pub(crate) async fn import(
        self: &Rc<Self>,
        events: Vec<StoredEvent>,
        counters: Counters,
        paused: bool,
    ) -> Result<(), RuntimeError> {
        let mut log = EventLog::restore(events, counters);
        log.expire((self.runtime.now)(), self.runtime.rules);
        if let Some(permit) = self.permit() {
            self.open(permit, Make::Always).await?;
        }
        {
            let mut memory = self.runtime.memory.borrow_mut();
            memory.replace(log.clone());
            memory.set_paused(paused);
        }
        self.runtime.changed();
        self.change_device(move |held| {
            held.log = log;
            held.switches.paused = paused;
        })
        .await
    }
}
