//! The composition root: clock, consent, storage and pack around the engine.

mod attendant;
mod burst;
mod error;
mod forget;
mod hand_over;
mod hear;
mod keep;
mod listeners;
mod memory;
mod preferences;
mod remember;
mod shelf;
mod timings;
mod turns;
mod untold;
mod want;

use std::cell::{Ref, RefCell};
use std::rc::Rc;

use futures_util::future::LocalBoxFuture;
use wasm_bindgen::JsValue;
use whyshelf_engine::{EARLIER_VISITS, FreeShipping, Pack, Placement, Strategy, USUAL_EARLIER};

pub(crate) use self::attendant::Attendant;
pub(crate) use self::error::RuntimeError;
pub(crate) use self::forget::Forget;
use self::listeners::Listeners;
use self::memory::Memory;
pub(crate) use self::preferences::{Preference, Topic};
use self::timings::Timings;
use self::turns::Turns;
use crate::chunk::NotLoaded;
pub(crate) use crate::consent::{Consent, Source};
use crate::delivery::{Delivered, DeliveryError, Rest, fetch_pack, in_words};
pub(crate) use crate::delivery::{Fetched, fetched};
pub(crate) use crate::signals::{Dropped, Facts, Made, Signal, Source as Origin};
use crate::storage::Rules;
pub(crate) use crate::storage::{Everything, Preferences, StoredEvent};

/// Milliseconds.
const DAY: f64 = 86_400_000.0;

/// What a shelf asks for.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    pub(crate) placement: Placement,
    /// The merchant's identifier of the item the page shows.
    pub(crate) item: Option<String>,
    pub(crate) limit: usize,
    /// What it is to be filled with, if not with what is usual there.
    pub(crate) strategy: Option<Strategy>,
    /// Items that are not wanted: those that other shelves of the page show.
    pub(crate) exclude: Vec<String>,
    /// From what value of the cart on shipping is free.
    pub(crate) free_shipping: Option<FreeShipping>,
}

impl Ask {
    /// What the shelf is called where it is remembered what it leaves out.
    pub(crate) fn name(&self) -> String {
        let strategy = self.strategy.map_or("", Strategy::name);
        [self.placement.name(), "/", strategy].concat()
    }
}

/// What a shelf needs: pack, memory and engine. One a page: it lives as long as the page does.
///
/// What listens, asks for consent and writes is the [`Attendant`], whose code comes after the first
/// shelf.
pub(crate) struct Runtime {
    now: fn() -> f64,
    /// Address of the manifest.
    manifest: String,
    /// What of the pack has been fetched.
    pack: RefCell<Result<Rc<Pack>, String>>,
    /// Where the rest of a large pack is.
    rest: Option<Rc<Rest>>,
    /// The release that the pack is of.
    release: f64,
    /// Time of the newest event that the pack knows.
    created: f64,
    /// Days from the oldest one to it; endless where the manifest does not tell.
    days: f64,
    rules: Rules,
    earlier: [u8; EARLIER_VISITS],
    memory: RefCell<Memory>,
    attends: RefCell<Option<Rc<dyn Attends>>>,
    timings: Timings,
    /// One part of a large pack is fetched at a time.
    fetching: Turns,
    /// Whether the catalog has sensitive items.
    sensitive: bool,
    /// Items that the directories of a large pack were asked for, and whether they are sensitive.
    checked: RefCell<Vec<(String, bool)>>,
    listeners: Rc<Listeners>,
}

/// The attendant as the code of the first shelf knows it: by what it does, not by how.
trait Attends {
    /// Whether the item that is called so was viewed on this page, under whatever name.
    fn has_viewed(&self, pack: &Pack, name: &str) -> bool;

    /// The item that the page's own markup describes.
    fn page_item(&self) -> Option<String>;

    /// Takes one entry of a data layer of the page; `adobe` tells whose.
    fn observe_entry(self: Rc<Self>, entry: &JsValue, adobe: bool);

    /// Takes what the page's own markup says, and listens from then on.
    fn observe_page(self: Rc<Self>);

    /// Notices that a shop of one page shows another product by now.
    fn observe_turn(self: Rc<Self>);

    /// Whether the shop's own analytics may be told what shelves show.
    fn allows_measurement(&self) -> bool;

    /// Reads the device again.
    fn reread(self: Rc<Self>);

    /// More of a large pack is there: what this item says can be kept.
    fn arrived(self: Rc<Self>, item: String) -> LocalBoxFuture<'static, ()>;
}

impl Runtime {
    /// Fetches the pack. That it cannot be had is no error here: then there is no shelf.
    pub(crate) async fn start(manifest: &str, key: Option<&str>, now: fn() -> f64) -> Rc<Runtime> {
        let timings = Timings::default();
        let fetched = timings.during("pack", fetch_pack(manifest, key, now()));
        let (pack, rest, release, [created, days], sensitive, memory) = match fetched.await {
            Ok(Delivered {
                pack,
                rest,
                release,
                created,
                days,
                sensitive,
                memory,
            }) => (
                Ok(Rc::new(pack)),
                rest.map(Rc::new),
                release,
                [created, days],
                sensitive,
                memory,
            ),
            Err(cause) => {
                let words = in_words(cause).await;
                let words = words.unwrap_or_else(|NotLoaded| NotLoaded::WORDS.to_owned());
                (Err(words), None, 0.0, [f64::NAN; 2], false, None)
            }
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
        Rc::new(Runtime {
            now,
            manifest: manifest.to_owned(),
            pack: RefCell::new(pack),
            rest,
            release,
            created,
            days,
            rules,
            earlier: earlier.unwrap_or(USUAL_EARLIER),
            memory: RefCell::new(Memory::new(rules)),
            timings,
            attends: RefCell::default(),
            fetching: Turns::default(),
            sensitive,
            checked: RefCell::default(),
            listeners: Rc::default(),
        })
    }

    fn attends(&self) -> Option<Rc<dyn Attends>> {
        self.attends.borrow().clone()
    }

    /// Whether somebody listens to the page.
    pub(crate) fn is_attended(&self) -> bool {
        self.attends.borrow().is_some()
    }

    /// Takes one entry of a data layer of the page; `adobe` tells whose.
    pub(crate) fn observe_entry(&self, entry: &JsValue, adobe: bool) {
        if let Some(attendant) = self.attends() {
            attendant.observe_entry(entry, adobe);
        }
    }

    /// Whether the shop's own analytics may be told what shelves show.
    pub(crate) fn allows_measurement(&self) -> bool {
        self.attends()
            .is_some_and(|attendant| attendant.allows_measurement())
    }

    /// Takes what the page's own markup says, and listens from then on.
    pub(crate) fn observe_page(&self) {
        if let Some(attendant) = self.attends() {
            attendant.observe_page();
        }
    }

    /// Reads the device again: another tab may have written.
    pub(crate) fn reread(&self) {
        if let Some(attendant) = self.attends() {
            attendant.reread();
        }
    }

    /// The pack is not to be used if this device has seen a newer release: who could serve an old
    /// one again could bring back what the shop has taken out.
    fn not_before(&self, seen: f64) {
        let mut pack = self.pack.borrow_mut();
        if pack.is_ok() && self.release < seen {
            let cause = DeliveryError::Older {
                url: self.manifest.clone(),
                release: self.release,
                seen,
            };
            *pack = Err(cause.to_string());
        }
    }

    /// The pack, or why there is none.
    pub(crate) fn pack(&self) -> Result<Rc<Pack>, RuntimeError> {
        match &*self.pack.borrow() {
            Ok(pack) => Ok(Rc::clone(pack)),
            Err(cause) => Err(RuntimeError::NoPack(cause.clone())),
        }
    }

    /// Days since the oldest event that popularity was counted from; endless where that is not known.
    pub(crate) fn popularity_days(&self) -> f64 {
        ((self.now)() - self.created) / DAY + self.days
    }

    /// Every event held, oldest first.
    pub(crate) fn events(&self) -> Ref<'_, [StoredEvent]> {
        Ref::map(self.memory.borrow(), |memory| memory.log().events())
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
    pub(crate) fn timings(&self) -> Vec<(&'static str, f64)> {
        self.timings.all()
    }

    /// What an event of an earlier visit weighs, in 256ths: of the last visit, the one before, …
    pub(crate) fn earlier(&self) -> [u8; EARLIER_VISITS] {
        self.earlier
    }

    /// Whether an item that the directories were asked for is sensitive; none where they were not.
    fn checked(&self, item: &str) -> Option<bool> {
        let checked = self.checked.borrow();
        let known = checked.iter().find(|(asked, _)| asked == item);
        known.map(|&(_, sensitive)| sensitive)
    }

    /// How many events the device has lost.
    pub(crate) fn lost(&self) -> usize {
        self.memory.borrow().lost()
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
}
