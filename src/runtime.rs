//! The composition root: clock, consent, storage and pack around the engine.

mod error;
mod forget;
mod hand_over;
mod hear;
mod listeners;
mod memory;
mod remember;
mod shelf;
mod timings;
mod turns;

use std::cell::{Ref, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use web_sys::Document;
use whyshelf_engine::{EARLIER_VISITS, Pack, Placement, USUAL_EARLIER};

pub(crate) use self::error::RuntimeError;
pub(crate) use self::forget::Forget;
use self::listeners::Listeners;
use self::memory::Memory;
use self::timings::Timings;
use self::turns::Turns;
pub(crate) use crate::consent::{Consent, Source, Verdict};
use crate::consent::{Permit, Sources};
use crate::delivery::{Delivered, DeliveryError, Rest, fetch_pack};
pub(crate) use crate::delivery::{Fetched, fetched};
pub(crate) use crate::signals::{Dropped, Facts, Hearing, Made, Signal, Source as Origin};
pub(crate) use crate::storage::{Counters, StoredEvent};
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
    timings: Timings,
    /// One part of a large pack is fetched at a time.
    fetching: Turns,
    /// Whether the catalog has sensitive items.
    sensitive: bool,
    /// Items that the directories of a large pack were asked for, and whether they are sensitive.
    checked: RefCell<HashMap<String, bool>>,
    /// What was reported of items that have not been checked yet.
    waiting: RefCell<Vec<Signal>>,
    listeners: Rc<Listeners>,
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
        let timings = Timings::default();
        let hearing = timings.of("markup", || Hearing::of(document));
        let (remembered, fetched) = futures_util::future::join(
            timings.during("device", remember::look()),
            timings.during("pack", fetch_pack(settings.manifest, settings.key, now())),
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
            memory: RefCell::new(Memory::new(rules)),
            sources: Sources::named(settings.consent),
            device: RefCell::default(),
            tabs: RefCell::default(),
            settling: remember::Settling::default(),
            hearing,
            timings,
            fetching: Turns::default(),
            sensitive,
            checked: RefCell::default(),
            waiting: RefCell::default(),
            listeners: Rc::default(),
        });
        let resumed = runtime.resume(remembered);
        runtime.timings.during("consent", resumed).await;
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
    pub(crate) fn events(&self) -> Ref<'_, [StoredEvent]> {
        Ref::map(self.memory.borrow(), |memory| memory.log().events())
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

    /// Milliseconds that each step took the last time.
    pub(crate) fn timings(&self) -> BTreeMap<&'static str, f64> {
        self.timings.all()
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

    /// Calls back after changes; returns the number to unsubscribe with.
    pub(crate) fn subscribe(&self, listener: impl Fn() + 'static) -> u32 {
        self.listeners.add(listener)
    }

    pub(crate) fn unsubscribe(&self, number: u32) {
        self.listeners.remove(number);
    }

    fn changed(&self) {
        self.listeners.call();
    }

    fn permit(&self) -> Option<Permit> {
        self.verdict().permit()
    }
}
