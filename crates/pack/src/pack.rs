//! Bytes to a pack that can be asked.

use core::ops::RangeInclusive;

use crate::bytes::ByteReader;
use crate::order::in_order;
use crate::rule::Rule;
use crate::section::items::Items;
use crate::section::rows::Rows;
use crate::section::{Section, model};
use crate::{Availability, ItemIndex, MAGIC, Model, Neighbour, PackError, Rating, VERSION};

/// A parsed pack: every rule of the format holds.
#[derive(Debug)]
pub struct Pack {
    model: Model,
    items: Items,
    rows: Rows,
    by_popularity: Vec<ItemIndex>,
    newest: Vec<ItemIndex>,
}

/// What a shelf shows of an item, borrowed from the pack. An empty string is a fact the catalog
/// does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CardRef<'a> {
    /// Name of the product.
    pub title: &'a str,
    /// Address of the product page.
    pub url: &'a str,
    /// Address of the picture.
    pub image: &'a str,
    /// Price, where known.
    pub price: Option<PriceRef<'a>>,
    /// The price before a reduction, in hundredths of the same currency; always above the price.
    pub regular_price: Option<u64>,
    /// What buyers think of it, where known.
    pub rating: Option<Rating>,
    /// Path of the category, its steps parted by ` > `.
    pub category: &'a str,
    /// Brand.
    pub brand: &'a str,
    /// Whether it can be had.
    pub availability: Availability,
}

/// An amount of money, borrowed from the pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriceRef<'a> {
    /// In hundredths of the currency.
    pub minor: u64,
    /// ISO 4217.
    pub currency: &'a str,
}

/// An item's neighbours, borrowed from the pack.
#[derive(Clone, Copy, Debug, Default)]
pub struct RowRef<'a> {
    /// Factor of every weight.
    pub scale: u16,
    /// By ascending index.
    pub neighbours: &'a [Neighbour],
}

/// Values of [`Pack::arrived`] that are new.
const NEW: RangeInclusive<u16> = 1..=32;

impl Pack {
    /// Reads a pack.
    ///
    /// # Errors
    /// [`PackError`] says what is wrong with the bytes. Never panics; memory is bounded by a small
    /// multiple of the input's length.
    pub fn parse(bytes: &[u8]) -> Result<Pack, PackError> {
        let mut pack = ByteReader::new(bytes, "header");
        if pack.take(MAGIC.len()) != MAGIC {
            return Err(PackError::NotAPack);
        }
        let version = pack.u16();
        pack.checked()?;
        if version != VERSION {
            return Err(PackError::Version { found: version });
        }
        let model = section(&mut pack, Section::Model, model::read);
        let items = section(&mut pack, Section::Items, Items::read);
        let rows = |part: &mut ByteReader<'_>| Rows::read(part, items.len());
        let rows = section(&mut pack, Section::Rows, rows);
        pack.end();
        pack.checked()?;
        let all: Vec<ItemIndex> = (0..items.len() as u32).map(ItemIndex).collect();
        let by_popularity = in_order(&all, |item| u8::MAX - items.popularity(item));
        // Of those that arrived together the most popular first, as above.
        let newest = by_popularity.iter().copied();
        let newest = newest.filter(|&item| NEW.contains(&items.arrived(item)));
        // No new one has a number above 32.
        let newest = in_order(&newest.collect::<Vec<_>>(), |item| {
            items.arrived(item) as u8
        });
        Ok(Pack {
            model,
            items,
            rows,
            by_popularity,
            newest,
        })
    }

    /// How many items there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is no item at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many items, from the first on, have their row here: all of a whole pack, a shard's own
    /// of a shard.
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.rows.len()
    }

    /// The numbers all items share.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Finds an item by the merchant's identifier or one of its other names. What no item is called
    /// to the letter is not found: nothing is guessed.
    #[must_use]
    pub fn index_of(&self, id: &str) -> Option<ItemIndex> {
        self.items.index_of(id)
    }

    /// The merchant's identifier of an item.
    #[must_use]
    pub fn id(&self, item: ItemIndex) -> &str {
        self.items.id(item)
    }

    /// What else the item is called.
    pub fn aliases(&self, item: ItemIndex) -> impl Iterator<Item = &str> {
        self.items.names().aliases(item)
    }

    /// Shopify's numbers of an item (see [`Item::shopify`](crate::Item::shopify)).
    #[must_use]
    pub fn shopify(&self, item: ItemIndex) -> Vec<u64> {
        self.items.names().shopify(item)
    }

    /// Whether there is what a card needs: a title and a link.
    #[must_use]
    pub fn has_card(&self, item: ItemIndex) -> bool {
        self.items.has_card(item)
    }

    /// What a shelf shows of an item.
    #[must_use]
    pub fn card(&self, item: ItemIndex) -> CardRef<'_> {
        self.items.card(item)
    }

    /// Popularity of an item in steps, 0 to 255.
    #[must_use]
    pub fn popularity(&self, item: ItemIndex) -> u8 {
        self.items.popularity(item)
    }

    /// Days from an item's arrival in the shop to the newest event, plus one; 0 where that is not
    /// known.
    #[must_use]
    pub fn arrived(&self, item: ItemIndex) -> u16 {
        self.items.arrived(item)
    }

    /// Whether an item is one that is never recorded, shown, or given as a reason.
    #[must_use]
    pub fn is_sensitive(&self, item: ItemIndex) -> bool {
        self.items.is_sensitive(item)
    }

    /// All items, most popular first, equals by index.
    #[must_use]
    pub fn by_popularity(&self) -> &[ItemIndex] {
        &self.by_popularity
    }

    /// Items that arrived in the shop within the 31 days before the newest event, newest first, of
    /// one day the most popular first.
    #[must_use]
    pub fn newest(&self) -> &[ItemIndex] {
        &self.newest
    }

    /// Whether an item is one of the [`newest`](Self::newest).
    #[must_use]
    pub fn is_new(&self, item: ItemIndex) -> bool {
        NEW.contains(&self.arrived(item))
    }

    /// The neighbours of an item; none for an index that is not of this pack.
    #[must_use]
    pub fn row(&self, item: ItemIndex) -> RowRef<'_> {
        self.rows.get(item)
    }
}

fn section<'a, T>(
    pack: &mut ByteReader<'a>,
    section: Section,
    read: impl FnOnce(&mut ByteReader<'a>) -> T,
) -> T {
    let tag = pack.u8();
    pack.must(tag == section as u8, Rule::SectionOrder);
    let length = pack.u32() as usize;
    pack.part(length, section.name(), read)
}
