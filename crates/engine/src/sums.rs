//! Sums by item, for a few thousand items of a catalog of any size.

use whyshelf_pack::ItemIndex;

/// A hash table with open addressing and linear probing (Knuth, The Art of Computer Programming,
/// volume 3, section 6.4). It is made for one ranking and as large as the evidence, never as
/// large as the catalog.
///
/// Whether an item is new is as good as chance, and a processor that guesses wrong waits longer
/// than an addition takes: so that is computed, not branched on.
pub(crate) struct Sums {
    /// Number of the item's entry; 0 is free. A power of two, more than half of them free.
    slots: Vec<u32>,
    shift: u32,
    /// By entry, from 1 on.
    items: Vec<u32>,
    sums: Vec<u64>,
    entries: usize,
}

impl Sums {
    /// Room for so many items.
    pub(crate) fn with_room_for(items: usize) -> Sums {
        let slots = (items * 2).next_power_of_two().max(2);
        Sums {
            slots: vec![0; slots],
            shift: u32::BITS - slots.trailing_zeros(),
            items: vec![0; items + 1],
            sums: vec![0; items + 1],
            entries: 0,
        }
    }

    pub(crate) fn add(&mut self, item: ItemIndex, value: u64) {
        let (at, entry) = self.find(item);
        self.entries += usize::from(entry == 0);
        let entry = if entry == 0 { self.entries } else { entry };
        self.slots[at] = entry as u32;
        self.items[entry] = item.0;
        self.sums[entry] += value;
    }

    /// The sum of an item; 0 if nothing was added.
    pub(crate) fn get(&self, item: ItemIndex) -> u64 {
        self.sums[self.find(item).1]
    }

    /// Every item that something was added to, with its sum, in the order of the first additions.
    pub(crate) fn entries(&self) -> impl DoubleEndedIterator<Item = (ItemIndex, u64)> {
        let items = self.items[1..=self.entries].iter();
        let sums = &self.sums[1..=self.entries];
        items.zip(sums).map(|(&item, &sum)| (ItemIndex(item), sum))
    }

    /// The slot of an item with its entry, or the free one where it belongs, with 0.
    fn find(&self, item: ItemIndex) -> (usize, usize) {
        let mask = self.slots.len() - 1;
        // Fibonacci hashing: 2^32 over the golden ratio parts items that lie side by side.
        let mut at = (item.0.wrapping_mul(0x9e37_79b9) >> self.shift) as usize & mask;
        loop {
            let entry = self.slots[at] as usize;
            if (entry == 0) | (self.items[entry] == item.0) {
                return (at, entry);
            }
            at = (at + 1) & mask;
        }
    }
}
