//! What the shopper said about shelves themselves.

/// Nothing of it is ever derived from events: it is what was asked for, until it is taken back.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Preferences {
    /// Items that are not to be shown.
    pub(crate) items: Vec<String>,
    /// Paths of categories of which nothing is to be shown, their steps parted by ` > `.
    pub(crate) categories: Vec<String>,
    /// Brands of which nothing is to be shown.
    pub(crate) brands: Vec<String>,
    /// Shelves leave out what the shopper did.
    pub(crate) impersonal: bool,
}

impl Preferences {
    /// Most entries of each list; of more, the oldest go.
    pub(crate) const MOST: usize = 100;

    /// Adds to a list what is not there yet.
    pub(crate) fn add(list: &mut Vec<String>, entry: String) {
        if !list.contains(&entry) {
            list.push(entry);
        }
        let over = list.len().saturating_sub(Self::MOST);
        list.drain(..over);
    }

    /// Takes over what others say.
    pub(crate) fn join(&mut self, others: &Preferences) {
        let lists = [
            (&mut self.items, &others.items),
            (&mut self.categories, &others.categories),
            (&mut self.brands, &others.brands),
        ];
        for (own, others) in lists {
            for entry in others {
                Self::add(own, entry.clone());
            }
        }
        self.impersonal |= others.impersonal;
    }

    /// Whether nothing of an item's category or brand is to be shown.
    pub(crate) fn mutes(&self, category: &str, brand: &str) -> bool {
        let below = |path: &String| is_in(category, path);
        self.brands.iter().any(|muted| muted == brand) || self.categories.iter().any(below)
    }
}

/// Whether a category is another one or below it.
pub(crate) fn is_in(category: &str, path: &str) -> bool {
    let below = category.strip_prefix(path);
    below.is_some_and(|below| below.is_empty() || below.starts_with(" > "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_category_mutes_what_is_below_it_and_nothing_else() {
        let preferences = Preferences {
            categories: vec!["Home > Lamps".to_owned()],
            ..Preferences::default()
        };
        for muted in ["Home > Lamps", "Home > Lamps > Desk"] {
            assert!(preferences.mutes(muted, ""), "{muted}");
        }
        for shown in ["", "Home", "Home > Lampshades"] {
            assert!(!preferences.mutes(shown, ""), "{shown}");
        }
    }

    #[wasm_bindgen_test]
    fn lists_are_bounded_and_have_everything_once() {
        let mut list = Vec::new();
        for number in 0..=Preferences::MOST {
            Preferences::add(&mut list, number.to_string());
            Preferences::add(&mut list, number.to_string());
        }
        assert_eq!(list.len(), Preferences::MOST);
        assert_eq!(list[0], "1");
    }
}
