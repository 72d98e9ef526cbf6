//! Finding texts of a column by what they say: a table with open addressing, which is made in a
//! fraction of the time that an order takes, while a page waits for its first shelf.

use crate::shard::hash;

/// No text's place: there are fewer.
const FREE: u32 = u32::MAX;

/// Places of texts that all differ. It holds no text: whoever asks lends the column.
#[derive(Debug, Default)]
pub(crate) struct Lookup {
    table: Vec<u32>,
}

impl Lookup {
    /// Of the first `count` texts, fewer than 2^32; none if one stands twice.
    pub(crate) fn of<'a>(count: usize, text: impl Fn(usize) -> &'a str) -> Option<Lookup> {
        // A quarter stays free at least, so that a search comes to an end.
        let slots = (count + count / 3 + 1).next_power_of_two();
        let mut lookup = Lookup {
            table: vec![FREE; slots],
        };
        for place in 0..count {
            let slot = lookup.search(text(place), &text).err()?;
            lookup.table[slot] = place as u32;
        }
        Some(lookup)
    }

    /// The place of the text that is `name`, to the letter.
    pub(crate) fn find<'a>(&self, name: &str, text: impl Fn(usize) -> &'a str) -> Option<usize> {
        self.search(name, &text).ok()
    }

    /// The place of the text, or the slot where it would stand.
    fn search<'a>(&self, name: &str, text: &impl Fn(usize) -> &'a str) -> Result<usize, usize> {
        let mask = self.table.len().wrapping_sub(1);
        let mut slot = hash(name) as usize & mask;
        while let Some(&place) = self.table.get(slot).filter(|&&place| place != FREE) {
            if text(place as usize) == name {
                return Ok(place as usize);
            }
            slot = (slot + 1) & mask;
        }
        Err(slot)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn what_is_there_is_found_and_nothing_else(
            texts in proptest::collection::btree_set("[a-c]{0,6}", 0..200),
            others in proptest::collection::vec("[a-c]{0,6}", 0..50),
        ) {
            let column: Vec<&str> = texts.iter().map(String::as_str).collect();
            let lookup = Lookup::of(column.len(), |place| column[place]);
            prop_assert!(lookup.is_some());
            let lookup = lookup.unwrap_or_default();
            for name in texts.iter().chain(&others) {
                let wanted = column.iter().position(|text| text == name);
                prop_assert_eq!(lookup.find(name, |place| column[place]), wanted);
            }
        }

        #[test]
        fn a_text_that_stands_twice_is_noticed(texts in proptest::collection::vec("[a-b]{0,3}", 0..20)) {
            let differ = texts.iter().collect::<BTreeSet<_>>().len() == texts.len();
            prop_assert_eq!(Lookup::of(texts.len(), |place| &texts[place]).is_some(), differ);
        }
    }

    #[test]
    fn an_empty_one_holds_nothing() {
        assert_eq!(Lookup::default().find("a", |_| "a"), None);
    }
}
