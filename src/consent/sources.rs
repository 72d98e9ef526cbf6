//! Asks the sources that the page has, and again whenever one of them may have changed.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::{Interval, Timeout};
use wasm_bindgen::JsValue;
use web_sys::EventTarget;
use whyshelf_memory::consent::consent_mode::{self, Command, ConsentMode};
use whyshelf_memory::consent::tcf::consent as tc_data;
use whyshelf_signals::Value;

use super::{
    Consent, Purpose, Source, Verdict, cookie_consent, gpc, klaro, shopify, tcf, verdict, wordpress,
};
use crate::host::{Js, global};

/// Consent platforms load when they like; for so long, and so often, they are looked for.
const LOOK_EVERY_MS: u32 = 500;
const LOOKS: u32 = 120;

/// What every source says. One a page.
pub(crate) struct Sources {
    /// The sources the shop named; none for all.
    named: Option<Vec<Source>>,
    said: RefCell<[Option<Consent>; Source::ALL.len()]>,
    mode: RefCell<ConsentMode>,
    /// What TC data said last of measuring.
    pub(super) tcf_measures: Cell<Option<Consent>>,
    changed: RefCell<Rc<dyn Fn()>>,
    watched: Watched,
    listeners: RefCell<Vec<EventListener>>,
    timer: RefCell<Option<Interval>>,
}

/// Libraries that are listened to already.
#[derive(Default)]
struct Watched {
    tcf: Cell<bool>,
    klaro: Cell<bool>,
}

impl Sources {
    /// No source asked yet. `named` is the shop's list, separated by spaces; names that are none
    /// are passed over, and an empty list is no list.
    pub(crate) fn named(named: Option<&str>) -> Rc<Sources> {
        let named = named.map(|names| {
            let sources = names.split_whitespace().filter_map(Source::from_name);
            sources.collect::<Vec<_>>()
        });
        Rc::new(Sources {
            named: named.filter(|named| !named.is_empty()),
            said: RefCell::default(),
            mode: RefCell::default(),
            tcf_measures: Cell::default(),
            changed: RefCell::new(Rc::new(|| {})),
            watched: Watched::default(),
            listeners: RefCell::default(),
            timer: RefCell::default(),
        })
    }

    /// Asks every source, now and after each of their changes; `changed` is called when any of
    /// them says something else than before.
    pub(crate) fn watch(self: &Rc<Self>, changed: impl Fn() + 'static) {
        self.look();
        *self.changed.borrow_mut() = Rc::new(changed);
        let Some(window) = web_sys::window() else {
            return;
        };
        let mut listeners = self.listeners.borrow_mut();
        for name in ["load", "cc:onConsent", "cc:onChange"] {
            listeners.push(self.looking_after(&window, name));
        }
        if let Some(document) = window.document() {
            let target: &EventTarget = &document;
            for name in [
                "visitorConsentCollected",
                "shopifyCustomerPrivacyApiLoaded",
                "visibilitychange",
            ] {
                listeners.push(self.looking_after(target, name));
            }
            let sources = Rc::downgrade(self);
            listeners.push(EventListener::new(
                target,
                "wp_listen_for_consent_change",
                move |event| {
                    if let Some(sources) = sources.upgrade() {
                        sources.hear(Source::WordPress, wordpress::changed(event));
                    }
                },
            ));
        }
        drop(listeners);
        let (sources, left) = (Rc::downgrade(self), Cell::new(LOOKS));
        *self.timer.borrow_mut() = Some(Interval::new(LOOK_EVERY_MS, move || {
            let Some(sources) = sources.upgrade() else {
                return;
            };
            left.set(left.get().saturating_sub(1));
            if left.get() == 0 {
                // Dropped after this call: an interval cannot drop itself while it runs.
                let timer = sources.timer.borrow_mut().take();
                Timeout::new(0, move || drop(timer)).forget();
            }
            sources.look();
        }));
    }

    /// What all sources together allow.
    pub(crate) fn verdict(&self) -> Verdict {
        let said = self.said.borrow();
        verdict(|source| said[source as usize])
    }

    /// What each source that is on the page says.
    pub(crate) fn all(&self) -> Vec<(Source, Consent)> {
        let said = self.said.borrow();
        let one = |source: Source| Some((source, said[source as usize]?));
        Source::ALL.into_iter().filter_map(one).collect()
    }

    /// Whether what a source says counts.
    pub(super) fn asks(&self, source: Source) -> bool {
        let always = matches!(source, Source::Shopper | Source::Shop | Source::Gpc);
        let named = self.named.as_ref();
        always || named.is_none_or(|named| named.contains(&source))
    }

    /// Takes what a source says of remembering; `None` where it says nothing.
    pub(crate) fn hear(&self, source: Source, consent: Option<Consent>) {
        let asked = self.asks(source);
        let before = {
            let mut said = self.said.borrow_mut();
            let slot = &mut said[source as usize];
            std::mem::replace(slot, consent.filter(|_| asked))
        };
        if before != consent && asked {
            // Copied, so that who hears of it may speak.
            let changed = Rc::clone(&self.changed.borrow());
            changed();
        }
    }

    /// Takes an entry of the page's data layer, where Consent Mode's commands are. Whether it was
    /// one.
    pub(crate) fn observe_entry(&self, entry: &JsValue) -> bool {
        // Read before anything is borrowed: a getter of the page may push another entry.
        let Some(command) = Command::read(&Js(entry.clone())) else {
            return false;
        };
        self.mode.borrow_mut().take(&command);
        let consent = self.mode(Purpose::Memory);
        self.hear(Source::ConsentMode, consent);
        true
    }

    /// What Consent Mode says of a purpose.
    pub(super) fn mode(&self, purpose: Purpose) -> Option<Consent> {
        let table = global(&["google_tag_data", "ics", "entries"]).map(Js);
        let google = table.and_then(|table| table.field(consent_mode::name(purpose)));
        self.mode.borrow().consent(purpose, google)
    }

    /// Asks the sources that can be asked at any time.
    pub(super) fn look(self: &Rc<Self>) {
        self.hear(Source::ConsentMode, self.mode(Purpose::Memory));
        self.hear(Source::Gpc, gpc::consent());
        // What was heard from an event counts on where the library itself cannot be asked.
        let asked = [
            (Source::Shopify, shopify::consent(Purpose::Memory)),
            (
                Source::CookieConsent,
                cookie_consent::consent(Purpose::Memory),
            ),
            (Source::Klaro, klaro::consent(Purpose::Memory)),
        ];
        for (source, consent) in asked.into_iter().filter(|(_, consent)| consent.is_some()) {
            self.hear(source, consent);
        }
        if self.said.borrow()[Source::WordPress as usize] != Some(Consent::Denied) {
            self.hear(Source::WordPress, wordpress::consent(Purpose::Memory));
        }
        let heard = |source: Source| {
            let sources = Rc::downgrade(self);
            move |consent| {
                if let Some(sources) = sources.upgrade() {
                    sources.hear(source, consent);
                }
            }
        };
        if !self.watched.klaro.get() {
            self.watched.klaro.set(klaro::watch(heard(Source::Klaro)));
        }
        if !self.watched.tcf.get() && tcf::present() {
            self.watched.tcf.set(true);
            self.hear(Source::Tcf, Some(Consent::Unknown));
            self.tcf_measures.set(Some(Consent::Unknown));
            let sources = Rc::downgrade(self);
            tcf::watch(move |data| {
                if let Some(sources) = sources.upgrade() {
                    let measures = tc_data(data, Purpose::Measurement);
                    sources.tcf_measures.set(measures);
                    sources.hear(Source::Tcf, tc_data(data, Purpose::Memory));
                }
            });
        }
    }

    /// Looks again after an event, when its own listeners have run.
    fn looking_after(self: &Rc<Self>, target: &EventTarget, name: &'static str) -> EventListener {
        let sources = Rc::downgrade(self);
        EventListener::new(target, name, move |event| {
            let Some(now) = sources.upgrade() else { return };
            if let Some(consent) = cookie_consent::changed(event) {
                now.hear(Source::CookieConsent, Some(consent));
                return;
            }
            let sources = sources.clone();
            Timeout::new(0, move || {
                if let Some(sources) = sources.upgrade() {
                    sources.look();
                }
            })
            .forget();
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use js_sys::{Array, Object, Reflect};
    use wasm_bindgen::prelude::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_getter_in_an_entry_may_push_another() -> Result<(), JsValue> {
        let sources = Sources::named(None);
        let command = |states: &Object| Array::of3(&"consent".into(), &"update".into(), states);
        let pushed = Rc::new(Cell::new(false));
        let getter = {
            let (sources, pushed) = (Rc::clone(&sources), Rc::clone(&pushed));
            Closure::<dyn Fn() -> JsValue>::new(move || {
                let states = Object::new();
                let set = Reflect::set(&states, &"analytics_storage".into(), &"denied".into());
                pushed.set(set.is_ok() && sources.observe_entry(&command(&states)));
                "granted".into()
            })
        };
        let (property, states) = (Object::new(), Object::new());
        Reflect::set(&property, &"get".into(), getter.as_ref())?;
        Object::define_property(&states, &"analytics_storage".into(), &property);
        assert!(sources.observe_entry(&command(&states)));
        assert!(pushed.get());
        // The entry that was pushed first is done last.
        assert_eq!(sources.mode(Purpose::Measurement), Some(Consent::Granted));
        Ok(())
    }
}
