//! A large pack cut into shards: ranges of neighbouring items, each with the cards of all that its
//! rows name, so that a product page needs one.

use std::collections::HashMap;
use std::ops::Range;

use whyshelf_pack::shard::{Directory, directory_of};
use whyshelf_pack::{Item, ItemIndex, Neighbour, PackContents, Row};

/// A shard is filled up to about this many bytes before compression (text and numbers come down to
/// a third or less).
const SHARD_BYTES: usize = 24 << 10;

/// Names a directory lists on average: five bytes each.
const NAMES_A_DIRECTORY: usize = 400;

/// Items that any page may show: the most popular, and the newest.
const POPULAR: usize = 150;
const NEWEST: usize = 50;

/// Where a pack is cut.
pub(super) struct Cut {
    /// Items whose rows lie together, in their order, all of them.
    pub(super) ranges: Vec<Range<usize>>,
    /// How many directories list them.
    pub(super) directories: u32,
}

impl Cut {
    /// Decides where to cut.
    pub(super) fn of(contents: &PackContents) -> Cut {
        let mut ranges = Vec::new();
        let mut start = 0;
        let mut known = vec![usize::MAX; contents.items.len()];
        let mut bytes = 0;
        // Sensitive items have no row and are in no shard.
        let rows = contents.rows.len();
        for own in 0..rows {
            // What one more item would add: its row, and the cards not there yet.
            let cost = |known: &mut [usize], shard: usize| {
                let row = &contents.rows[own].neighbours;
                let near = row.iter().map(|near| near.item.slot());
                let mut cost = 3 * row.len();
                for slot in near.chain([own]) {
                    if std::mem::replace(&mut known[slot], shard) != shard {
                        cost += card_bytes(&contents.items[slot]);
                    }
                }
                cost
            };
            let added = cost(&mut known, ranges.len());
            if own > start && bytes + added > SHARD_BYTES {
                ranges.push(start..own);
                start = own;
                bytes = cost(&mut known, ranges.len());
            } else {
                bytes += added;
            }
        }
        if start < rows {
            ranges.push(start..rows);
        }
        let count: usize = contents.items.iter().map(|item| listed(item).count()).sum();
        Cut {
            ranges,
            directories: count.div_ceil(NAMES_A_DIRECTORY).max(1) as u32,
        }
    }

    /// Says which shard holds which item.
    pub(super) fn directories(&self, contents: &PackContents) -> Vec<Directory> {
        let mut directories = vec![Directory::default(); self.directories as usize];
        for (shard, range) in (0..).zip(&self.ranges) {
            for item in &contents.items[range.clone()] {
                for name in listed(item) {
                    let directory = directory_of(&name, self.directories);
                    directories[directory as usize].add(&name, shard);
                }
            }
        }
        // What stands for no shard: see `whyshelf_pack::shard`.
        let sensitive = self.ranges.len() as u32;
        for item in contents.items.iter().filter(|item| item.sensitive) {
            for name in listed(item) {
                let directory = directory_of(&name, self.directories);
                directories[directory as usize].add(&name, sensitive);
            }
        }
        directories
    }
}

/// The names under which a page finds an item's shard. Of a global identifier, or of a name made of
/// Shopify's numbers, it looks the numbers up.
pub(super) fn listed(item: &Item) -> impl Iterator<Item = String> {
    let numbers = item.shopify.iter().filter(|&&number| number > 0);
    let numbers = numbers.map(u64::to_string).filter(|name| *name != item.id);
    let names = item.aliases.iter().chain([&item.id]);
    names.cloned().chain(numbers)
}

fn card_bytes(item: &Item) -> usize {
    let card = &item.card;
    // Categories and brands repeat and are stored once.
    let text = [&item.id, &card.title, &card.url, &card.image];
    let text = text.into_iter().chain(&item.aliases);
    text.map(|text| text.len()).sum::<usize>() + 12 + 4 * item.shopify.len()
}

/// The pack of one shard: its own items first, then the others that their rows name.
pub(super) fn shard(contents: &PackContents, range: Range<usize>) -> PackContents {
    let mut others: Vec<usize> = contents.rows[range.clone()]
        .iter()
        .flat_map(|row| &row.neighbours)
        .map(|near| near.item.slot())
        .filter(|slot| !range.contains(slot))
        .collect();
    others.sort_unstable();
    others.dedup();
    let members: Vec<usize> = range.clone().chain(others).collect();
    let places: HashMap<usize, u32> = members.iter().copied().zip(0..).collect();
    let row = |row: &Row| {
        let mut neighbours: Vec<Neighbour> = row
            .neighbours
            .iter()
            .map(|near| Neighbour {
                item: ItemIndex(places[&near.item.slot()]),
                ..*near
            })
            .collect();
        neighbours.sort_unstable_by_key(|near| near.item);
        Row {
            scale: row.scale,
            neighbours,
        }
    };
    PackContents {
        model: contents.model.clone(),
        items: members
            .iter()
            .map(|&slot| {
                let item = contents.items[slot].clone();
                if range.contains(&slot) {
                    return item;
                }
                // Its other names are in its own shard.
                Item {
                    aliases: Vec::new(),
                    shopify: Vec::new(),
                    ..item
                }
            })
            .collect(),
        rows: contents.rows[range.clone()].iter().map(row).collect(),
    }
}

/// What any page may show: no rows, but the most popular and the newest items that have cards.
pub(super) fn front(contents: &PackContents) -> PackContents {
    let shown = |slot: &usize| {
        let card = &contents.items[*slot].card;
        !card.title.is_empty() && !card.url.is_empty()
    };
    let mut slots: Vec<usize> = (0..contents.items.len()).filter(shown).collect();
    slots.sort_by_key(|&slot| std::cmp::Reverse(contents.items[slot].popularity));
    let mut chosen: Vec<usize> = slots.iter().copied().take(POPULAR).collect();
    slots.retain(|&slot| contents.items[slot].arrived > 0);
    slots.sort_by_key(|&slot| contents.items[slot].arrived);
    chosen.extend(slots.into_iter().take(NEWEST));
    chosen.sort_unstable();
    chosen.dedup();
    PackContents {
        model: contents.model.clone(),
        items: chosen
            .iter()
            .map(|&slot| contents.items[slot].clone())
            .collect(),
        rows: Vec::new(),
    }
}
