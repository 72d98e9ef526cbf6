//! The composition root: clock, consent, storage and pack around the engine.

mod error;
mod forget;
mod hear;
mod memory;
mod preferences;
mod remember;
mod shelf;
mod turns;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use web_sys::Document;
use whyshelf_engine::{EARLIER_VISITS, Pack, Placement, USUAL_EARLIER};

pub(crate) use self::error::RuntimeError;
pub(crate) use self::forget::Forget;
use self::memory::Memory;
pub(crate) use self::preferences::{Topic, Wish};
use self::turns::Turns;
pub(crate) use crate::consent::{Consent, Source, Verdict};
use crate::consent::{Permit, Sources};
use crate::delivery::{Delivered, DeliveryError, Rest, fetch_pack};
pub(crate) use crate::delivery::{Fetched, fetched};
pub(crate) use crate::signals::{Facts, Hearing, Signal, Source as Origin};
pub(crate) use crate::storage::{Counters, Preferences, StoredEvent};
use crate::storage::{Device, Rules, Tabs};

/// What a shelf asks for.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    pub(crate) placement: Placement,
    /// The merchant's identifier of the item the page shows.
    pub(crate) item: Option<String>,
    pub(crate) limit: usize,
}

/// What the shop says in its script tag.
pub(crate) struct Settings<'a> {
    /// Address of the manifest.
    pub(crate) manifest: &'a str,
    /// The public key that must have signed it, if the shop has one.
    pub(crate) key: Option<&'a str>,
    /// The sources of consent to ask, separated by spaces; none for all that the page has.
    pub(crate) consent: Option<&'a str>,
}

type Listener = Rc<dyn Fn()>;

/// One a page: it lives as long as the page does.
pub(crate) struct Runtime {
    now: fn() -> f64,
    /// What of the pack has been fetched.
    pack: RefCell<Result<Rc<Pack>, DeliveryError>>,
    /// Where the rest of a large pack is.
    rest: Option<Rest>,
    /// The release that the pack is of.
    release: f64,
    rules: Rules,
    earlier: [u8; EARLIER_VISITS],
    memory: RefCell<Memory>,
    sources: Rc<Sources>,
    device: RefCell<Option<Rc<Device>>>,
    tabs: RefCell<Tabs>,
    /// What of the sources' verdicts has been carried out.
    settling: remember::Settling,
    hearing: Hearing,
    /// One part of a large pack is fetched at a time.
    fetching: Turns,
    /// Whether the catalog has sensitive items.
    sensitive: bool,
    /// Items that the directories of a large pack were asked for, and whether they are sensitive.
    checked: RefCell<HashMap<String, bool>>,
    /// What was reported of items that have not been checked yet.
    waiting: RefCell<Vec<Signal>>,
    listeners: RefCell<Vec<(u32, Listener)>>,
    next_listener: Cell<u32>,
}

impl Runtime {
    /// Asks the sources of consent, reads what an earlier visit was allowed to leave, and fetches
    /// the pack. Neither failing is an error here: without a device events stay in memory, without
    /// a pack there is no shelf.
    pub(crate) async fn start(
        settings: Settings<'_>,
        document: &Document,
        now: fn() -> f64,
    ) -> Rc<Runtime> {
        let hearing = Hearing::of(document);
        let (remembered, fetched) = futures_util::future::join(
            remember::look(),
            fetch_pack(settings.manifest, settings.key, now()),
        )
        .await;
        let seen = remembered
            .as_ref()
            .map_or(0.0, |(_, held)| held.switches.release);
        let fetched = fetched.and_then(|delivered| delivered.not_before(seen));
        let (pack, rest, release, sensitive, memory) = match fetched {
            Ok(Delivered {
                pack,
                rest,
                release,
                sensitive,
                memory,
                ..
            }) => (Ok(Rc::new(pack)), rest, release, sensitive, memory),
            Err(cause) => (Err(cause), None, 0.0, false, None),
        };
        let usual = Rules::default();
        let rules = memory.as_ref().map_or(usual, |memory| Rules {
            keep_days: f64::from(memory.keep_days),
            visit_minutes: f64::from(memory.visit_minutes),
        });
        let earlier = memory.and_then(|memory| {
            let last = *memory.earlier.last()?;
            let weight = |visit: usize| memory.earlier.get(visit).copied().unwrap_or(last);
            Some(std::array::from_fn(weight))
        });
        let runtime = Rc::new(Runtime {
            now,
            pack: RefCell::new(pack),
            rest,
            release,
            rules,
            earlier: earlier.unwrap_or(USUAL_EARLIER),
            memory: RefCell::default(),
            sources: Sources::named(settings.consent),
            device: RefCell::default(),
            tabs: RefCell::default(),
            settling: remember::Settling::default(),
            hearing,
            fetching: Turns::default(),
            sensitive,
            checked: RefCell::default(),
            waiting: RefCell::default(),
            listeners: RefCell::default(),
            next_listener: Cell::new(0),
        });
        runtime.resume(remembered).await;
        runtime
    }

    /// The pack, or why there is none.
    pub(crate) fn pack(&self) -> Result<Rc<Pack>, RuntimeError> {
        match &*self.pack.borrow() {
            Ok(pack) => Ok(Rc::clone(pack)),
            Err(cause) => Err(RuntimeError::NoPack(cause.to_string())),
        }
    }

    /// Every event held, oldest first.
    pub(crate) fn events(&self) -> Vec<StoredEvent> {
        self.memory.borrow().log(self.rules).events().to_vec()
    }

    /// What the sources of consent allow together, and who decided.
    pub(crate) fn verdict(&self) -> Verdict {
        self.sources.verdict()
    }

    /// What each source of consent on this page says.
    pub(crate) fn consents(&self) -> Vec<(Source, Consent)> {
        self.sources.all()
    }

    pub(crate) fn paused(&self) -> bool {
        self.memory.borrow().paused()
    }

    /// Whether this visit is for somebody else.
    pub(crate) fn gift(&self) -> bool {
        self.memory.borrow().gift()
    }

    /// How long events are kept, and what ends a visit.
    pub(crate) fn rules(&self) -> Rules {
        self.rules
    }

    /// What an event of an earlier visit weighs, in 256ths: of the last visit, the one before, …
    pub(crate) fn earlier(&self) -> [u8; EARLIER_VISITS] {
        self.earlier
    }

    /// How many events the device has lost.
    pub(crate) fn lost(&self) -> usize {
        self.memory.borrow().lost()
    }

    /// Stops or resumes recording.
    pub(crate) async fn set_paused(self: &Rc<Self>, paused: bool) -> Result<(), RuntimeError> {
        self.memory.borrow_mut().set_paused(paused);
        self.changed();
        self.change_device(move |held| held.switches.paused = paused)
            .await
    }

    /// Calls back after every change; returns the number to unsubscribe with.
    pub(crate) fn subscribe(&self, listener: impl Fn() + 'static) -> u32 {
        let number = self.next_listener.get();
        self.next_listener.set(number.wrapping_add(1));
        self.listeners
            .borrow_mut()
            .push((number, Rc::new(listener)));
        number
    }

    pub(crate) fn unsubscribe(&self, number: u32) {
        self.listeners
            .borrow_mut()
            .retain(|(own, _)| *own != number);
    }

    fn changed(&self) {
        // Copied, so that a listener may subscribe or unsubscribe.
        let listeners: Vec<Listener> = self
            .listeners
            .borrow()
            .iter()
            .map(|(_, listener)| Rc::clone(listener))
            .collect();
        for listener in listeners {
            listener();
        }
    }

    fn permit(&self) -> Option<Permit> {
        self.verdict().permit()
    }
}
