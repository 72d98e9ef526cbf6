//! What the shopper asks of shelves.

use std::rc::Rc;

use whyshelf_engine::Wish;

use super::hand_over::Make;
use super::{Attendant, Preferences, Runtime, RuntimeError};

/// Something that products have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Topic {
    /// Being in a category or below it, by its path.
    Category(String),
    /// Being of a brand.
    Brand(String),
}

/// Something that the shopper asks of shelves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Preference {
    /// An item is not to be shown, or again.
    Item(String, bool),
    /// Nothing of a topic is to be shown, or again.
    Topic(Topic, bool),
    /// What the shopper did is to count, or not.
    Personal(bool),
    /// What is to come forward: a choice for a wish.
    Wish(Wish, u8),
    /// A shelf leaves out the events from this number on, or none.
    Scope(String, Option<u32>),
}

impl Runtime {
    /// What the shopper asked for.
    pub(crate) fn preferences(&self) -> Preferences {
        self.memory.borrow().preferences().clone()
    }
}

impl Attendant {
    /// Takes a preference, here and on the device.
    pub(crate) async fn prefer(
        self: &Rc<Self>,
        preference: Preference,
    ) -> Result<(), RuntimeError> {
        let mut preferences = self.runtime.preferences();
        take(&mut preferences, preference.clone());
        self.runtime
            .memory
            .borrow_mut()
            .set_preferences(preferences);
        self.runtime.changed();
        if let Some(permit) = self.permit() {
            // It may be the first thing there is to keep.
            self.open(permit, Make::IfNeeded).await?;
        }
        self.change_device(move |held| take(&mut held.switches.preferences, preference))
            .await
    }
}

fn take(preferences: &mut Preferences, preference: Preference) {
    let kinds = &mut preferences.kinds;
    let (list, entry, shown) = match preference {
        Preference::Personal(on) => {
            preferences.impersonal = !on;
            return;
        }
        Preference::Wish(wish, choice) => {
            preferences.wishes = preferences.wishes.with(wish, choice);
            return;
        }
        Preference::Scope(shelf, before) => {
            preferences.set_scope(&shelf, before);
            return;
        }
        Preference::Item(item, shown) => (&mut preferences.items, item, shown),
        Preference::Topic(Topic::Category(path), shown) => (&mut kinds.categories, path, shown),
        Preference::Topic(Topic::Brand(brand), shown) => (&mut kinds.brands, brand, shown),
    };
    if shown {
        list.retain(|other| *other != entry);
    } else {
        Preferences::add(list, entry);
    }
}
