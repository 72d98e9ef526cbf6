//! Kinds of products that the shopper does not want to see.

use whyshelf_pack::CardRef;

/// What parts the steps of a category's path.
const STEP: &str = " > ";

/// Nothing of these categories and brands is shown, whatever its score.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    /// Paths of categories, their steps parted by ` > `; what lies below one is hidden with it.
    pub categories: Vec<String>,
    /// Brands.
    pub brands: Vec<String>,
}

impl Hidden {
    /// Whether no kind is hidden.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.categories.is_empty() && self.brands.is_empty()
    }

    /// Whether a product is of one of these kinds.
    #[must_use]
    pub fn has(&self, card: CardRef<'_>) -> bool {
        let below = |path: &String| is_within(card.category, path);
        self.brands.iter().any(|brand| brand == card.brand) || self.categories.iter().any(below)
    }
}

/// Whether a category's path is another one or lies below it.
#[must_use]
pub fn is_within(category: &str, path: &str) -> bool {
    let below = category.strip_prefix(path);
    below.is_some_and(|below| below.is_empty() || below.starts_with(STEP))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_category_hides_what_is_below_it_and_nothing_else() {
        for hidden in ["Home > Lamps", "Home > Lamps > Desk"] {
            assert!(is_within(hidden, "Home > Lamps"), "{hidden}");
        }
        for shown in ["", "Home", "Home > Lampshades"] {
            assert!(!is_within(shown, "Home > Lamps"), "{shown}");
        }
    }
}
