//! What is held in memory: what the device is known to hold, and what it does not hold yet.

use std::mem;

use whyshelf_engine::EventKind;

use crate::storage::{EventLog, Held, Preferences, Rules, StoredEvent};

/// An event that the device does not hold: not yet, or, without a permit, not at all.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unsaved {
    /// Names it until it has a number of its own.
    pub(super) token: u32,
    pub(super) kind: EventKind,
    pub(super) item: String,
    pub(super) time: f64,
    /// It keeps its place, so that those after it keep their numbers.
    forgotten: bool,
    /// Somebody is writing it to the device.
    under_way: bool,
}

/// Most events that wait for the device, in a burst that it does not keep up with.
const MOST_WAITING: usize = 2 * EventLog::CAPACITY;

/// See the module.
#[derive(Debug)]
pub(super) struct Memory {
    rules: Rules,
    held: Held,
    /// Whether a device holds the same.
    backed: bool,
    unsaved: Vec<Unsaved>,
    /// All events: the held ones and, with the numbers they will have unless another tab is
    /// faster, those not saved yet.
    all: EventLog,
    next_token: u32,
    /// Numbers of the held events that are of this page, and the tokens they were saved by.
    here: Vec<(Option<u32>, u32)>,
    /// The events of a visit that is for somebody else: they stand in for all others and end with
    /// the page.
    gift: Option<EventLog>,
}

impl Memory {
    pub(super) fn new(rules: Rules) -> Memory {
        Memory {
            rules,
            held: Held::default(),
            backed: false,
            unsaved: Vec::new(),
            all: EventLog::default(),
            next_token: 0,
            here: Vec::new(),
            gift: None,
        }
    }

    /// All events.
    pub(super) fn log(&self) -> &EventLog {
        self.gift.as_ref().unwrap_or(&self.all)
    }

    /// All events but those of a visit for somebody else.
    pub(super) fn own(&self) -> &EventLog {
        &self.all
    }

    /// How many events the device had lost.
    pub(super) fn lost(&self) -> usize {
        self.held.lost
    }

    /// Whether the device holds these very events and switches.
    pub(super) fn mirrors(&self, held: &Held) -> bool {
        self.backed && self.held == *held
    }

    /// What the device is known to hold; nothing without a device.
    pub(super) fn held(&self) -> Option<&Held> {
        self.backed.then_some(&self.held)
    }

    pub(super) fn paused(&self) -> bool {
        self.held.switches.paused
    }

    pub(super) fn set_paused(&mut self, paused: bool) {
        self.held.switches.paused = paused;
    }

    /// What the shopper asked of shelves.
    pub(super) fn preferences(&self) -> &Preferences {
        &self.held.switches.preferences
    }

    pub(super) fn set_preferences(&mut self, preferences: Preferences) {
        self.held.switches.preferences = preferences;
    }

    /// What a device that has just been opened is to take over of the switches: whether recording
    /// is paused, and the preferences.
    pub(super) fn switches_to_take_up(&self) -> (bool, Preferences) {
        if self.backed {
            return Default::default();
        }
        (self.paused(), self.preferences().clone())
    }

    /// Whether there are switches that a device would have to know.
    pub(super) fn has_switches(&self) -> bool {
        self.paused() || *self.preferences() != Preferences::default()
    }

    pub(super) fn gift(&self) -> bool {
        self.gift.is_some()
    }

    /// Begins a visit for somebody else, or ends it.
    pub(super) fn set_gift(&mut self, on: bool) {
        self.gift = on.then(|| self.gift.take().unwrap_or_default());
    }

    /// Takes a new event: the token to save it by, and the number it has until then.
    pub(super) fn append(&mut self, kind: EventKind, item: String, time: f64) -> (u32, u32) {
        if let Some(gift) = &mut self.gift {
            return (0, gift.append(kind, item, time, self.rules));
        }
        let mut id = self.all.append(kind, item.clone(), time, self.rules);
        self.push(kind, item, time);
        if self.backed {
            if self.unsaved.len() > MOST_WAITING {
                self.give_up_oldest();
                id = self.all.next().saturating_sub(1);
            }
        } else if self.unsaved.len() > EventLog::CAPACITY {
            // Nobody saves them: the oldest is held as if it had been.
            let oldest = self.unsaved.remove(0);
            let (kind, item) = (oldest.kind, oldest.item);
            let id = self.held.log.append(kind, item, oldest.time, self.rules);
            if oldest.forgotten {
                self.held.log.forget(|event| event.id == id);
            } else {
                self.remember_here(None, id);
            }
        }
        (self.next_token, id)
    }

    /// More wait than the device will hold, which would drop the oldest as soon as it had them.
    fn give_up_oldest(&mut self) {
        let mut over = self.unsaved.len() - EventLog::CAPACITY;
        self.unsaved.retain(|event| {
            let goes = over > 0 && event.is_free();
            over -= usize::from(goes);
            !goes
        });
        self.merge();
    }

    fn push(&mut self, kind: EventKind, item: String, time: f64) {
        self.next_token += 1;
        self.unsaved.push(Unsaved {
            token: self.next_token,
            kind,
            item,
            time,
            forgotten: false,
            under_way: false,
        });
    }

    /// More of one page than can be held at all need not be known.
    fn remember_here(&mut self, token: Option<u32>, id: u32) {
        if self.here.len() >= EventLog::CAPACITY {
            self.here.remove(0);
        }
        self.here.push((token, id));
    }

    /// Events that the device is to take over now, oldest first; nobody else is given them until
    /// they are adopted or handed back.
    pub(super) fn take_up(&mut self) -> Vec<Unsaved> {
        if !self.backed {
            let later = mem::take(&mut self.unsaved);
            for event in self.held.log.events().to_vec() {
                self.push(event.kind, event.item, event.time);
            }
            self.held.log.forget(|_| true);
            self.here.clear();
            self.unsaved.extend(later);
        }
        let mine = self.unsaved.iter_mut().filter(|event| event.is_free());
        mine.map(|event| {
            event.under_way = true;
            event.clone()
        })
        .collect()
    }

    /// Gives back events that the device has not taken.
    pub(super) fn hand_back(&mut self, events: &[Unsaved]) {
        for event in &mut self.unsaved {
            event.under_way &= events.iter().all(|other| other.token != event.token);
        }
    }

    /// Whether the event under a token is being written.
    pub(super) fn is_under_way(&self, token: u32) -> bool {
        self.unsaved
            .iter()
            .any(|event| event.token == token && event.under_way)
    }

    /// Whether nothing waits to be taken up.
    pub(super) fn is_saved(&self) -> bool {
        !self.unsaved.iter().any(Unsaved::is_free) && (self.backed || self.held.log.is_empty())
    }

    /// The number that the event under a token has on the device.
    pub(super) fn number(&self, token: u32) -> Option<u32> {
        let saved = |&&(by, _): &&(Option<u32>, u32)| by == Some(token);
        self.here.iter().find(saved).map(|&(_, id)| id)
    }

    /// What the device is known to hold, if nothing but these events, all that there are, is to
    /// come next.
    pub(super) fn before(&self, events: &[Unsaved]) -> Option<Held> {
        let same = self.unsaved.len() == events.len();
        (self.backed && self.held.lost == 0 && same).then(|| self.held.clone())
    }

    /// Takes what the device holds now; among it, under these numbers, the events that were saved
    /// by these tokens. Returns the numbers of those that were forgotten in the meantime.
    pub(super) fn adopt(&mut self, held: Held, saved: &[(u32, u32)]) -> Vec<u32> {
        self.held = held;
        self.backed = true;
        let mut forgotten = Vec::new();
        for &(token, id) in saved {
            self.remember_here(Some(token), id);
            if let Some(at) = self.unsaved.iter().position(|event| event.token == token)
                && self.unsaved.remove(at).forgotten
            {
                forgotten.push(id);
            }
        }
        self.held.log.forget(|event| forgotten.contains(&event.id));
        // Numbers are given anew here: a forgotten event need not keep its place.
        self.unsaved
            .retain(|event| !event.forgotten || event.under_way);
        self.merge();
        forgotten
    }

    /// The device holds nothing any more: the events of this page last as long as the page, those
    /// of earlier ones are gone.
    pub(super) fn leave_device(&mut self) {
        if self.backed {
            let here = &self.here;
            let of_this_page = |id: u32| here.iter().any(|&(_, own)| own == id);
            self.held.log.forget(|event| !of_this_page(event.id));
            self.set_preferences(Preferences::default());
        }
        self.backed = false;
        self.held.lost = 0;
        for event in &mut self.unsaved {
            event.under_way = false;
        }
        self.merge();
    }

    /// Forgets the events that `is` names, saved or not. How many there were.
    pub(super) fn forget(&mut self, is: impl Fn(&StoredEvent) -> bool) -> usize {
        if let Some(gift) = &mut self.gift {
            return gift.forget(is);
        }
        let events = self.all.events().iter().filter(|event| is(event));
        let named: Vec<u32> = events.map(|event| event.id).collect();
        for (event, id) in self.unsaved.iter_mut().zip(self.held.log.next()..) {
            event.forgotten |= named.contains(&id);
        }
        self.held.log.forget(|event| named.contains(&event.id));
        self.merge();
        named.len()
    }

    /// Takes back that these events were forgotten.
    pub(super) fn put_back(&mut self, events: &[StoredEvent]) {
        let before = |next: u32| {
            let known = events.iter().filter(move |event| event.id < next);
            known.cloned().collect::<Vec<_>>().into_iter()
        };
        if let Some(gift) = &mut self.gift {
            return gift.put_back(before(gift.next()));
        }
        let next = self.held.log.next();
        for (waiting, id) in self.unsaved.iter_mut().zip(next..) {
            let same = |event: &StoredEvent| event.id == id && event.item == waiting.item;
            waiting.forgotten &= !events.iter().any(same);
        }
        self.held.log.put_back(before(next));
        self.merge();
    }

    /// Replaces all events.
    pub(super) fn replace(&mut self, log: EventLog) {
        self.unsaved.clear();
        self.here.clear();
        for event in log.events() {
            self.here.push((None, event.id));
        }
        self.gift = None;
        self.held.log = log;
        self.merge();
    }

    /// Forgets every event; numbers go on.
    pub(super) fn clear(&mut self) {
        self.gift = None;
        self.set_preferences(Preferences::default());
        self.forget(|_| true);
    }

    fn merge(&mut self) {
        let mut all = self.held.log.clone();
        for event in &self.unsaved {
            let id = all.append(event.kind, event.item.clone(), event.time, self.rules);
            if event.forgotten {
                all.forget(|event| event.id == id);
            }
        }
        self.all = all;
    }
}

impl Unsaved {
    fn is_free(&self) -> bool {
        !self.forgotten && !self.under_way
    }
}

#[cfg(test)]
mod tests;
