//! From catalog facts to tokens and their weights.

use std::collections::HashMap;

use rayon::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::{CatalogFacts, TOKEN_KINDS};

/// Words of a title that are read; the rest of an overlong one is left out.
const MOST_WORDS: usize = 24;

/// Attributes that are read.
const MOST_ATTRIBUTES: usize = 24;

/// A token of an item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) number: u32,
    /// Share in the item's description of this kind: the squares of one kind's weights add up
    /// to 1.
    pub(super) weight: f32,
    /// Position in [`CHOICE`](super::CHOICE).
    pub(super) kind: u8,
}

/// What the catalog says of every item.
pub(super) struct Descriptions {
    starts: Vec<usize>,
    /// Of each item by ascending number.
    tokens: Vec<Token>,
    /// How many items hold each token.
    holders: Vec<u32>,
    prices: Vec<Option<LogPrice>>,
}

/// A price on a scale on which equal ratios are equal distances.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct LogPrice {
    currency: u32,
    natural_log: f32,
}

impl LogPrice {
    /// How near two prices are: 1 for the same, a half at 1.65 times the price, 0.2 at 2.7 times,
    /// nothing across currencies.
    pub(super) fn closeness(self, other: LogPrice) -> f32 {
        let apart = (self.natural_log - other.natural_log) / 0.5;
        if self.currency == other.currency {
            1.0 / (1.0 + apart * apart)
        } else {
            0.0
        }
    }

    /// Sorts prices of one currency next to each other, the lowest first.
    pub(super) fn order(self) -> (u32, u32) {
        // Logs of whole numbers above 0 are not negative, so their bits sort like themselves.
        (self.currency, self.natural_log.to_bits())
    }
}

impl Descriptions {
    pub(super) fn of(catalog: &[CatalogFacts]) -> Descriptions {
        let texts: Vec<Vec<(u8, String)>> = catalog.par_iter().map(texts).collect();
        let mut numbers: HashMap<(u8, String), u32> = HashMap::new();
        let mut holders: Vec<u32> = Vec::new();
        let numbered: Vec<Vec<(u32, u8)>> = texts
            .into_iter()
            .map(|texts| {
                let mut tokens: Vec<(u32, u8)> = texts
                    .into_iter()
                    .map(|text| {
                        let (kind, fresh) = (text.0, holders.len() as u32);
                        let number = *numbers.entry(text).or_insert(fresh);
                        if number == fresh {
                            holders.push(0);
                        }
                        (number, kind)
                    })
                    .collect();
                tokens.sort_unstable();
                tokens.dedup();
                for &(number, _) in &tokens {
                    holders[number as usize] += 1;
                }
                tokens
            })
            .collect();
        let mut described = Descriptions {
            starts: vec![0],
            tokens: Vec::new(),
            holders,
            prices: prices(catalog),
        };
        for tokens in numbered {
            let tokens = described.weighed(&tokens, catalog.len());
            described.tokens.extend(tokens);
            described.starts.push(described.tokens.len());
        }
        described
    }

    /// Inverse document frequency, each kind scaled to length 1.
    fn weighed(&self, tokens: &[(u32, u8)], item_count: usize) -> Vec<Token> {
        let rarity =
            |number: u32| (1.0 + item_count as f32 / self.holders[number as usize] as f32).ln();
        let mut squares = [0.0_f32; TOKEN_KINDS];
        for &(number, kind) in tokens {
            squares[kind as usize] += rarity(number) * rarity(number);
        }
        let weighed = tokens.iter().map(|&(number, kind)| Token {
            number,
            weight: rarity(number) / squares[kind as usize].sqrt(),
            kind,
        });
        weighed.collect()
    }

    pub(super) fn item_count(&self) -> usize {
        self.prices.len()
    }

    pub(super) fn token_count(&self) -> usize {
        self.holders.len()
    }

    pub(super) fn tokens(&self, item: u32) -> &[Token] {
        &self.tokens[self.starts[item as usize]..self.starts[item as usize + 1]]
    }

    /// How many items hold a token.
    pub(super) fn holders(&self, number: u32) -> u32 {
        self.holders[number as usize]
    }

    pub(super) fn price(&self, item: u32) -> Option<LogPrice> {
        self.prices[item as usize]
    }
}

fn prices(catalog: &[CatalogFacts]) -> Vec<Option<LogPrice>> {
    let mut currencies: HashMap<&str, u32> = HashMap::new();
    catalog
        .iter()
        .map(|facts| {
            let fresh = currencies.len() as u32;
            let currency = *currencies.entry(&facts.currency).or_insert(fresh);
            let minor = facts.price_minor.filter(|&minor| minor > 0)?;
            Some(LogPrice {
                currency,
                natural_log: (minor as f32).ln(),
            })
        })
        .collect()
}

/// The tokens of an item as texts, with their kinds.
fn texts(facts: &CatalogFacts) -> Vec<(u8, String)> {
    let mut texts = Vec::new();
    let mut path = String::new();
    for segment in filled(facts.category.iter()) {
        path.push('>');
        path.push_str(&segment);
        texts.push((0, path.clone()));
    }
    let words = facts.title.unicode_words().take(MOST_WORDS);
    texts.extend(words.map(|word| (1, word.to_lowercase())));
    texts.extend(filled([&facts.brand].into_iter()).map(|brand| (2, brand)));
    for (name, value) in facts.attributes.iter().take(MOST_ATTRIBUTES) {
        let values = filled([value].into_iter());
        texts.extend(values.map(|value| (3, format!("{}={value}", name.trim().to_lowercase()))));
    }
    texts
}

/// Texts without the blanks around them and without their capitals; empty ones left out.
fn filled<'a>(texts: impl Iterator<Item = &'a String>) -> impl Iterator<Item = String> {
    let trimmed = texts.map(|text| text.trim().to_lowercase());
    trimmed.filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mug(title: &str, minor: u64) -> CatalogFacts {
        CatalogFacts {
            category: vec!["Home".into(), " Kitchen ".into(), String::new()],
            title: title.into(),
            price_minor: Some(minor),
            ..CatalogFacts::default()
        }
    }

    #[test]
    fn a_description_is_paths_words_brand_and_attributes() {
        let facts = CatalogFacts {
            brand: "Acme".into(),
            attributes: vec![
                ("Material".into(), "Oak".into()),
                ("size".into(), " ".into()),
            ],
            ..mug("Tasse «Äther» 2er-Set", 100)
        };
        let expected = [
            (0, ">home"),
            (0, ">home>kitchen"),
            (1, "tasse"),
            (1, "äther"),
            (1, "2er"),
            (1, "set"),
            (2, "acme"),
            (3, "material=oak"),
        ];
        assert_eq!(
            texts(&facts),
            expected.map(|(kind, text)| (kind, text.to_owned()))
        );
    }

    #[test]
    fn rare_words_weigh_more_and_a_kind_has_length_one() {
        let catalog = [mug("red mug", 1), mug("blue mug", 1), mug("mug mug", 1)];
        let described = Descriptions::of(&catalog);
        let words: Vec<&Token> = described.tokens(0).iter().filter(|t| t.kind == 1).collect();
        assert_eq!(words.len(), 2);
        assert!(words[0].weight > 1.5 * words[1].weight, "{words:?}");
        let length: f32 = words.iter().map(|token| token.weight * token.weight).sum();
        assert!((length - 1.0).abs() < 1e-6);
        assert_eq!(described.holders(words[1].number), 3);
    }

    #[test]
    fn prices_are_near_by_ratio_and_only_in_one_currency() {
        let franc = CatalogFacts {
            currency: "CHF".into(),
            ..mug("", 100)
        };
        let catalog = [mug("", 100), mug("", 200), mug("", 50), franc, mug("", 0)];
        let described = Descriptions::of(&catalog);
        let near = |other| {
            let (own, other) = (described.price(0), described.price(other));
            own.zip(other).map(|(own, other)| own.closeness(other))
        };
        assert_eq!(near(0), Some(1.0));
        assert!(near(1).is_some_and(|near| (0.3..0.4).contains(&near)));
        assert_eq!(near(3), Some(0.0));
        assert_eq!(near(4), None);
    }
}
