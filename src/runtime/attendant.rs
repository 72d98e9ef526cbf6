//! The half of the runtime that is not needed to show a shelf: it listens to the page, asks for
//! consent, and keeps on the device what it may.

use std::cell::RefCell;
use std::rc::Rc;

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::Document;
use whyshelf_engine::Pack;

use super::burst::Burst;
use super::remember::{self, Settling};
use super::{Attends, Runtime, RuntimeError};
use crate::consent::{Consent, Permit, Source, Sources, Verdict};
use crate::signals::{Hearing, Signal};
use crate::storage::{Device, Tabs};

/// See the module. One a page.
pub(crate) struct Attendant {
    pub(super) runtime: Rc<Runtime>,
    pub(super) document: Document,
    pub(super) sources: Rc<Sources>,
    pub(super) device: RefCell<Option<Rc<Device>>>,
    pub(super) tabs: RefCell<Tabs>,
    /// What of the sources' verdicts has been carried out.
    pub(super) settling: Settling,
    pub(super) hearing: Hearing,
    /// What was reported of items that have not been checked yet.
    pub(super) waiting: RefCell<Vec<Signal>>,
    /// Entries of data layers that have their turn later.
    pub(super) burst: Burst,
}

impl Attendant {
    /// Reads what an earlier visit was allowed to leave and asks the sources of consent: those that
    /// `named` names, separated by spaces, or all that the page has. Without a device events stay in
    /// memory.
    pub(crate) async fn start(
        runtime: Rc<Runtime>,
        document: Document,
        named: Option<&str>,
    ) -> Rc<Attendant> {
        let timings = &runtime.timings;
        let remembered = timings.during("device", remember::look()).await;
        if let Some((_, held)) = &remembered {
            runtime.not_before(held.switches.release);
        }
        let hearing = timings.of("markup", || Hearing::of(&document));
        let attendant = Rc::new(Attendant {
            hearing,
            sources: Sources::named(named),
            device: RefCell::default(),
            tabs: RefCell::default(),
            settling: Settling::default(),
            waiting: RefCell::default(),
            burst: Burst::default(),
            document,
            runtime,
        });
        *attendant.runtime.attends.borrow_mut() = Some(Rc::clone(&attendant) as Rc<dyn Attends>);
        let resumed = attendant.resume(remembered);
        attendant.runtime.timings.during("consent", resumed).await;
        attendant
    }

    /// What shelves are made with.
    pub(crate) fn runtime(&self) -> &Rc<Runtime> {
        &self.runtime
    }

    /// What the sources of consent allow together, and who decided.
    pub(crate) fn verdict(&self) -> Verdict {
        self.sources.verdict()
    }

    /// What each source of consent on this page says.
    pub(crate) fn consents(&self) -> Vec<(Source, Consent)> {
        self.sources.all()
    }

    /// Stops or resumes recording.
    pub(crate) async fn set_paused(self: &Rc<Self>, paused: bool) -> Result<(), RuntimeError> {
        self.runtime.memory.borrow_mut().set_paused(paused);
        self.runtime.changed();
        self.opened().await;
        self.runtime.memory.borrow_mut().set_paused(paused);
        self.change_device(move |held| held.switches.paused = paused)
            .await
    }

    /// Waits while the device is being opened: what it held then takes the place of what was switched meanwhile.
    pub(super) async fn opened(&self) {
        drop(self.settling.opening.turn().await);
    }

    pub(super) fn permit(&self) -> Option<Permit> {
        self.verdict().permit()
    }
}

impl Attends for Attendant {
    fn has_viewed(&self, pack: &Pack, name: &str) -> bool {
        self.hearing.has_viewed(pack, name)
    }

    fn page_item(&self) -> Option<String> {
        self.hearing_of_page()
    }

    fn arrived(self: Rc<Self>, item: String) -> LocalBoxFuture<'static, ()> {
        async move {
            self.observe_waiting();
            if let Some(permit) = self.permit() {
                self.keep_row(permit, &item).await;
            }
        }
        .boxed_local()
    }

    fn observe_entry(self: Rc<Self>, entry: &JsValue, adobe: bool) {
        self.hear_entry(entry, adobe);
    }

    fn observe_page(self: Rc<Self>) {
        self.hear_page();
        let document = self.document.clone();
        self.listen(&document);
    }

    fn observe_turn(self: Rc<Self>) {
        self.hear_turn();
    }

    fn allows_measurement(&self) -> bool {
        self.sources.allow_measurement()
    }

    fn reread(self: Rc<Self>) {
        spawn_local(async move { self.read_again().await });
    }
}
