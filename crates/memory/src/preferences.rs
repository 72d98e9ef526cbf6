//! What the shopper said about shelves themselves.

use whyshelf_engine::{Hidden, Wishes};

use crate::StoredEvent;

/// What one shelf leaves out of what the shopper did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The shelf's name: placement and strategy.
    pub shelf: String,
    /// Number of the first event that it leaves out, with all after it; 0 where it leaves out all.
    pub before: u32,
}

/// Nothing of it is ever derived from events: it is what was asked for, until it is taken back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preferences {
    /// Items that are not to be shown.
    pub items: Vec<String>,
    /// Kinds of which nothing is to be shown.
    pub kinds: Hidden,
    /// Shelves leave out what the shopper did.
    pub impersonal: bool,
    /// What is to come forward.
    pub wishes: Wishes,
    /// Shelves that leave out something; every shelf once.
    pub scopes: Vec<Scope>,
}

impl Preferences {
    /// Most entries of each list; of more, the oldest go.
    pub const MOST: usize = 100;
    /// Longest entry, in bytes; a longer one is not taken.
    pub const LONGEST: usize = 200;

    /// The lists, in the order of records.
    pub fn lists(&self) -> [&Vec<String>; 3] {
        [&self.items, &self.kinds.categories, &self.kinds.brands]
    }

    /// What they take, in bytes.
    pub fn bytes(&self) -> usize {
        let entries = self.lists().into_iter().flatten();
        let scopes = self.scopes.iter().map(|scope| &scope.shelf);
        entries.chain(scopes).map(String::len).sum()
    }

    /// What a shelf leaves out: see [`Scope::before`]; none if it leaves out nothing.
    pub fn scope(&self, shelf: &str) -> Option<u32> {
        let own = self.scopes.iter().find(|scope| scope.shelf == shelf);
        own.map(|scope| scope.before)
    }

    /// Has a shelf leave out something, or nothing.
    pub fn set_scope(&mut self, shelf: &str, before: Option<u32>) {
        self.scopes.retain(|scope| scope.shelf != shelf);
        let fits = !shelf.is_empty() && shelf.len() <= Self::LONGEST;
        if let Some(before) = before.filter(|_| fits) {
            let shelf = shelf.to_owned();
            self.scopes.push(Scope { shelf, before });
        }
        let over = self.scopes.len().saturating_sub(Self::MOST);
        self.scopes.drain(..over);
    }

    /// Adds to a list what is not there yet.
    pub fn add(list: &mut Vec<String>, entry: String) {
        if !entry.is_empty() && entry.len() <= Self::LONGEST && !list.contains(&entry) {
            list.push(entry);
        }
        let over = list.len().saturating_sub(Self::MOST);
        list.drain(..over);
    }

    /// The same once these events, by ascending number, have the last numbers before `next`.
    #[must_use]
    pub fn renumbered(mut self, events: &[StoredEvent], next: u32) -> Preferences {
        for scope in self.scopes.iter_mut().filter(|scope| scope.before > 0) {
            let later = events.iter().filter(|event| event.id >= scope.before);
            scope.before = next.saturating_sub(later.count() as u32).max(1);
        }
        self
    }

    /// Takes over what others say, within bounds.
    pub fn join(&mut self, others: Preferences) {
        let Preferences {
            items,
            kinds,
            impersonal,
            wishes,
            scopes,
        } = others;
        let lists = [
            (&mut self.items, items),
            (&mut self.kinds.categories, kinds.categories),
            (&mut self.kinds.brands, kinds.brands),
        ];
        for (own, others) in lists {
            for entry in others {
                Self::add(own, entry);
            }
        }
        self.impersonal |= impersonal;
        for Scope { shelf, before } in scopes {
            self.set_scope(&shelf, Some(before));
        }
        for wish in wishes.active() {
            self.wishes = self.wishes.with(wish, wishes.choice(wish));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use whyshelf_engine::EventKind;

    #[test]
    fn lists_are_bounded_and_have_everything_once() {
        let mut list = Vec::new();
        for number in 0..=Preferences::MOST {
            Preferences::add(&mut list, number.to_string());
            Preferences::add(&mut list, number.to_string());
        }
        Preferences::add(&mut list, String::new());
        Preferences::add(&mut list, "x".repeat(Preferences::LONGEST + 1));
        assert_eq!(list.len(), Preferences::MOST);
        assert_eq!(list[0], "1");
    }

    #[test]
    fn a_shelf_leaves_out_the_same_events_under_new_numbers() {
        let event = |id| StoredEvent {
            id,
            kind: EventKind::ViewItem,
            item: "a".to_owned(),
            time: 0.0,
            visit: 1,
        };
        // The second is forgotten.
        let events = [1, 3, 4].map(event);
        let mut preferences = Preferences::default();
        preferences.set_scope("home/", Some(3));
        preferences.set_scope("cart/", Some(5));
        preferences.set_scope("product/", Some(0));
        // A device had five: they are 6, 7 and 8 there.
        let there = preferences.renumbered(&events, 9);
        let scopes = ["home/", "cart/", "product/"].map(|shelf| there.scope(shelf));
        assert_eq!(scopes, [Some(7), Some(9), Some(0)]);
    }

    #[test]
    fn a_shelf_leaves_out_what_was_said_last() {
        let mut preferences = Preferences::default();
        preferences.set_scope("home/", Some(0));
        preferences.set_scope("cart/", Some(3));
        preferences.set_scope("home/", Some(7));
        assert_eq!(preferences.scope("home/"), Some(7));
        preferences.set_scope("cart/", None);
        assert_eq!(preferences.scope("cart/"), None);
        preferences.set_scope(&"x".repeat(Preferences::LONGEST + 1), Some(0));
        assert_eq!(preferences.scopes.len(), 1);
        for number in 0..=Preferences::MOST {
            preferences.set_scope(&number.to_string(), Some(0));
        }
        assert_eq!(preferences.scopes.len(), Preferences::MOST);
        assert_eq!(preferences.scope("home/"), None);
    }
}
