//! Items in columns, each with a tag and a length: what a later release adds, this one passes
//! over.

use crate::bytes::{ByteReader, ByteWriter};
use crate::lookup::Lookup;
use crate::rule::Rule;
use crate::section::Section;
use crate::section::names::{self, Names};
use crate::strings::{Dictionary, Strings};
use crate::{Availability, CardRef, Item, ItemIndex, PriceRef, Rating};

/// Tags of the columns, in the order they are written. A column that is not there holds nothing
/// but empty strings or zeros.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Column {
    Id = 1,
    Title = 2,
    Url = 3,
    Image = 4,
    Category = 5,
    Brand = 6,
    Currency = 7,
    Price = 8,
    Availability = 9,
    Popularity = 10,
    Arrived = 11,
    Aliases = 12,
    Shopify = 13,
    Sensitive = 14,
    RegularPrice = 15,
    Rating = 16,
    Ratings = 17,
}

/// What the items section says, by item.
#[derive(Debug, Default)]
pub(crate) struct Items {
    count: usize,
    ids: Strings,
    titles: Strings,
    urls: Strings,
    images: Strings,
    categories: Dictionary,
    brands: Dictionary,
    currencies: Dictionary,
    /// Plus one; 0 for none.
    prices: Vec<u64>,
    /// Plus one; 0 for none.
    regular_prices: Vec<u64>,
    /// In tenths, plus one; 0 for none.
    ratings: Vec<u8>,
    rating_counts: Vec<u32>,
    availabilities: Vec<Availability>,
    popularity: Vec<u8>,
    arrived: Vec<u16>,
    sensitive: Vec<bool>,
    by_id: Lookup,
    names: Names,
}

pub(crate) fn write(items: &[Item]) -> Vec<u8> {
    let mut out = ByteWriter::default();
    out.varint(items.len() as u64);
    let mut column = |tag: Column, present: bool, fill: &dyn Fn(&mut ByteWriter)| {
        if present {
            let mut payload = ByteWriter::default();
            fill(&mut payload);
            out.u8(tag as u8);
            out.varint(payload.bytes.len() as u64);
            out.bytes.extend_from_slice(&payload.bytes);
        }
    };
    let mut strings = |tag: Column, text: fn(&Item) -> &str| {
        let present = items.iter().any(|item| !text(item).is_empty());
        column(tag, present, &|out| {
            Strings::write(out, items.iter().map(text));
        });
    };
    strings(Column::Id, |item| &item.id);
    strings(Column::Title, |item| &item.card.title);
    strings(Column::Url, |item| &item.card.url);
    strings(Column::Image, |item| &item.card.image);
    let mut dictionary = |tag: Column, text: fn(&Item) -> &str| {
        let present = items.iter().any(|item| !text(item).is_empty());
        column(tag, present, &|out| {
            Dictionary::write(out, items.iter().map(text));
        });
    };
    dictionary(Column::Category, |item| &item.card.category);
    dictionary(Column::Brand, |item| &item.card.brand);
    dictionary(Column::Currency, |item| {
        item.card
            .price
            .as_ref()
            .map_or("", |price| price.currency.as_str())
    });
    let mut numbers = |tag: Column, number: fn(&Item) -> u64| {
        let present = items.iter().any(|item| number(item) > 0);
        column(tag, present, &|out| {
            items.iter().for_each(|item| out.varint(number(item)));
        });
    };
    numbers(Column::Price, |item| {
        let price = item.card.price.as_ref();
        price.map_or(0, |price| price.minor.saturating_add(1))
    });
    let mut bytes = |tag: Column, byte: fn(&Item) -> u8| {
        let present = items.iter().any(|item| byte(item) > 0);
        column(tag, present, &|out| {
            items.iter().for_each(|item| out.u8(byte(item)));
        });
    };
    bytes(Column::Availability, |item| item.card.availability as u8);
    bytes(Column::Popularity, |item| item.popularity);
    let mut numbers = |tag: Column, number: fn(&Item) -> u64| {
        let present = items.iter().any(|item| number(item) > 0);
        column(tag, present, &|out| {
            items.iter().for_each(|item| out.varint(number(item)));
        });
    };
    numbers(Column::Arrived, |item| item.arrived.into());
    let named = items.iter().any(|item| !item.aliases.is_empty());
    column(Column::Aliases, named, &|out| {
        names::write_aliases(items, out);
    });
    let numbered = items.iter().any(|item| !item.shopify.is_empty());
    column(Column::Shopify, numbered, &|out| {
        names::write_numbers(items, out);
    });
    let sensitive = items.iter().any(|item| item.sensitive);
    column(Column::Sensitive, sensitive, &|out| {
        items.iter().for_each(|item| out.u8(item.sensitive.into()));
    });
    let mut numbers = |tag: Column, number: fn(&Item) -> u64| {
        let present = items.iter().any(|item| number(item) > 0);
        column(tag, present, &|out| {
            items.iter().for_each(|item| out.varint(number(item)));
        });
    };
    numbers(Column::RegularPrice, |item| {
        let price = item.card.regular_price;
        price.map_or(0, |price| price.saturating_add(1))
    });
    let rated = items.iter().any(|item| item.card.rating.is_some());
    column(Column::Rating, rated, &|out| {
        for item in items {
            let tenths = item.card.rating.map(|rating| rating.tenths);
            out.u8(tenths.map_or(0, |tenths| tenths.min(Rating::MOST) + 1));
        }
    });
    let mut numbers = |tag: Column, number: fn(&Item) -> u64| {
        let present = items.iter().any(|item| number(item) > 0);
        column(tag, present, &|out| {
            items.iter().for_each(|item| out.varint(number(item)));
        });
    };
    numbers(Column::Ratings, |item| {
        item.card.rating.map_or(0, |rating| rating.count.into())
    });
    out.bytes
}

impl Items {
    pub(crate) fn read(reader: &mut ByteReader<'_>) -> Items {
        let mut items = Items {
            count: reader.count(),
            ..Items::default()
        };
        let few = u32::try_from(items.count).is_ok();
        reader.must(few, Rule::ItemCount);
        let mut before = 0;
        while !reader.is_empty() {
            let tag = reader.u8();
            reader.must(tag > before, Rule::ColumnOrder);
            before = tag;
            let length = reader.count();
            reader.part(length, Section::Items.name(), |column| {
                items.column(tag, column);
            });
        }
        items.index(reader);
        items
    }

    fn column(&mut self, tag: u8, column: &mut ByteReader<'_>) {
        let count = self.count;
        match tag {
            _ if tag == Column::Id as u8 => self.ids = Strings::read(column, count),
            _ if tag == Column::Title as u8 => self.titles = Strings::read(column, count),
            _ if tag == Column::Url as u8 => self.urls = Strings::read(column, count),
            _ if tag == Column::Image as u8 => self.images = Strings::read(column, count),
            _ if tag == Column::Category as u8 => {
                self.categories = Dictionary::read(column, count);
            }
            _ if tag == Column::Brand as u8 => self.brands = Dictionary::read(column, count),
            _ if tag == Column::Currency as u8 => {
                self.currencies = Dictionary::read(column, count);
            }
            _ if tag == Column::Price as u8 => {
                self.prices = numbers(column, count, u64::MAX, Rule::Number64);
            }
            _ if tag == Column::Availability as u8 => {
                let most = Availability::ALL.len() as u8 - 1;
                let known = bytes(column, count, most, Rule::Availability).iter();
                let known = known.filter_map(|&byte| Availability::ALL.get(usize::from(byte)));
                self.availabilities = known.copied().collect();
            }
            _ if tag == Column::Popularity as u8 => {
                self.popularity = column.take(count).to_vec();
            }
            _ if tag == Column::Arrived as u8 => {
                let rule = Rule::Arrival;
                let days = numbers(column, count, u16::MAX.into(), rule);
                self.arrived = days.into_iter().map(|days| days as u16).collect();
            }
            _ if tag == Column::Aliases as u8 => self.names.read_aliases(column, count),
            _ if tag == Column::Shopify as u8 => self.names.read_numbers(column, count),
            _ if tag == Column::Sensitive as u8 => {
                let sensitive = bytes(column, count, 1, Rule::Sensitive).iter();
                self.sensitive = sensitive.map(|&byte| byte == 1).collect();
            }
            _ if tag == Column::RegularPrice as u8 => {
                self.regular_prices = numbers(column, count, u64::MAX, Rule::Number64);
            }
            _ if tag == Column::Rating as u8 => {
                let rule = Rule::Rating;
                self.ratings = bytes(column, count, Rating::MOST + 1, rule).to_vec();
            }
            _ if tag == Column::Ratings as u8 => {
                let rule = Rule::RatingCount;
                let counts = numbers(column, count, u32::MAX.into(), rule);
                self.rating_counts = counts.into_iter().map(|count| count as u32).collect();
            }
            _ => {
                column.take(column.len());
            }
        }
    }

    /// Makes items findable by identifier.
    fn index(&mut self, reader: &mut ByteReader<'_>) {
        let ids = &self.ids;
        let named = (0..self.count).all(|slot| !ids.get(slot).is_empty());
        if !named {
            return reader.invalid(Rule::NoIdentifier);
        }
        let by_id = Lookup::of(self.count, |slot| ids.get(slot));
        reader.must(by_id.is_some(), Rule::SameIdentifier);
        self.by_id = by_id.unwrap_or_default();
        let differ = self.names.all_differ(|name| self.by_id(name).is_some());
        reader.must(differ, Rule::NameIsIdentifier);
    }

    pub(crate) fn len(&self) -> usize {
        self.count
    }

    pub(crate) fn id(&self, item: ItemIndex) -> &str {
        self.ids.get(item.slot())
    }

    pub(crate) fn index_of(&self, name: &str) -> Option<ItemIndex> {
        self.by_id(name).or_else(|| self.names.find(name))
    }

    pub(crate) fn names(&self) -> &Names {
        &self.names
    }

    fn by_id(&self, id: &str) -> Option<ItemIndex> {
        let slot = self.by_id.find(id, |slot| self.ids.get(slot))?;
        Some(ItemIndex(slot as u32))
    }

    pub(crate) fn has_card(&self, item: ItemIndex) -> bool {
        let slot = item.slot();
        !self.titles.is_empty(slot) && !self.urls.is_empty(slot)
    }

    pub(crate) fn card(&self, item: ItemIndex) -> CardRef<'_> {
        let slot = item.slot();
        let number = |column: &[u64]| column.get(slot).copied().unwrap_or(0).checked_sub(1);
        let minor = number(&self.prices);
        let regular = number(&self.regular_prices);
        let tenths = self.ratings.get(slot).copied().unwrap_or(0).checked_sub(1);
        CardRef {
            title: self.titles.get(slot),
            url: self.urls.get(slot),
            image: self.images.get(slot),
            price: minor.map(|minor| PriceRef {
                minor,
                currency: self.currencies.get(slot),
            }),
            regular_price: regular.filter(|&regular| minor.is_some_and(|minor| minor < regular)),
            rating: tenths.map(|tenths| Rating {
                tenths,
                count: self.rating_counts.get(slot).copied().unwrap_or(0),
            }),
            category: self.categories.get(slot),
            brand: self.brands.get(slot),
            availability: self.availabilities.get(slot).copied().unwrap_or_default(),
        }
    }

    pub(crate) fn popularity(&self, item: ItemIndex) -> u8 {
        self.popularity.get(item.slot()).copied().unwrap_or(0)
    }

    pub(crate) fn is_sensitive(&self, item: ItemIndex) -> bool {
        self.sensitive.get(item.slot()).copied().unwrap_or(false)
    }

    pub(crate) fn arrived(&self, item: ItemIndex) -> u16 {
        self.arrived.get(item.slot()).copied().unwrap_or(0)
    }
}

/// A varint for each item, none above `most`.
fn numbers(column: &mut ByteReader<'_>, items: usize, most: u64, rule: Rule) -> Vec<u64> {
    (0..items).map(|_| column.varint_to(most, rule)).collect()
}

/// A byte for each item, none above `most`.
fn bytes<'a>(column: &mut ByteReader<'a>, items: usize, most: u8, rule: Rule) -> &'a [u8] {
    let bytes = column.take(items);
    column.must(bytes.iter().all(|&byte| byte <= most), rule);
    bytes
}
