//! Forgetting parts, visits for somebody else, and taking everything along.

use std::rc::Rc;

use whyshelf_engine::is_within;

use super::hand_over::Make;
use super::{Attendant, Everything, RuntimeError, StoredEvent};
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
    /// Events of this visit.
    ThisVisit,
}

impl Attendant {
    /// The events that would be forgotten.
    pub(crate) fn named(&self, what: &Forget) -> Vec<StoredEvent> {
        let events = self.runtime.events();
        let named = events.iter().filter(|event| self.is(event, what));
        named.cloned().collect()
    }

    /// Forgets some events, here and on the device. How many there were.
    pub(crate) async fn forget(self: &Rc<Self>, what: &Forget) -> Result<usize, RuntimeError> {
        let named = self.named(what);
        let named: Vec<u32> = named.iter().map(|event| event.id).collect();
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
            Forget::Category(wanted) => card(&|category, _| is_within(category, wanted)),
            Forget::ThisVisit => event.visit == self.visit(),
        }
    }

    /// The number of the event that comes next.
    pub(crate) fn next(&self) -> u32 {
        self.runtime.memory.borrow().log().next()
    }

    fn visit(&self) -> u32 {
        let memory = self.runtime.memory.borrow();
        memory
            .log()
            .visit_at((self.runtime.now)(), self.runtime.rules)
    }

    /// Takes back that these events were forgotten.
    pub(crate) async fn put_back(
        self: &Rc<Self>,
        events: Vec<StoredEvent>,
    ) -> Result<(), RuntimeError> {
        self.runtime.memory.borrow_mut().put_back(&events);
        self.runtime.changed();
        if self.runtime.gift() {
            return Ok(());
        }
        let items: Vec<String> = events.iter().map(|event| event.item.clone()).collect();
        self.change_device(move |held| {
            let next = held.log.next();
            let saved = events.into_iter().filter(|event| event.id < next);
            held.log.put_back(saved);
        })
        .await?;
        if let Some(permit) = self.permit() {
            for item in items {
                self.keep_row(permit, &item).await;
            }
        }
        Ok(())
    }

    /// Begins a visit for somebody else, or ends it. What this visit has recorded so far is
    /// forgotten, and until it ends nothing is: shelves know this page's events only.
    pub(crate) async fn set_gift(self: &Rc<Self>, on: bool) -> Result<(), RuntimeError> {
        if on == self.runtime.gift() {
            return Ok(());
        }
        let mut visit = self.begin_or_end(on);
        self.runtime.changed();
        self.opened().await;
        if on != self.runtime.gift() {
            visit = self.begin_or_end(on);
            self.runtime.changed();
        }
        self.change_device(move |held| {
            held.switches.gift = visit;
            if on {
                held.log.forget(|event| event.visit == visit);
            }
        })
        .await
    }

    /// In memory only. The visit that is for somebody else; 0 where none is.
    fn begin_or_end(&self, gift: bool) -> u32 {
        let visit = if gift { self.visit() } else { 0 };
        let mut memory = self.runtime.memory.borrow_mut();
        if gift {
            memory.forget(|event| event.visit == visit);
        }
        memory.set_gift(gift);
        visit
    }

    /// Everything held, for taking along; of a visit for somebody else, nothing.
    pub(crate) fn everything(&self) -> Everything {
        let memory = self.runtime.memory.borrow();
        Everything {
            events: memory.own().events().to_vec(),
            counters: memory.own().counters(),
            paused: memory.paused(),
            preferences: memory.preferences().clone(),
        }
    }

    /// Replaces everything held by what was exported once.
    pub(crate) async fn import(self: &Rc<Self>, copy: Everything) -> Result<(), RuntimeError> {
        let Everything {
            events,
            counters,
            paused,
            preferences,
        } = copy;
        let mut log = EventLog::restore(events, counters);
        log.expire((self.runtime.now)(), self.runtime.rules);
        if let Some(permit) = self.permit() {
            self.open(permit, Make::Always).await?;
        }
        {
            let mut memory = self.runtime.memory.borrow_mut();
            memory.replace(log.clone());
            memory.set_paused(paused);
            memory.set_preferences(preferences.clone());
        }
        self.runtime.changed();
        self.change_device(move |held| {
            held.log = log;
            held.switches.paused = paused;
            held.switches.gift = 0;
            held.switches.preferences = preferences;
        })
        .await
    }
}
