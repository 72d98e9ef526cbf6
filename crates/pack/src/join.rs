//! Several packs of one release as one: what a page has fetched so far.

use std::collections::{HashMap, HashSet};

use crate::{Card, Item, ItemIndex, Neighbour, Pack, PackContents, PackError, Price, Row, write};

impl Pack {
    /// The union of packs that were built together: an item that several know stands once, with
    /// its row if any of them has it. Items with rows come first, in the order of the packs.
    ///
    /// # Errors
    /// Never for packs of one release; [`PackError::Unwritable`] otherwise, and for no pack.
    pub fn join(packs: &[&Pack]) -> Result<Pack, PackError> {
        let model = packs.first().map(|pack| pack.model().clone());
        let model = model.ok_or(PackError::Unwritable {
            rule: "there is nothing to join",
        })?;
        let own = packs.iter().flat_map(|pack| {
            let own = (0..pack.row_count() as u32).map(ItemIndex);
            own.map(move |item| (*pack, item))
        });
        let all = packs.iter().flat_map(|pack| {
            let all = (0..pack.len() as u32).map(ItemIndex);
            all.map(move |item| (*pack, item))
        });
        let mut places: HashMap<&str, u32> = HashMap::new();
        let mut kept: Vec<(&Pack, ItemIndex)> = Vec::new();
        let mut rows = 0;
        for (pack, item) in own {
            if !places.contains_key(pack.id(item)) {
                places.insert(pack.id(item), kept.len() as u32);
                kept.push((pack, item));
                rows += 1;
            }
        }
        for (pack, item) in all {
            if !places.contains_key(pack.id(item)) {
                places.insert(pack.id(item), kept.len() as u32);
                kept.push((pack, item));
            }
        }
        let row = |&(pack, item): &(&Pack, ItemIndex)| {
            let row = pack.row(item);
            let mut neighbours: Vec<Neighbour> = row
                .neighbours
                .iter()
                .filter_map(|near| {
                    let place = *places.get(pack.id(near.item))?;
                    Some(Neighbour {
                        item: ItemIndex(place),
                        ..*near
                    })
                })
                .collect();
            neighbours.sort_unstable_by_key(|near| near.item);
            Row {
                scale: row.scale,
                neighbours,
            }
        };
        let contents = PackContents {
            model,
            rows: kept[..rows].iter().map(row).collect(),
            items: settled(&kept, &places),
        };
        Pack::parse(&write(&contents)?)
    }

    /// The smallest pack that says of an item what this one says: the item with its row, and the
    /// neighbours that the row names.
    ///
    /// # Errors
    /// Never for an item of this pack; [`PackError::Unwritable`] otherwise.
    pub fn excerpt(&self, item: ItemIndex) -> Result<Vec<u8>, PackError> {
        if item.slot() >= self.len() {
            return Err(PackError::Unwritable {
                rule: "an item is not of the pack",
            });
        }
        let row = self.row(item);
        let near = || row.neighbours.iter();
        write(&PackContents {
            model: self.model().clone(),
            items: std::iter::once(item)
                .chain(near().map(|near| near.item))
                .map(|item| self.item(item))
                .collect(),
            rows: vec![Row {
                scale: row.scale,
                neighbours: (1..)
                    .zip(near())
                    .map(|(place, near)| Neighbour {
                        item: ItemIndex(place),
                        ..*near
                    })
                    .collect(),
            }],
        })
    }

    /// Everything the pack knows of an item but its row.
    #[must_use]
    pub fn item(&self, item: ItemIndex) -> Item {
        let card = self.card(item);
        Item {
            id: self.id(item).to_owned(),
            card: Card {
                title: card.title.to_owned(),
                url: card.url.to_owned(),
                image: card.image.to_owned(),
                price: card.price.map(|price| Price {
                    minor: price.minor,
                    currency: price.currency.to_owned(),
                }),
                regular_price: card.regular_price,
                rating: card.rating,
                category: card.category.to_owned(),
                brand: card.brand.to_owned(),
                availability: card.availability,
            },
            popularity: self.popularity(item),
            arrived: self.arrived(item),
            aliases: self.aliases(item).map(str::to_owned).collect(),
            shopify: self.shopify(item),
            sensitive: self.is_sensitive(item),
        }
    }
}

/// The items, without names that packs of one release would not claim twice.
fn settled(kept: &[(&Pack, ItemIndex)], places: &HashMap<&str, u32>) -> Vec<Item> {
    let mut items: Vec<Item> = kept.iter().map(|&(pack, item)| pack.item(item)).collect();
    let mut names = HashSet::new();
    let mut numbers = HashSet::new();
    for item in &mut items {
        item.aliases
            .retain(|name| !places.contains_key(name.as_str()) && names.insert(name.clone()));
        let mut first = true;
        let mut fresh = |number: u64| numbers.insert(number);
        if let Some(product) = item.shopify.first_mut()
            && *product > 0
            && !fresh(*product)
        {
            *product = 0;
        }
        item.shopify
            .retain(|&number| std::mem::take(&mut first) || fresh(number));
        if item.shopify == [0] {
            item.shopify.clear();
        }
    }
    items
}
