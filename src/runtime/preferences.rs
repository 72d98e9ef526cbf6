//! What the shopper asks of shelves.

use std::rc::Rc;

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

impl Runtime {
    /// What the shopper asked for.
    pub(crate) fn preferences(&self) -> Preferences {
        self.memory.borrow().preferences().clone()
    }
}

impl Attendant {
    /// Takes a wish, here and on the device.
    pub(crate) async fn prefer(self: &Rc<Self>, wish: Wish) -> Result<(), RuntimeError> {
        let mut preferences = self.runtime.preferences();
        take(&mut preferences, wish.clone());
        self.runtime
            .memory
            .borrow_mut()
            .set_preferences(preferences);
        self.runtime.changed();
        if let Some(permit) = self.permit() {
            // It may be the first thing there is to keep.
            self.open(permit, Make::IfNeeded).await?;
        }
        self.change_device(move |held| take(&mut held.switches.preferences, wish))
            .await
    }
}

fn take(preferences: &mut Preferences, wish: Wish) {
    let kinds = &mut preferences.kinds;
    let (list, entry, shown) = match wish {
        Wish::Personal(on) => {
            preferences.impersonal = !on;
            return;
        }
        Wish::Item(item, shown) => (&mut preferences.items, item, shown),
        Wish::Topic(Topic::Category(path), shown) => (&mut kinds.categories, path, shown),
        Wish::Topic(Topic::Brand(brand), shown) => (&mut kinds.brands, brand, shown),
    };
    if shown {
        list.retain(|other| *other != entry);
    } else {
        Preferences::add(list, entry);
    }
}
