//! The composition root: clock, consent, storage and pack around the engine.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::Document;
use whyshelf_engine::{
    Event, EventKind, ItemIndex, Pack, Placement, Recommendation, Request, Session,
};

pub(crate) use crate::consent::Consent;
use crate::delivery::{DeliveryError, Rest, fetch_pack};
use crate::signals::{Admission, Hear, Heard, Reason, entry, listen};
pub(crate) use crate::signals::{Facts, Hearing, Signal, Source};
pub(crate) use crate::storage::StoredEvent;
use crate::storage::{Device, EventLog, Snapshot, StorageError};

/// What a shelf asks for.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    pub(crate) placement: Placement,
    /// The merchant's identifier of the item the page shows.
    pub(crate) item: Option<String>,
    pub(crate) limit: usize,
}

/// Why the runtime cannot do as asked.
#[derive(Debug)]
pub(crate) enum RuntimeError {
    /// There is no pack to rank with.
    NoPack(String),
    /// The pack does not know the item.
    UnknownItem(String),
    /// The device did not do as asked.
    Storage(StorageError),
}

impl fmt::Display for RuntimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RuntimeError::NoPack(cause) => f.write_str(cause),
            RuntimeError::UnknownItem(item) => write!(
                f,
                "the pack does not know the item {item:?}; use the identifiers of the catalog it was built from"
            ),
            RuntimeError::Storage(cause) => write!(f, "{cause}"),
        }
    }
}

impl From<StorageError> for RuntimeError {
    fn from(cause: StorageError) -> Self {
        RuntimeError::Storage(cause)
    }
}

type Listener = Rc<dyn Fn()>;

/// One a page: it lives as long as the page does.
pub(crate) struct Runtime {
    now: fn() -> f64,
    /// What of the pack has been fetched.
    pack: RefCell<Result<Rc<Pack>, DeliveryError>>,
    /// Where the rest of a large pack is.
    rest: Option<Rest>,
    log: RefCell<EventLog>,
    consent: Cell<Consent>,
    paused: Cell<bool>,
    device: RefCell<Option<Rc<Device>>>,
    hearing: Hearing,
    listeners: RefCell<Vec<(u32, Listener)>>,
    next_listener: Cell<u32>,
}

impl Runtime {
    /// Reads what an earlier visit was allowed to leave, and fetches the pack. Neither failing
    /// is an error here: without a device events stay in memory, without a pack there is no shelf.
    pub(crate) async fn start(
        manifest_url: &str,
        key: Option<&str>,
        document: &Document,
        now: fn() -> f64,
    ) -> Rc<Runtime> {
        let hearing = Hearing::of(document);
        let (remembered, pack) =
            futures_util::future::join(remembered(), fetch_pack(manifest_url, key, now())).await;
        let (pack, rest) = match pack {
            Ok((pack, rest)) => (Ok(Rc::new(pack)), rest),
            Err(cause) => (Err(cause), None),
        };
        let (device, snapshot) = match remembered {
            Some((device, snapshot)) => (Some(Rc::new(device)), Some(snapshot)),
            None => (None, None),
        };
        let consent = if device.is_some() {
            Consent::Granted
        } else {
            Consent::Unknown
        };
        let paused = snapshot.as_ref().is_some_and(|snapshot| snapshot.paused);
        Rc::new(Runtime {
            now,
            pack: RefCell::new(pack),
            rest,
            log: RefCell::new(snapshot.map(|snapshot| snapshot.log).unwrap_or_default()),
            consent: Cell::new(consent),
            paused: Cell::new(paused),
            device: RefCell::new(device),
            hearing,
            listeners: RefCell::default(),
            next_listener: Cell::new(0),
        })
    }

    /// The pack, or why there is none.
    pub(crate) fn pack(&self) -> Result<Rc<Pack>, RuntimeError> {
        match &*self.pack.borrow() {
            Ok(pack) => Ok(Rc::clone(pack)),
            Err(cause) => Err(RuntimeError::NoPack(cause.to_string())),
        }
    }

    /// Fetches the row of an item that the page shows, where a large pack has it in a shard. Only
    /// for items that the page's own address explains, never for what the shopper did elsewhere:
    /// the shop's server must not learn that from the requests.
    pub(crate) async fn want(&self, item: &str) -> Result<(), RuntimeError> {
        let (Some(rest), Ok(pack)) = (&self.rest, self.pack()) else {
            return Ok(());
        };
        // Directories know all names, but the pack may know the better one already.
        let item = pack.index_of(item).map_or(item, |known| pack.id(known));
        let here = |pack: &Pack| {
            let own = pack.index_of(item);
            own.is_some_and(|item| item.slot() < pack.row_count())
        };
        if here(&pack) {
            return Ok(());
        }
        let no_pack = |cause: &dyn fmt::Display| RuntimeError::NoPack(cause.to_string());
        let shards = rest.fetch(item).await.map_err(|cause| no_pack(&cause))?;
        if shards.is_empty() {
            return Ok(());
        }
        // Another item's shard may have come in the meantime.
        let pack = self.pack()?;
        let parts: Vec<&Pack> = std::iter::once(&*pack).chain(&shards).collect();
        let joined = Pack::join(&parts).map_err(|cause| no_pack(&cause))?;
        *self.pack.borrow_mut() = Ok(Rc::new(joined));
        self.changed();
        Ok(())
    }

    /// What the page has told so far.
    pub(crate) fn hearing(&self) -> &Hearing {
        &self.hearing
    }

    /// The item that the page's own markup describes.
    pub(crate) fn page_item(&self) -> Option<String> {
        let names = self.hearing.product().names;
        (!names.is_empty()).then(|| self.item(&names))
    }

    /// What this page itself calls the item, if it describes it.
    pub(crate) fn page_title(&self, item: &str) -> Option<String> {
        let product = self.hearing.product();
        let title = product.get("title")?.text.clone();
        let is_it = product.names.iter().any(|name| name == item)
            || self.page_item().as_deref() == Some(item);
        is_it.then_some(title)
    }

    /// What the catalog calls an item that the page calls by these names.
    fn item(&self, names: &[String]) -> String {
        self.hearing.item(self.pack().ok().as_deref(), names)
    }

    pub(crate) fn events(&self) -> Vec<StoredEvent> {
        self.log.borrow().events().to_vec()
    }

    pub(crate) fn consent(&self) -> Consent {
        self.consent.get()
    }

    pub(crate) fn paused(&self) -> bool {
        self.paused.get()
    }

    /// Takes one entry of a data layer of the page; `adobe` tells whose.
    pub(crate) fn observe_entry(self: &Rc<Self>, value: &JsValue, adobe: bool) {
        self.hear(entry(value, adobe));
    }

    /// Takes what the page's own markup says: a page that describes one product shows it.
    pub(crate) fn observe_page(self: &Rc<Self>) {
        if let Some(signal) = self.hearing.view() {
            self.observe(signal);
        }
    }

    /// Listens from now on to what platforms tell through events.
    pub(crate) fn listen(self: &Rc<Self>, document: &Document) {
        let runtime = Rc::clone(self);
        let hear: Hear = Rc::new(move |heard| runtime.hear(heard));
        listen(document, &hear);
    }

    /// Takes what a source reported.
    fn hear(self: &Rc<Self>, heard: Heard) {
        for dropped in heard.dropped {
            self.hearing.drop(dropped);
        }
        for signal in heard.signals {
            self.observe(signal);
        }
    }

    fn observe(self: &Rc<Self>, signal: Signal) {
        if let Some((_, written)) = self.record(signal) {
            spawn_local(written);
        }
    }

    /// Records an event, unless the shopper has paused recording. Returns its number, and the
    /// future that resolves when the device has it, if it is to. What several sources report, or a
    /// reload repeats, is one event: then its number is that of the first.
    pub(crate) fn record(
        self: &Rc<Self>,
        signal: Signal,
    ) -> Option<(u32, impl Future<Output = ()> + use<>)> {
        if self.paused.get() {
            self.hearing.pass_over(&signal, Reason::Paused);
            return None;
        }
        self.observe_turn();
        let (item, now) = (self.item(&signal.names), (self.now)());
        if item.is_empty() || item.len() > EventLog::LONGEST_ITEM {
            self.hearing.pass_over(&signal, Reason::NoIdentifier);
            return None;
        }
        let mut kept = None;
        let id = match self.known(&signal, &item, now) {
            Some(id) => {
                self.hearing.pass_over(&signal, Reason::Repeated);
                id
            }
            None => {
                let mut log = self.log.borrow_mut();
                let (event, dropped) = log.append(signal.kind, item.clone(), now);
                drop(log);
                let id = event.id;
                self.hearing.note(&signal, item, now, id);
                let held = self.consent.get().permit().zip(self.device());
                kept = held.map(|held| (held, event, dropped));
                self.changed();
                id
            }
        };
        let written = async move {
            if let Some(((permit, device), event, dropped)) = kept {
                // The event is in memory; the next write of the whole log repairs the device.
                let _ = device.append(permit, &event, &dropped).await;
            }
        };
        Some((id, written))
    }

    /// The event that stands for what is reported, if there is one: this page has reported it, or
    /// it is the same page again.
    fn known(&self, signal: &Signal, item: &str, now: f64) -> Option<u32> {
        /// A page of an order that is shown again within this many milliseconds sold nothing new.
        const SESSION_MS: f64 = 30.0 * 60_000.0;
        let log = self.log.borrow();
        let explicit = signal.source == Source::Api;
        if let Admission::Known(id) = self.hearing.admit(signal, item, now) {
            // What the shop says in so many words is recorded again after it was forgotten.
            let held = || log.events().iter().any(|event| event.id == id);
            return (!explicit || held()).then_some(id);
        }
        let mut latest = log.events().iter().rev();
        let same = match signal.kind {
            _ if explicit => None,
            EventKind::ViewItem => latest.next().filter(|event| event.item == item),
            EventKind::Purchase => latest
                .find(|event| event.item == item)
                .filter(|event| (now - event.time).abs() <= SESSION_MS),
            _ => None,
        };
        let id = same.filter(|event| event.kind == signal.kind)?.id;
        self.hearing.note(signal, item.to_owned(), now, id);
        Some(id)
    }

    /// Where a shop of one page shows another product by now, it is viewed.
    pub(crate) fn observe_turn(self: &Rc<Self>) {
        if self.hearing.turn_page()
            && let Some(signal) = self.hearing.view()
        {
            self.observe(signal);
        }
    }

    /// Forgets one event, here and on the device. Whether there was one.
    pub(crate) async fn forget(self: &Rc<Self>, id: u32) -> Result<bool, RuntimeError> {
        let known = self.log.borrow_mut().forget(id);
        self.changed();
        if let Some(device) = self.device() {
            device.forget(id).await?;
        }
        Ok(known)
    }

    /// Forgets everything. What the shopper has allowed stays allowed.
    pub(crate) async fn forget_all(self: &Rc<Self>) -> Result<(), RuntimeError> {
        self.log.borrow_mut().clear();
        self.changed();
        self.write_all().await
    }

    /// Stops or resumes recording.
    pub(crate) async fn set_paused(self: &Rc<Self>, paused: bool) -> Result<(), RuntimeError> {
        self.paused.set(paused);
        self.changed();
        self.write_all().await
    }

    /// Takes a decision about remembering. Granting writes what is held; anything else erases
    /// the device at once, and the events of this page last as long as the page.
    pub(crate) async fn set_consent(self: &Rc<Self>, consent: Consent) -> Result<(), RuntimeError> {
        self.consent.set(consent);
        self.changed();
        let Some(permit) = consent.permit() else {
            let device = self.device.borrow_mut().take();
            if let Some(device) = device {
                device.erase().await?;
            }
            return Ok(());
        };
        if self.device().is_none() {
            let device = Device::create(permit).await;
            // Withdrawn while the database was being made: leave nothing behind.
            if self.consent.get().permit().is_none() {
                return match device {
                    Ok(device) => Ok(device.erase().await?),
                    Err(_) => Ok(()),
                };
            }
            *self.device.borrow_mut() = Some(Rc::new(device?));
        }
        self.write_all().await
    }

    /// Reads the device again: another tab may have written while this one was hidden. A database
    /// that is gone was erased, there or in the browser's settings; what is held here goes too.
    pub(crate) async fn reread(self: &Rc<Self>) {
        let Some(device) = self.device() else { return };
        match device.read().await {
            Ok(snapshot) => {
                let same = *self.log.borrow() == snapshot.log;
                if !same || self.paused.get() != snapshot.paused {
                    *self.log.borrow_mut() = snapshot.log;
                    self.paused.set(snapshot.paused);
                    self.changed();
                }
            }
            Err(StorageError::Refused(_)) => {
                *self.device.borrow_mut() = None;
                self.consent.set(Consent::Unknown);
                self.log.borrow_mut().clear();
                self.changed();
            }
            Err(StorageError::Unavailable | StorageError::NoAnswer) => {}
        }
    }

    /// The shelf for what is held now.
    pub(crate) fn recommend(&self, ask: &Ask) -> Result<Vec<Recommendation>, RuntimeError> {
        let pack = self.pack()?;
        Ok(whyshelf_engine::recommend(
            &pack,
            &self.session(&pack),
            &self.request(&pack, ask),
        ))
    }

    /// One item's contributions, on the shelf or not.
    pub(crate) fn explain(&self, ask: &Ask, item: &str) -> Result<Recommendation, RuntimeError> {
        let pack = self.pack()?;
        let index = pack
            .index_of(item)
            .ok_or_else(|| RuntimeError::UnknownItem(item.to_owned()))?;
        Ok(whyshelf_engine::explain(
            &pack,
            &self.session(&pack),
            &self.request(&pack, ask),
            index,
        ))
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

    fn device(&self) -> Option<Rc<Device>> {
        self.device.borrow().clone()
    }

    async fn write_all(&self) -> Result<(), RuntimeError> {
        let (Some(permit), Some(device)) = (self.consent.get().permit(), self.device()) else {
            return Ok(());
        };
        let log = EventLog::restore(self.events(), self.log.borrow().next());
        Ok(device.write_all(permit, &log, self.paused.get()).await?)
    }

    fn session(&self, pack: &Pack) -> Session {
        let log = self.log.borrow();
        let known = |event: &StoredEvent| {
            Some(Event {
                sequence: event.id,
                kind: event.kind,
                item: pack.index_of(&event.item)?,
            })
        };
        Session::new(log.events().iter().filter_map(known).collect(), log.next())
    }

    fn request(&self, pack: &Pack, ask: &Ask) -> Request {
        let page: Option<ItemIndex> = ask.item.as_deref().and_then(|item| pack.index_of(item));
        let viewed = |item: &String| {
            let known = page.map(|page| pack.id(page));
            self.hearing.has_viewed(known.unwrap_or(item))
        };
        Request {
            // What has been recorded as an event is the shopper's to forget; it must not come
            // back through the page.
            context: page.filter(|_| !ask.item.as_ref().is_some_and(viewed)),
            exclude: page,
            ..Request::new(ask.placement, ask.limit)
        }
    }
}

/// What an earlier visit left on this device, if the shopper let it.
async fn remembered() -> Option<(Device, Snapshot)> {
    let device = Device::open_existing().await.ok()??;
    let snapshot = device.read().await.ok()?;
    Some((device, snapshot))
}
