//! What the shopper asks of shelves, and taking changes back.

use std::rc::Rc;

use whyshelf_engine::{ItemIndex, Pack};

use super::{Counters, Preferences, Runtime, RuntimeError, StoredEvent};

/// Something that products have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Topic {
    /// Being in a category or below it, by its path.
    Category(String),
    /// Being of a brand.
    Brand(String),
}

/// A wish about shelves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    /// An item is not to be shown, or again.
    Item(String, bool),
    /// Nothing of a topic is to be shown, or again.
    Topic(Topic, bool),
    /// What the shopper did is to count, or not.
    Personal(bool),
}

/// Everything held at one moment.
#[derive(Clone, Debug)]
pub(crate) struct Snapshot {
    events: Vec<StoredEvent>,
    counters: Counters,
    paused: bool,
    gift: bool,
    preferences: Preferences,
}

impl Runtime {
    /// What the shopper asked for.
    pub(crate) fn preferences(&self) -> Preferences {
        self.memory.borrow().preferences().clone()
    }

    /// Takes a wish, here and on the device.
    pub(crate) async fn prefer(self: &Rc<Self>, wish: Wish) -> Result<(), RuntimeError> {
        let mut preferences = self.preferences();
        preferences.take(wish);
        self.memory
            .borrow_mut()
            .set_preferences(preferences.clone());
        self.changed();
        self.change_device(move |held| held.switches.preferences = preferences)
            .await
    }

    /// Items that are not to be shown.
    pub(super) fn unwanted(&self, pack: &Pack) -> Vec<ItemIndex> {
        let preferences = self.preferences();
        let hidden = preferences.items.iter();
        let mut unwanted: Vec<ItemIndex> = hidden.filter_map(|id| pack.index_of(id)).collect();
        if preferences.categories.is_empty() && preferences.brands.is_empty() {
            return unwanted;
        }
        let muted = |&&item: &&ItemIndex| {
            let card = pack.card(item);
            preferences.mutes(card.category, card.brand)
        };
        unwanted.extend(pack.by_popularity().iter().filter(muted));
        unwanted
    }

    /// What is held now, for taking a change back.
    pub(crate) fn snapshot(&self) -> Snapshot {
        Snapshot {
            events: self.events(),
            counters: self.counters(),
            paused: self.paused(),
            gift: self.gift(),
            preferences: self.preferences(),
        }
    }

    /// Goes back to what was held; what has been recorded since stays.
    pub(crate) async fn restore(self: &Rc<Self>, then: Snapshot) -> Result<(), RuntimeError> {
        let Snapshot {
            mut events,
            mut counters,
            paused,
            gift,
            preferences,
        } = then;
        if self.gift() && !gift {
            self.set_gift(false).await?;
        } else {
            let since = |event: &StoredEvent| event.id >= counters.next;
            events.extend(self.events().into_iter().filter(since));
            counters = self.counters();
        }
        self.import(events, counters, paused, preferences).await
    }
}

impl Preferences {
    fn take(&mut self, wish: Wish) {
        let (list, entry, add) = match wish {
            Wish::Personal(on) => {
                self.impersonal = !on;
                return;
            }
            Wish::Item(item, shown) => (&mut self.items, item, !shown),
            Wish::Topic(Topic::Category(path), shown) => (&mut self.categories, path, !shown),
            Wish::Topic(Topic::Brand(brand), shown) => (&mut self.brands, brand, !shown),
        };
        if add {
            Self::add(list, entry);
        } else {
            list.retain(|other| *other != entry);
        }
    }
}
