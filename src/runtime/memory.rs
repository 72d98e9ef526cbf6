//! What is held in memory: what the device is known to hold, and what it does not hold yet.

use whyshelf_engine::EventKind;

use crate::storage::{EventLog, Held, Preferences, Rules, StoredEvent};

/// An event that the device does not hold: not yet, or, without a permit, not at all.
#[derive(Debug)]
pub(super) struct Unsaved {
    /// Names it until it has a number of its own.
    pub(super) token: u32,
    pub(super) kind: EventKind,
    pub(super) item: String,
    pub(super) time: f64,
    /// It keeps its place, so that those after it keep their numbers.
    forgotten: bool,
}

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Memory {
    held: Held,
    /// Whether a device holds the same.
    backed: bool,
    unsaved: Vec<Unsaved>,
    next_token: u32,
    /// Numbers of the held events that are of this page.
    here: Vec<u32>,
    /// The events of a visit that is for somebody else: they stand in for all others and end with
    /// the page.
    gift: Option<EventLog>,
}

impl Memory {
    /// All events, those not saved yet with the numbers they will have unless another tab is
    /// faster.
    pub(super) fn log(&self, rules: Rules) -> EventLog {
        if let Some(gift) = &self.gift {
            return gift.clone();
        }
        let mut log = self.held.log.clone();
        for event in &self.unsaved {
            let id = log.append(event.kind, event.item.clone(), event.time, rules);
            if event.forgotten {
                log.forget(|event| event.id == id);
            }
        }
        log
    }

    /// How many events the device had lost.
    pub(super) fn lost(&self) -> usize {
        self.held.lost
    }

    /// Whether the device holds these very events and switches.
    pub(super) fn mirrors(&self, held: &Held) -> bool {
        self.backed && self.held == *held
    }

    pub(super) fn paused(&self) -> bool {
        self.held.switches.paused
    }

    pub(super) fn set_paused(&mut self, paused: bool) {
        self.held.switches.paused = paused;
    }

    pub(super) fn preferences(&self) -> &Preferences {
        &self.held.switches.preferences
    }

    pub(super) fn set_preferences(&mut self, preferences: Preferences) {
        self.held.switches.preferences = preferences;
    }

    /// What a device that has just been opened is to take over of the preferences.
    pub(super) fn preferences_to_take_up(&self) -> Preferences {
        if self.backed {
            Preferences::default()
        } else {
            self.preferences().clone()
        }
    }

    pub(super) fn gift(&self) -> bool {
        self.gift.is_some()
    }

    /// Begins a visit for somebody else, or ends it.
    pub(super) fn set_gift(&mut self, on: bool) {
        self.gift = on.then(|| self.gift.take().unwrap_or_default());
    }

    /// Takes a new event: the token to save it by, and the number it has until then.
    pub(super) fn append(
        &mut self,
        kind: EventKind,
        item: String,
        time: f64,
        rules: Rules,
    ) -> (u32, u32) {
        if let Some(gift) = &mut self.gift {
            return (0, gift.append(kind, item, time, rules));
        }
        self.push(kind, item, time);
        if self.unsaved.len() > EventLog::CAPACITY {
            // Nobody saves them: the oldest is held as if it had been.
            let Unsaved {
                kind, item, time, ..
            } = self.unsaved.remove(0);
            let id = self.held.log.append(kind, item, time, rules);
            self.here.push(id);
        }
        (self.next_token, self.log(rules).next() - 1)
    }

    fn push(&mut self, kind: EventKind, item: String, time: f64) {
        self.next_token += 1;
        self.unsaved.push(Unsaved {
            token: self.next_token,
            kind,
            item,
            time,
            forgotten: false,
        });
    }

    /// What a device that has just been opened is to take over, oldest first.
    pub(super) fn take_up(&mut self) -> impl Iterator<Item = &Unsaved> {
        if !self.backed {
            let later = std::mem::take(&mut self.unsaved);
            for event in self.held.log.events().to_vec() {
                self.push(event.kind, event.item, event.time);
            }
            self.held.log.forget(|_| true);
            self.here.clear();
            self.unsaved.extend(later);
        }
        self.unsaved.iter().filter(|event| !event.forgotten)
    }

    /// What is to be saved under a token; nothing if it was saved or forgotten.
    pub(super) fn unsaved(&self, token: u32) -> Option<(EventKind, String, f64)> {
        let event = self.unsaved.iter().find(|event| event.token == token)?;
        (!event.forgotten).then(|| (event.kind, event.item.clone(), event.time))
    }

    /// What the device is known to hold, if the event under this token is the next to be saved.
    pub(super) fn before(&self, token: u32) -> Option<Held> {
        let next = self.unsaved.first()?;
        (self.backed && self.held.lost == 0 && next.token == token).then(|| self.held.clone())
    }

    /// Takes what the device holds now; among it, under these numbers, the events that were saved
    /// by these tokens. Returns the numbers of those that were forgotten in the meantime.
    pub(super) fn adopt(&mut self, held: Held, saved: &[(u32, u32)]) -> Vec<u32> {
        self.held = held;
        self.backed = true;
        let mut forgotten = Vec::new();
        for &(token, id) in saved {
            self.here.push(id);
            if let Some(at) = self.unsaved.iter().position(|event| event.token == token)
                && self.unsaved.remove(at).forgotten
            {
                forgotten.push(id);
            }
        }
        self.held.log.forget(|event| forgotten.contains(&event.id));
        forgotten
    }

    /// The device holds nothing any more: the events of this page last as long as the page, those
    /// of earlier ones are gone.
    pub(super) fn leave_device(&mut self) {
        if self.backed {
            self.set_preferences(Preferences::default());
            let here = &self.here;
            self.held.log.forget(|event| !here.contains(&event.id));
        }
        self.backed = false;
        self.held.lost = 0;
    }

    /// Forgets the events that `is` names, saved or not. How many there were.
    pub(super) fn forget(&mut self, is: impl Fn(&StoredEvent) -> bool, rules: Rules) -> usize {
        if let Some(gift) = &mut self.gift {
            return gift.forget(is);
        }
        let log = self.log(rules);
        let named: Vec<u32> = log
            .events()
            .iter()
            .filter(|event| is(event))
            .map(|event| event.id)
            .collect();
        for (event, id) in self.unsaved.iter_mut().zip(self.held.log.next()..) {
            event.forgotten |= named.contains(&id);
        }
        self.held.log.forget(|event| named.contains(&event.id));
        named.len()
    }

    /// Replaces all events.
    pub(super) fn replace(&mut self, log: EventLog) {
        self.unsaved.clear();
        self.here = log.events().iter().map(|event| event.id).collect();
        self.gift = None;
        self.held.log = log;
    }

    /// Forgets every event; numbers go on.
    pub(super) fn clear(&mut self, rules: Rules) {
        self.gift = None;
        self.set_preferences(Preferences::default());
        self.forget(|_| true, rules);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    const RULES: fn() -> Rules = Rules::default;

    fn view(memory: &mut Memory, item: &str) -> (u32, u32) {
        memory.append(EventKind::ViewItem, item.to_owned(), 0.0, RULES())
    }

    fn items(memory: &Memory) -> Vec<(u32, String)> {
        let log = memory.log(RULES());
        let one = |event: &StoredEvent| (event.id, event.item.clone());
        log.events().iter().map(one).collect()
    }

    fn named(pairs: &[(u32, &str)]) -> Vec<(u32, String)> {
        let one = |&(id, item): &(u32, &str)| (id, item.to_owned());
        pairs.iter().map(one).collect()
    }

    fn device(items: &[&str]) -> Held {
        let mut held = Held::default();
        for item in items {
            held.log
                .append(EventKind::ViewItem, (*item).to_owned(), 0.0, RULES());
        }
        held
    }

    #[wasm_bindgen_test]
    fn another_tabs_event_comes_first_if_it_was_faster() {
        let mut memory = Memory::default();
        memory.adopt(device(&["a"]), &[]);
        let (token, number) = view(&mut memory, "b");
        assert_eq!(number, 2);
        view(&mut memory, "c");
        memory.adopt(device(&["a", "elsewhere", "b"]), &[(token, 3)]);
        assert_eq!(
            items(&memory),
            named(&[(1, "a"), (2, "elsewhere"), (3, "b"), (4, "c")])
        );
    }

    #[wasm_bindgen_test]
    fn what_is_forgotten_before_it_is_saved_does_not_come_back() {
        let mut memory = Memory::default();
        let (token, number) = view(&mut memory, "a");
        view(&mut memory, "b");
        assert_eq!(memory.forget(|event| event.id == number, RULES()), 1);
        assert_eq!(items(&memory), named(&[(2, "b")]));
        assert_eq!(memory.unsaved(token), None);
        let forgotten = memory.adopt(device(&["a"]), &[(token, 1)]);
        assert_eq!(forgotten, [1]);
        assert_eq!(items(&memory), named(&[(2, "b")]));
    }

    #[wasm_bindgen_test]
    fn without_the_device_this_page_stays_and_earlier_ones_are_gone() {
        let mut memory = Memory::default();
        let (token, _) = view(&mut memory, "here");
        memory.adopt(device(&["before", "here"]), &[(token, 2)]);
        memory.leave_device();
        assert_eq!(items(&memory), named(&[(2, "here")]));
        let again: Vec<String> = memory.take_up().map(|event| event.item.clone()).collect();
        assert_eq!(again, ["here"]);
    }

    #[wasm_bindgen_test]
    fn a_visit_for_somebody_else_shows_nothing_else_and_leaves_nothing() {
        let mut memory = Memory::default();
        view(&mut memory, "mine");
        memory.set_gift(true);
        view(&mut memory, "theirs");
        assert_eq!(items(&memory), named(&[(1, "theirs")]));
        memory.set_gift(false);
        assert_eq!(items(&memory), named(&[(1, "mine")]));
    }
}
