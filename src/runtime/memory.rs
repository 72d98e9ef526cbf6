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
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn view(memory: &mut Memory, item: &str) -> (u32, u32) {
        memory.append(EventKind::ViewItem, item.to_owned(), 0.0)
    }

    fn items(memory: &Memory) -> Vec<(u32, String)> {
        let log = memory.log();
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
            held.log.append(
                EventKind::ViewItem,
                (*item).to_owned(),
                0.0,
                Rules::default(),
            );
        }
        held
    }

    #[wasm_bindgen_test]
    fn another_tabs_event_comes_first_if_it_was_faster() {
        let mut memory = Memory::new(Rules::default());
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
        let mut memory = Memory::new(Rules::default());
        let (token, number) = view(&mut memory, "a");
        view(&mut memory, "b");
        let writing = memory.take_up();
        assert_eq!(writing.len(), 2);
        assert_eq!(memory.forget(|event| event.id == number), 1);
        assert_eq!(items(&memory), named(&[(2, "b")]));
        let forgotten = memory.adopt(device(&["a"]), &[(token, 1)]);
        assert_eq!(forgotten, [1]);
        assert_eq!(items(&memory), named(&[(2, "b")]));
    }

    #[wasm_bindgen_test]
    fn what_was_forgotten_comes_back_in_its_place_saved_or_not() {
        let mut memory = Memory::new(Rules::default());
        memory.adopt(device(&["a", "b"]), &[]);
        view(&mut memory, "c");
        view(&mut memory, "d");
        let before = memory.log().clone();
        for number in 1..=4 {
            let gone: Vec<StoredEvent> = before.events()[number - 1..number].to_vec();
            memory.forget(|event| event.id == gone[0].id);
            assert_eq!(memory.log().events().len(), 3);
            memory.put_back(&gone);
            memory.put_back(&gone);
            assert_eq!(*memory.log(), before);
        }
        assert_eq!(memory.take_up().len(), 2);
    }

    #[wasm_bindgen_test]
    fn a_gift_that_is_put_back_to_leaves_the_shoppers_own_alone() {
        let mut memory = Memory::new(Rules::default());
        view(&mut memory, "mine");
        memory.set_gift(true);
        view(&mut memory, "theirs");
        let theirs = memory.log().events().to_vec();
        memory.forget(|_| true);
        memory.put_back(&theirs);
        assert_eq!(items(&memory), named(&[(1, "theirs")]));
        memory.set_gift(false);
        assert_eq!(items(&memory), named(&[(1, "mine")]));
    }

    #[wasm_bindgen_test]
    fn without_the_device_this_page_stays_and_earlier_ones_are_gone() {
        let mut memory = Memory::new(Rules::default());
        let (token, _) = view(&mut memory, "here");
        memory.adopt(device(&["before", "here"]), &[(token, 2)]);
        memory.leave_device();
        assert_eq!(items(&memory), named(&[(2, "here")]));
        let again = memory.take_up();
        let again: Vec<&str> = again.iter().map(|event| &*event.item).collect();
        assert_eq!(again, ["here"]);
    }

    #[wasm_bindgen_test]
    fn a_visit_for_somebody_else_shows_nothing_else_and_leaves_nothing() {
        let mut memory = Memory::new(Rules::default());
        view(&mut memory, "mine");
        memory.set_gift(true);
        view(&mut memory, "theirs");
        assert_eq!(items(&memory), named(&[(1, "theirs")]));
        memory.set_gift(false);
        assert_eq!(items(&memory), named(&[(1, "mine")]));
    }

    #[wasm_bindgen_test]
    fn an_event_is_given_to_one_writer_at_a_time_and_again_if_that_fails() {
        let mut memory = Memory::new(Rules::default());
        view(&mut memory, "a");
        let first = memory.take_up();
        let (token, _) = view(&mut memory, "b");
        let second = memory.take_up();
        let tokens = |events: &[Unsaved]| events.iter().map(|event| event.token).collect();
        let (one, two): (Vec<u32>, Vec<u32>) = (tokens(&first), tokens(&second));
        assert_eq!((one, two), (vec![1], vec![token]));
        assert!(memory.take_up().is_empty() && memory.is_saved());
        memory.hand_back(&first);
        assert!(!memory.is_saved());
        memory.adopt(device(&["b"]), &[(token, 1)]);
        assert_eq!(memory.number(token), Some(1));
        assert_eq!(memory.take_up(), first);
        assert_eq!(items(&memory), named(&[(1, "b"), (2, "a")]));
    }

    #[wasm_bindgen_test]
    fn of_a_burst_the_newest_wait_for_the_device_and_what_it_holds_stays_known() {
        let mut memory = Memory::new(Rules::default());
        memory.adopt(device(&["before"]), &[]);
        view(&mut memory, "under way");
        let writing = memory.take_up();
        for number in 0..3 * MOST_WAITING {
            let (_, id) = view(&mut memory, &number.to_string());
            assert_eq!(memory.log().events().last().map(|event| event.id), Some(id));
        }
        assert_eq!(memory.held(), Some(&device(&["before"])));
        let waiting = memory.take_up();
        assert!((EventLog::CAPACITY - 1..=MOST_WAITING).contains(&waiting.len()));
        let newest = waiting.last().map(|event| event.item.clone());
        assert_eq!(newest, Some((3 * MOST_WAITING - 1).to_string()));
        assert_eq!(memory.unsaved[..1], writing);
    }

    #[wasm_bindgen_test]
    fn what_is_kept_up_to_date_is_what_would_be_put_together() {
        let mut memory = Memory::new(Rules::default());
        for number in 0..3 * EventLog::CAPACITY {
            view(&mut memory, &number.to_string());
            if number % 7 == 0 {
                let newest = memory.log().next() - 1;
                memory.forget(|event| event.id == newest);
            }
        }
        let before = memory.log().clone();
        memory.merge();
        assert_eq!(*memory.log(), before);
        assert_eq!(before.events().len(), 120);
        assert!(memory.here.len() <= EventLog::CAPACITY);
    }
}
