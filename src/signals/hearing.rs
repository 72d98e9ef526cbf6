//! What this page view has told so far.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::Date;
use web_sys::Document;
use whyshelf_engine::{EventKind, Pack};
use whyshelf_signals::attention::Attention;
use whyshelf_signals::{Admission, Dropped, Drops, Facts, Once, Reason, Signal, Source};

use super::{Context, attention, page};

/// A report that an event stands for.
#[derive(Clone, Debug)]
pub(crate) struct Made {
    pub(crate) source: Source,
    pub(crate) kind: EventKind,
    pub(crate) item: String,
    pub(crate) event: u32,
}

/// The page's product, what was reported already, and what was passed over. One a page.
pub(crate) struct Hearing {
    document: Document,
    /// Path and query of the page's address.
    address: RefCell<(String, String)>,
    product: RefCell<Facts>,
    once: RefCell<Once>,
    drops: RefCell<Drops>,
    made: RefCell<VecDeque<Made>>,
    attention: Rc<RefCell<Attention>>,
}

impl Hearing {
    /// Reads the page's markup.
    pub(crate) fn of(document: &Document) -> Hearing {
        let hearing = Hearing {
            document: document.clone(),
            address: RefCell::new(address(document)),
            product: RefCell::default(),
            once: RefCell::default(),
            drops: RefCell::default(),
            made: RefCell::default(),
            attention: Rc::default(),
        };
        let product = hearing.read();
        *hearing.product.borrow_mut() = product;
        attention::watch(document, &hearing.attention);
        hearing
    }

    fn read(&self) -> Facts {
        let path = self.address.borrow().0.clone();
        page::product(&self.document, &path, &mut |dropped| self.drop(dropped))
    }

    /// Notices that a shop of one page shows another. Whether it does.
    pub(crate) fn turn_page(&self) -> bool {
        let now = address(&self.document);
        let before = self.address.replace(now.clone());
        if before == now {
            return false;
        }
        self.once.borrow_mut().clear();
        let mut product = self.read();
        // Markup that another path has left behind says nothing of this one.
        if before.0 != now.0 && product.names == self.product.borrow().names {
            product = Facts::default();
        }
        *self.product.borrow_mut() = product;
        let mut fresh = Attention::default();
        fresh.visible(!self.document.hidden(), Date::now());
        *self.attention.borrow_mut() = fresh;
        true
    }

    /// What the page's markup says of its product.
    pub(crate) fn product(&self) -> Facts {
        self.product.borrow().clone()
    }

    /// The signal that the page's markup is: whoever opens a product's page views the product.
    pub(crate) fn view(&self) -> Option<Signal> {
        let product = self.product.borrow();
        let source = product.get("id").map(|id| id.source);
        (!product.names.is_empty()).then(|| Signal {
            source: source.unwrap_or(Source::JsonLd),
            kind: EventKind::ViewItem,
            names: product.names.clone(),
        })
    }

    /// What the catalog calls an item that a source calls by these names: the first that the pack
    /// knows. Where it knows none but one is the page's product, whatever else the page calls that.
    /// Where nothing is known the first name stays: nothing is guessed.
    pub(crate) fn item(&self, pack: Option<&Pack>, names: &[String]) -> String {
        let known = |names: &[String]| {
            let pack = pack?;
            let item = names.iter().find_map(|name| pack.index_of(name))?;
            Some(pack.id(item).to_owned())
        };
        let product = self.product.borrow();
        let is_products = names.iter().any(|name| product.names.contains(name));
        let others =
            || is_products.then(|| known(&product.names).or(product.names.first().cloned()));
        known(names)
            .or_else(|| others().flatten())
            .or_else(|| names.first().cloned())
            .unwrap_or_default()
    }

    /// What a report is: of a fresh action, or of one that an event stands for already.
    pub(crate) fn admit(&self, signal: &Signal, item: &str, now: f64) -> Admission {
        let mut once = self.once.borrow_mut();
        once.admit(signal.kind, item, &signal.names, signal.source, now)
    }

    /// Takes down the event that a fresh report became.
    pub(crate) fn note(&self, signal: &Signal, item: String, now: f64, event: u32) {
        let mut made = self.made.borrow_mut();
        if made.len() == Drops::CAPACITY {
            made.pop_front();
        }
        made.push_back(Made {
            source: signal.source,
            kind: signal.kind,
            item: item.clone(),
            event,
        });
        let mut once = self.once.borrow_mut();
        once.note(signal.kind, item, signal.source, now, event);
    }

    /// The last reports that an event stands for, oldest first.
    pub(crate) fn made(&self) -> Vec<Made> {
        self.made.borrow().iter().cloned().collect()
    }

    /// An event has another number than it was noted with.
    pub(crate) fn renumber(&self, noted: u32, event: u32) {
        // Of several events, each of which gets the number that the next was noted with, the last one's.
        let mut made = self.made.borrow_mut();
        if let Some(made) = made.iter_mut().rev().find(|made| made.event == noted) {
            made.event = event;
        }
        self.once.borrow_mut().renumber(noted, event);
    }

    /// Whether the item that the pack knows as the one that is called `name` was viewed on this page,
    /// under whatever name.
    pub(crate) fn has_viewed(&self, pack: &Pack, name: &str) -> bool {
        let item = pack.index_of(name);
        let is = |viewed: &str| viewed == name || (item.is_some() && pack.index_of(viewed) == item);
        self.once.borrow().knows(EventKind::ViewItem, is)
    }

    /// Takes down that something became no event.
    pub(crate) fn drop(&self, dropped: Dropped) {
        self.drops.borrow_mut().push(dropped);
    }

    /// Takes down that a signal became no event.
    pub(crate) fn pass_over(&self, signal: &Signal, reason: Reason) {
        self.drop(Dropped {
            source: signal.source,
            reason,
            what: signal.names.first().cloned().unwrap_or_default(),
        });
    }

    /// What became no event: the last ones, and how many in all.
    pub(crate) fn drops(&self) -> (Vec<Dropped>, u32) {
        let drops = self.drops.borrow();
        (drops.last().cloned().collect(), drops.count())
    }

    /// Milliseconds that the page has been looked at, and hundredths of it that were seen.
    pub(crate) fn attention(&self) -> (f64, u8) {
        let mut attention = self.attention.borrow_mut();
        attention::look(&self.document, &mut attention);
        (attention.dwell(Date::now()), attention.depth())
    }

    /// Where and when the page is shown.
    pub(crate) fn context(&self) -> Context {
        Context::of(&self.document, &self.product.borrow())
    }
}

fn address(document: &Document) -> (String, String) {
    document
        .location()
        .map_or_else(Default::default, |location| {
            let path = location.pathname().unwrap_or_default();
            (path, location.search().unwrap_or_default())
        })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn reports_whose_events_get_each_others_numbers_stay_apart() {
        let hearing = Hearing::of(&web_sys::window().unwrap().document().unwrap());
        for (event, item) in [(1, "a"), (2, "b"), (3, "c")] {
            let signal = Signal {
                source: Source::Gtm,
                kind: EventKind::ViewItem,
                names: vec![item.to_owned()],
            };
            hearing.note(&signal, item.to_owned(), 0.0, event);
        }
        // Another tab has taken number 1 meanwhile.
        for (noted, event) in [(1, 2), (2, 3), (3, 4)] {
            hearing.renumber(noted, event);
        }
        let made = hearing.made().into_iter().map(|made| made.event);
        assert_eq!(made.collect::<Vec<_>>(), [2, 3, 4]);
    }
}
