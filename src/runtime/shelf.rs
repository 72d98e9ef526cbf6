//! Ranking: what is held, and of the pack what this page may have.

use std::fmt;
use std::rc::Rc;

use whyshelf_engine::{Event, ItemIndex, Pack, Recommendation, Request, Session, Shelf, Without};

use super::{Ask, Runtime, RuntimeError};
use crate::consent::Permit;
use crate::storage::{Device, StoredEvent};

impl Runtime {
    /// Fetches the row of an item that the page shows, where a large pack has it in a shard. Only
    /// for items that the page's own address explains, never for what the shopper did elsewhere:
    /// the shop's server must not learn that from the requests.
    pub(crate) async fn want(self: &Rc<Self>, item: &str) -> Result<(), RuntimeError> {
        let Some(rest) = &self.rest else {
            return Ok(());
        };
        // Who comes second finds what the first has fetched.
        let _turn = self.fetching.turn().await;
        let Ok(pack) = self.pack() else {
            return Ok(());
        };
        // Directories know all names, but the pack may know the better one already.
        let item = pack.index_of(item).map_or(item, |known| pack.id(known));
        if !has_row(&pack, item) && !self.checked.borrow().contains_key(item) {
            let no_pack = |cause: &dyn fmt::Display| RuntimeError::NoPack(cause.to_string());
            let fetched = rest.fetch(item).await;
            let (shards, sensitive) = fetched.map_err(|cause| no_pack(&cause))?;
            self.join(&shards)?;
            let sensitive = sensitive && !has_row(&*self.pack()?, item);
            self.checked.borrow_mut().insert(item.to_owned(), sensitive);
        }
        self.observe_waiting();
        if let Some(permit) = self.permit() {
            self.keep_row(permit, item).await;
        }
        Ok(())
    }

    /// Adds parts of a pack to what has been fetched.
    fn join(&self, parts: &[Pack]) -> Result<(), RuntimeError> {
        if parts.is_empty() {
            return Ok(());
        }
        // Another part may have come in the meantime.
        let pack = self.pack()?;
        let all: Vec<&Pack> = std::iter::once(&*pack).chain(parts).collect();
        let joined = Pack::join(&all).map_err(|cause| RuntimeError::NoPack(cause.to_string()))?;
        *self.pack.borrow_mut() = Ok(Rc::new(joined));
        self.changed();
        Ok(())
    }

    /// Keeps an item's row beside its event, so that a later page need not ask for it. Of a pack
    /// that every page has whole, nothing has to be kept.
    pub(super) async fn keep_row(&self, permit: Permit, item: &str) {
        let (Some(_), Ok(pack), Some(device)) = (&self.rest, self.pack(), self.device()) else {
            return;
        };
        if !has_row(&pack, item) {
            return;
        }
        let excerpt = pack.index_of(item).and_then(|item| pack.excerpt(item).ok());
        if let Some(row) = excerpt {
            // Without the row the event is held all the same; it only says less on other pages.
            let _ = device.keep_row(permit, item, &row).await;
        }
    }

    /// Takes up the rows that earlier pages left beside their events.
    pub(super) async fn restore_rows(&self, device: &Device) {
        let (Some(_), Ok(pack)) = (&self.rest, self.pack()) else {
            return;
        };
        let Ok(rows) = device.rows().await else {
            return;
        };
        let missing = |(item, row): &(String, Vec<u8>)| {
            let row = Pack::parse(row).ok()?;
            (!has_row(&pack, item)).then_some(row)
        };
        let parts: Vec<Pack> = rows.iter().filter_map(missing).collect();
        // Rows that do not fit this release are left aside.
        let _ = self.join(&parts);
    }

    /// The shelf for what is held now.
    pub(crate) fn shelf(&self, ask: &Ask) -> Result<Shelf, RuntimeError> {
        let pack = self.pack()?;
        let (session, request) = (self.session(&pack), self.request(&pack, ask));
        Ok(whyshelf_engine::shelf(&pack, &session, &request))
    }

    /// The items of the shelf.
    pub(crate) fn recommend(&self, ask: &Ask) -> Result<Vec<Recommendation>, RuntimeError> {
        Ok(self.shelf(ask)?.picks)
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

    /// Where an item stands, and would stand without each of the events behind its place.
    pub(crate) fn places(
        &self,
        ask: &Ask,
        item: ItemIndex,
    ) -> Result<(Option<usize>, Vec<Without>), RuntimeError> {
        let pack = self.pack()?;
        let (session, request) = (self.session(&pack), self.request(&pack, ask));
        Ok(whyshelf_engine::places(&pack, &session, &request, item))
    }

    fn session(&self, pack: &Pack) -> Session {
        let log = self.memory.borrow().log(self.rules);
        let visit = log.visit_at((self.now)(), self.rules);
        let impersonal = self.preferences().impersonal;
        let known = |event: &StoredEvent| {
            Some(Event {
                sequence: event.id,
                kind: event.kind,
                item: pack.index_of(&event.item)?,
                visits_ago: visit.saturating_sub(event.visit),
            })
        };
        let events = log.events().iter().filter(|_| !impersonal);
        Session::new(events.filter_map(known).collect(), log.next())
    }

    fn request(&self, pack: &Pack, ask: &Ask) -> Request {
        let page: Option<ItemIndex> = ask.item.as_deref().and_then(|item| pack.index_of(item));
        let impersonal = self.preferences().impersonal;
        let viewed = |item: &String| self.hearing.has_viewed(pack, item);
        Request {
            // What has been recorded as an event is the shopper's to forget; it must not come
            // back through the page.
            // A shelf that leaves events out takes the page as anybody's.
            context: page.filter(|_| impersonal || !ask.item.as_ref().is_some_and(viewed)),
            page,
            exclude: self.unwanted(pack),
            earlier: self.earlier,
            ..Request::new(ask.placement, ask.limit)
        }
    }
}

fn has_row(pack: &Pack, item: &str) -> bool {
    let own = pack.index_of(item);
    own.is_some_and(|item| item.slot() < pack.row_count())
}
