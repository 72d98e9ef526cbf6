//! What the shopper said about shelves themselves.

use whyshelf_engine::{Hidden, Wishes};

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
        entries.map(String::len).sum()
    }

    /// Adds to a list what is not there yet.
    pub fn add(list: &mut Vec<String>, entry: String) {
        if !entry.is_empty() && entry.len() <= Self::LONGEST && !list.contains(&entry) {
            list.push(entry);
        }
        let over = list.len().saturating_sub(Self::MOST);
        list.drain(..over);
    }

    /// Takes over what others say, within bounds.
    pub fn join(&mut self, others: Preferences) {
        let Preferences {
            items,
            kinds,
            impersonal,
            wishes,
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
        for wish in wishes.active() {
            self.wishes = self.wishes.with(wish, wishes.choice(wish));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
