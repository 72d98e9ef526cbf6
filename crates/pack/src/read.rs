//! Bytes to a pack that can be asked.

use crate::bytes::ByteReader;
use crate::strings::{Dictionary, Strings};
use crate::{
    ItemIndex, MAGIC, MAX_DISTANCES, MAX_SCORE, Model, Neighbour, PackError, Relation, Section,
    VERSION,
};

/// A parsed pack: every rule of the format holds.
#[derive(Debug)]
pub struct Pack {
    model: Model,
    items: Items,
    popularity: Vec<u8>,
    rows: Rows,
    by_popularity: Vec<ItemIndex>,
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
    /// Display name of the category.
    pub category: &'a str,
    /// Brand.
    pub brand: &'a str,
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
#[derive(Clone, Copy, Debug)]
pub struct RowRef<'a> {
    /// Factor of every weight.
    pub scale: u16,
    /// By ascending index.
    pub neighbours: &'a [Neighbour],
}

impl Pack {
    /// Reads a pack.
    ///
    /// # Errors
    /// [`PackError`] says what is wrong with the bytes. Never panics; memory is bounded by a small
    /// multiple of the input's length.
    pub fn parse(bytes: &[u8]) -> Result<Pack, PackError> {
        let mut pack = ByteReader::new(bytes, "header");
        if pack.take(MAGIC.len()).ok() != Some(&MAGIC[..]) {
            return Err(PackError::NotAPack);
        }
        let version = pack.u16()?;
        if version != VERSION {
            return Err(PackError::Version { found: version });
        }
        let model = Model::read(section(&mut pack, Section::Model)?)?;
        let items = Items::read(section(&mut pack, Section::Items)?)?;
        let popularity = read_popularity(section(&mut pack, Section::Popularity)?, items.count)?;
        let rows = Rows::read(section(&mut pack, Section::Rows)?, items.count)?;
        pack.end()?;
        let mut by_popularity: Vec<ItemIndex> = (0..items.count as u32).map(ItemIndex).collect();
        by_popularity.sort_by_key(|item| core::cmp::Reverse(popularity[item.slot()]));
        Ok(Pack {
            model,
            items,
            popularity,
            rows,
            by_popularity,
        })
    }

    /// How many items there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.count
    }

    /// Whether there is no item at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.count == 0
    }

    /// The numbers all items share.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Finds an item by the merchant's identifier.
    #[must_use]
    pub fn index_of(&self, id: &str) -> Option<ItemIndex> {
        let slot = self
            .items
            .by_id
            .binary_search_by(|item| self.items.ids.get(item.slot()).cmp(id))
            .ok()?;
        Some(self.items.by_id[slot])
    }

    /// The merchant's identifier of an item.
    #[must_use]
    pub fn id(&self, item: ItemIndex) -> &str {
        self.items.ids.get(item.slot())
    }

    /// What a shelf shows of an item.
    #[must_use]
    pub fn card(&self, item: ItemIndex) -> CardRef<'_> {
        let items = &self.items;
        let slot = item.slot();
        let minor = items.prices.get(slot).copied().unwrap_or(0).checked_sub(1);
        CardRef {
            title: items.titles.get(slot),
            url: items.urls.get(slot),
            image: items.images.get(slot),
            price: minor.map(|minor| PriceRef {
                minor,
                currency: items.currencies.get(slot),
            }),
            category: items.categories.get(slot),
            brand: items.brands.get(slot),
        }
    }

    /// Popularity of an item in steps, 0 to 255.
    #[must_use]
    pub fn popularity(&self, item: ItemIndex) -> u8 {
        self.popularity.get(item.slot()).copied().unwrap_or(0)
    }

    /// All items, most popular first, equals by index.
    #[must_use]
    pub fn by_popularity(&self) -> &[ItemIndex] {
        &self.by_popularity
    }

    /// The neighbours of an item; none for an index that is not of this pack.
    #[must_use]
    pub fn row(&self, item: ItemIndex) -> RowRef<'_> {
        self.rows.get(item.slot()).unwrap_or(RowRef {
            scale: 0,
            neighbours: &[],
        })
    }
}

fn section<'a>(pack: &mut ByteReader<'a>, section: Section) -> Result<ByteReader<'a>, PackError> {
    if pack.u8()? != section as u8 {
        return Err(pack.invalid("a section is missing or out of order"));
    }
    let length = pack.u32()? as usize;
    Ok(ByteReader::new(pack.take(length)?, section.name()))
}

fn read_popularity(mut reader: ByteReader<'_>, items: usize) -> Result<Vec<u8>, PackError> {
    let popularity = reader.take(items)?.to_vec();
    reader.end()?;
    Ok(popularity)
}

impl Model {
    fn read(mut reader: ByteReader<'_>) -> Result<Model, PackError> {
        let relation = match reader.u8()? {
            0 => Relation::BoughtTogether,
            1 => Relation::ViewedTogether,
            _ => return Err(reader.invalid("unknown relation")),
        };
        let steps = reader.count()?;
        if steps > MAX_DISTANCES {
            return Err(reader.invalid("the distance table has more than 64 entries"));
        }
        let mut distance = Vec::with_capacity(steps);
        for _ in 0..steps {
            let weight = u16::try_from(reader.varint()?)
                .map_err(|_| reader.invalid("a distance weight is longer than 16 bits"))?;
            distance.push(weight);
        }
        let steps = reader.count()?;
        let mut seen = Vec::with_capacity(steps);
        for _ in 0..steps {
            seen.push(reader.bounded_score()?);
        }
        let popularity_weight = reader.bounded_score()?;
        reader.end()?;
        Ok(Model {
            relation,
            distance,
            seen,
            popularity_weight,
        })
    }
}

impl ByteReader<'_> {
    /// A score unit from outside: small enough that sums of thousands stay exact in the doubles
    /// of JavaScript (2^53).
    fn bounded_score(&mut self) -> Result<u64, PackError> {
        let score = self.varint()?;
        if score <= MAX_SCORE {
            Ok(score)
        } else {
            Err(self.invalid("a score is longer than 40 bits"))
        }
    }
}

#[derive(Debug)]
struct Items {
    count: usize,
    ids: Strings,
    titles: Strings,
    urls: Strings,
    images: Strings,
    categories: Dictionary,
    brands: Dictionary,
    currencies: Dictionary,
    prices: Vec<u64>,
    by_id: Vec<ItemIndex>,
}

impl Items {
    fn read(mut reader: ByteReader<'_>) -> Result<Items, PackError> {
        let count = reader.count()?;
        let highest = u32::try_from(count).map_err(|_| reader.invalid("too many items"))?;
        let ids = Strings::read(&mut reader, count)?;
        let titles = Strings::read(&mut reader, count)?;
        let urls = Strings::read(&mut reader, count)?;
        let images = Strings::read(&mut reader, count)?;
        let categories = Dictionary::read(&mut reader, count)?;
        let brands = Dictionary::read(&mut reader, count)?;
        let currencies = Dictionary::read(&mut reader, count)?;
        let mut prices = Vec::with_capacity(count);
        for _ in 0..count {
            prices.push(reader.varint()?);
        }
        reader.end()?;
        let mut by_id: Vec<ItemIndex> = (0..highest).map(ItemIndex).collect();
        by_id.sort_unstable_by(|a, b| ids.get(a.slot()).cmp(ids.get(b.slot())));
        let same = |pair: &[ItemIndex]| ids.get(pair[0].slot()) == ids.get(pair[1].slot());
        if by_id.windows(2).any(same) {
            return Err(reader.invalid("two items have the same identifier"));
        }
        if by_id
            .first()
            .is_some_and(|item| ids.get(item.slot()).is_empty())
        {
            return Err(reader.invalid("an item has no identifier"));
        }
        Ok(Items {
            count,
            ids,
            titles,
            urls,
            images,
            categories,
            brands,
            currencies,
            prices,
            by_id,
        })
    }
}

/// Neighbours in compressed sparse rows.
#[derive(Debug)]
struct Rows {
    ends: Vec<usize>,
    scales: Vec<u16>,
    neighbours: Vec<Neighbour>,
}

impl Rows {
    fn read(mut reader: ByteReader<'_>, items: usize) -> Result<Rows, PackError> {
        let mut ends = Vec::with_capacity(items);
        let mut end = 0_usize;
        for _ in 0..items {
            end = reader
                .count()?
                .checked_add(end)
                .ok_or_else(|| reader.invalid("too many neighbours"))?;
            ends.push(end);
        }
        let mut scales = Vec::with_capacity(items);
        let mut start = 0;
        for &end in &ends {
            scales.push(if end > start { reader.u16()? } else { 0 });
            start = end;
        }
        let mut neighbours = Vec::new();
        for slot in 0..items {
            let start = if slot == 0 { 0 } else { ends[slot - 1] };
            let mut next = 0_u32;
            for _ in start..ends[slot] {
                let coded = reader.varint()?;
                let id = u32::try_from(coded >> 1)
                    .ok()
                    .and_then(|distance| distance.checked_add(next))
                    .filter(|&id| (id as usize) < items && id as usize != slot)
                    .ok_or_else(|| reader.invalid("a neighbour is out of range"))?;
                neighbours.push(Neighbour {
                    item: ItemIndex(id),
                    weight: 0,
                    met: coded & 1 == 0,
                });
                next = id + 1;
            }
        }
        let weights = reader.take(neighbours.len())?;
        for (neighbour, &weight) in neighbours.iter_mut().zip(weights) {
            if weight == 0 {
                return Err(reader.invalid("a neighbour's weight is zero"));
            }
            neighbour.weight = weight;
        }
        reader.end()?;
        Ok(Rows {
            ends,
            scales,
            neighbours,
        })
    }

    fn get(&self, slot: usize) -> Option<RowRef<'_>> {
        let end = *self.ends.get(slot)?;
        let start = slot.checked_sub(1).map_or(0, |before| self.ends[before]);
        Some(RowRef {
            scale: self.scales[slot],
            neighbours: &self.neighbours[start..end],
        })
    }
}
