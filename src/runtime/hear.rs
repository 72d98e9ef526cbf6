//! What the page tells becomes events, each once.

use std::rc::Rc;

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::Document;
use whyshelf_engine::EventKind;

use super::{Attendant, Origin};
use crate::signals::{Admission, Hear, Heard, Hearing, Reason, Signal, entry, listen, on};
use crate::storage::StoredEvent;

/// Most reports that wait until their item is checked.
const MOST_WAITING: usize = 50;

impl Attendant {
    /// What the page has told so far.
    pub(crate) fn hearing(&self) -> &Hearing {
        &self.hearing
    }

    /// The item that the page's own markup describes.
    pub(super) fn hearing_of_page(&self) -> Option<String> {
        let names = self.hearing.product().names;
        (!names.is_empty()).then(|| self.item(&names))
    }

    /// What this page itself calls the item, if it describes it.
    pub(crate) fn page_title(&self, item: &str) -> Option<String> {
        let product = self.hearing.product();
        let title = product.get("title")?.text.clone();
        let is_it = product.names.iter().any(|name| name == item)
            || self.hearing_of_page().as_deref() == Some(item);
        is_it.then_some(title)
    }

    /// What the catalog calls an item that the page calls by these names.
    fn item(&self, names: &[String]) -> String {
        self.hearing
            .item(self.runtime.pack().ok().as_deref(), names)
    }

    /// Takes one entry of a data layer of the page; `adobe` tells whose. What it says of consent counts
    /// at once, everything else in its turn.
    pub(super) fn hear_entry(self: &Rc<Self>, value: &JsValue, adobe: bool) {
        if adobe || !self.sources.observe_entry(value) {
            // Read now: who pushed it may change it.
            let heard = entry(value, adobe);
            if !heard.signals.is_empty() || !heard.dropped.is_empty() {
                self.take_in_turn(heard);
            }
        }
    }

    /// Takes what the page's own markup says: a page that describes one product shows it. Of a
    /// large pack the item's row is fetched, so that it can be kept beside the event.
    pub(super) fn hear_page(self: &Rc<Self>) {
        self.take_all();
        if let (Some(item), Some(_)) = (self.hearing_of_page(), &self.runtime.rest) {
            let own = Rc::clone(self);
            spawn_local(async move {
                // A shelf that needs the row asks again and tells what is wrong.
                let _ = own.runtime.want(&item).await;
            });
        }
        if let Some(signal) = self.hearing.view() {
            self.observe(signal);
        }
    }

    /// Listens from now on to what platforms tell through events.
    pub(super) fn listen(self: &Rc<Self>, document: &Document) {
        let own = Rc::clone(self);
        let hear: Hear = Rc::new(move |heard| own.hear_signals(heard, (own.runtime.now)()));
        listen(document, &hear);
        let own = Rc::clone(self);
        on(document, "visibilitychange", move |_| own.take_all());
    }

    /// Where a shop of one page shows another product by now, it is viewed.
    pub(super) fn hear_turn(self: &Rc<Self>) {
        if self.hearing.turn_page()
            && let Some(signal) = self.hearing.view()
        {
            self.observe(signal);
        }
    }

    /// Takes what a source reported at a time.
    pub(super) fn hear_signals(self: &Rc<Self>, heard: Heard, time: f64) {
        for dropped in heard.dropped {
            self.hearing.drop(dropped);
        }
        for signal in heard.signals {
            self.observe_at(signal, time);
        }
    }

    /// Looks again at what was reported of items that had not been checked.
    pub(super) fn observe_waiting(self: &Rc<Self>) {
        for signal in self.waiting.take() {
            self.observe(signal);
        }
    }

    /// Why an item must not be recorded, if it must not.
    fn forbids(&self, item: &str) -> Option<Reason> {
        let Ok(pack) = self.runtime.pack() else {
            return Some(Reason::NotChecked);
        };
        let checked = self.runtime.checked(item);
        let sensitive = match pack.index_of(item) {
            Some(index) => Some(pack.is_sensitive(index)),
            None => checked
                .or(Some(false).filter(|_| self.runtime.rest.is_none() || !self.runtime.sensitive)),
        };
        match sensitive {
            Some(true) => Some(Reason::Sensitive),
            Some(false) => None,
            None => Some(Reason::NotChecked),
        }
    }

    fn observe(self: &Rc<Self>, signal: Signal) {
        self.observe_at(signal, (self.runtime.now)());
    }

    fn observe_at(self: &Rc<Self>, signal: Signal, time: f64) {
        if let Some(written) = self.record_at(signal, time) {
            self.write_in_turn(written);
        }
    }

    /// Records an event of now; see [`Attendant::record_at`].
    pub(crate) fn record(
        self: &Rc<Self>,
        signal: Signal,
    ) -> Option<impl Future<Output = u32> + use<>> {
        self.record_at(signal, (self.runtime.now)())
    }

    /// Records an event, unless the shopper has paused recording. Returns the future that resolves
    /// to its number when the device has it, if it is to. What several sources report, or a reload
    /// repeats, is one event: then its number is that of the first.
    fn record_at(
        self: &Rc<Self>,
        signal: Signal,
        now: f64,
    ) -> Option<impl Future<Output = u32> + use<>> {
        if self.runtime.paused() {
            self.hearing.pass_over(&signal, Reason::Paused);
            return None;
        }
        self.hear_turn();
        let item = self.item(&signal.names);
        if !StoredEvent::is_item(&item) {
            self.hearing.pass_over(&signal, Reason::NoIdentifier);
            return None;
        }
        if let Some(reason) = self.forbids(&item) {
            self.hearing.pass_over(&signal, reason);
            let mut waiting = self.waiting.borrow_mut();
            if reason == Reason::NotChecked && waiting.len() < MOST_WAITING {
                waiting.push(signal);
            }
            return None;
        }
        let (number, unsaved) = match self.known(&signal, &item, now) {
            Some(id) => {
                self.hearing.pass_over(&signal, Reason::Repeated);
                (id, None)
            }
            None => {
                let mut memory = self.runtime.memory.borrow_mut();
                let (token, id) = memory.append(signal.kind, item.clone(), now);
                let kept = self.permit().filter(|_| !memory.gift());
                drop(memory);
                self.hearing.note(&signal, item, now, id);
                self.changed_in_turn();
                (id, kept.map(|permit| (permit, token)))
            }
        };
        let own = Rc::clone(self);
        Some(async move {
            let Some((permit, token)) = unsaved else {
                return number;
            };
            let saved = own.save(permit, token).await.unwrap_or(number);
            own.hearing.renumber(number, saved);
            saved
        })
    }

    /// The event that stands for what is reported, if there is one: this page has reported it, or
    /// it is the same page again.
    fn known(&self, signal: &Signal, item: &str, now: f64) -> Option<u32> {
        let events = self.runtime.events();
        let explicit = signal.source == Origin::Api;
        if let Admission::Known(id) = self.hearing.admit(signal, item, now) {
            // What the shop says in so many words is recorded again after it was forgotten.
            let held = || events.iter().any(|event| event.id == id);
            return (!explicit || held()).then_some(id);
        }
        let mut latest = events.iter().rev();
        // A page of an order that is shown again in the same visit sold nothing new.
        let visit = self.runtime.rules.visit_minutes * 60_000.0;
        let same = match signal.kind {
            _ if explicit => None,
            EventKind::ViewItem => latest.next().filter(|event| event.item == item),
            EventKind::Purchase => latest
                .find(|event| event.item == item)
                .filter(|event| (now - event.time).abs() <= visit),
            _ => None,
        };
        let id = same.filter(|event| event.kind == signal.kind)?.id;
        self.hearing.note(signal, item.to_owned(), now, id);
        Some(id)
    }
}
