//! Ranking: what is held, and of the pack what this page may have.

use std::rc::Rc;

use whyshelf_engine::{
    Event, ItemIndex, Pack, Recommendation, Request, Session, Shelf, Sorted, Wish, Without,
};

use super::{Ask, DAY, Runtime, RuntimeError};
use crate::storage::{Preferences, StoredEvent};

impl Runtime {
    /// Fetches what a shelf on this page needs: the row of its item, and of the item that the page's
    /// markup describes.
    pub(crate) async fn prepare(self: &Rc<Self>, item: Option<String>) -> Result<(), RuntimeError> {
        let attendant = self.attends();
        if let Some(attendant) = attendant.clone() {
            attendant.observe_turn();
        }
        let described = attendant.and_then(|attendant| attendant.page_item());
        for item in item.into_iter().chain(described) {
            self.want(&item).await?;
        }
        Ok(())
    }

    /// Takes a pack that holds more than the one so far.
    pub(super) fn take(&self, pack: Option<Pack>) {
        if let Some(pack) = pack {
            *self.pack.borrow_mut() = Ok(Rc::new(pack));
            self.changed();
        }
    }

    /// The shelf for whom nothing is known of.
    pub(crate) fn first(&self, ask: &Ask) -> Result<Shelf, RuntimeError> {
        let pack = self.pack()?;
        Ok(self.timings.of("rank", || {
            whyshelf_engine::first_shelf(&pack, &self.plain_request(&pack, ask))
        }))
    }

    /// The shelf for what is held now.
    pub(crate) fn recommend(&self, ask: &Ask) -> Result<Shelf, RuntimeError> {
        let pack = self.pack()?;
        Ok(self.timings.of("rank", || {
            whyshelf_engine::shelf(&pack, &self.session(&pack, ask), &self.request(&pack, ask))
        }))
    }

    /// One item's contributions, on the shelf or not.
    pub(crate) fn explain(&self, ask: &Ask, item: &str) -> Result<Recommendation, RuntimeError> {
        let pack = self.pack()?;
        let index = pack
            .index_of(item)
            .ok_or_else(|| RuntimeError::UnknownItem(item.to_owned()))?;
        Ok(whyshelf_engine::explain(
            &pack,
            &self.session(&pack, ask),
            &self.request(&pack, ask),
            index,
        ))
    }

    /// A listing of the shop's own in the order of what is held.
    pub(crate) fn sorted(&self, ask: &Ask, items: &[ItemIndex]) -> Result<Sorted, RuntimeError> {
        let pack = self.pack()?;
        let (session, request) = (self.session(&pack, ask), self.request(&pack, ask));
        Ok(whyshelf_engine::sorted(&pack, &session, &request, items))
    }

    /// How many items of the shelf stand where they would not stand without a wish.
    pub(crate) fn moved(&self, ask: &Ask, wish: Wish) -> Result<usize, RuntimeError> {
        let pack = self.pack()?;
        let (session, request) = (self.session(&pack, ask), self.request(&pack, ask));
        Ok(whyshelf_engine::moved(&pack, &session, &request, wish))
    }

    /// Where an item stands, from 0, and where it would stand without each event behind its place
    /// and each wish that it meets, as far as the shelf and three more like it reach.
    pub(crate) fn places(
        &self,
        ask: &Ask,
        item: ItemIndex,
    ) -> Result<(Option<usize>, Vec<Without>), RuntimeError> {
        let pack = self.pack()?;
        let (session, request) = (self.session(&pack, ask), self.request(&pack, ask));
        Ok(whyshelf_engine::places(&pack, &session, &request, item))
    }

    /// What a shelf leaves out: the number of the first event that does not count; none if all count.
    fn scope(&self, ask: &Ask) -> Option<u32> {
        let memory = self.memory.borrow();
        let preferences = memory.preferences();
        match preferences.impersonal {
            true => Some(0),
            false => preferences.scope(&ask.name()),
        }
    }

    fn session(&self, pack: &Pack, ask: &Ask) -> Session {
        let before = self.scope(ask).unwrap_or(u32::MAX);
        let memory = self.memory.borrow();
        let log = memory.log();
        let visit = log.visit_at((self.now)(), self.rules);
        let known = |event: &StoredEvent| {
            Some(Event {
                sequence: event.id,
                kind: event.kind,
                item: pack.index_of(&event.item)?,
                visits_ago: visit.saturating_sub(event.visit),
            })
        };
        let counted = log.events().iter().filter(|event| event.id < before);
        let end = log.next().min(before);
        Session::new(counted.filter_map(known).collect(), end)
    }

    /// Days from the last visit to the newest event that the pack knows, plus one.
    fn since(&self, ask: &Ask) -> u16 {
        if self.scope(ask) == Some(0) {
            return 0;
        }
        let memory = self.memory.borrow();
        let log = memory.log();
        let visit = log.visit_at((self.now)(), self.rules);
        let mut earlier = log
            .events()
            .iter()
            .rev()
            .filter(|event| event.visit < visit);
        // Saturates: no number, and what is before the visit, is 0.
        earlier.next().map_or(0, |last| {
            let days = (self.created - last.time) / DAY;
            if days >= 0.0 {
                (days as u16).saturating_add(1)
            } else {
                0
            }
        })
    }

    fn request(&self, pack: &Pack, ask: &Ask) -> Request {
        let plain = self.plain_request(pack, ask);
        let attendant = self.attends();
        let Preferences {
            items,
            kinds,
            wishes,
            ..
        } = self.preferences();
        // To a shelf that leaves events out, the page is what it is to anybody.
        let counts = self.scope(ask).is_none();
        let viewed = |item: &String| {
            let attendant = attendant.as_ref().filter(|_| counts);
            attendant.is_some_and(|attendant| attendant.has_viewed(pack, item))
        };
        let not_wanted = items.iter().filter_map(|item| pack.index_of(item));
        Request {
            // What has been recorded as an event is the shopper's to forget; it must not come
            // back through the page.
            context: plain
                .page
                .filter(|_| !ask.item.as_ref().is_some_and(viewed)),
            exclude: plain.exclude.into_iter().chain(not_wanted).collect(),
            hidden: kinds,
            wishes,
            earlier: self.earlier,
            since: self.since(ask),
            ..plain
        }
    }

    /// What is asked for, whoever asks.
    fn plain_request(&self, pack: &Pack, ask: &Ask) -> Request {
        let page: Option<ItemIndex> = ask.item.as_deref().and_then(|item| pack.index_of(item));
        let elsewhere = ask.exclude.iter();
        Request {
            context: page,
            page,
            exclude: elsewhere.filter_map(|item| pack.index_of(item)).collect(),
            strategy: ask.strategy,
            free_shipping: ask.free_shipping,
            ..Request::new(ask.placement, ask.limit)
        }
    }
}

pub(super) fn has_row(pack: &Pack, item: &str) -> bool {
    let own = pack.index_of(item);
    own.is_some_and(|item| item.slot() < pack.row_count())
}
