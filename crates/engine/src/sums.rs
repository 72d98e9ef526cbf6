//! Sums by item, for a few thousand items of a catalog of any size.

use whyshelf_pack::ItemIndex;

/// A hash table with open addressing and linear probing (Knuth, The Art of Computer Programming,
/// volume 3, section 6.4). It is made for one ranking and as large as the evidence, never as
/// large as the catalog: an array with an entry for every item is slower where the catalog is
/// larger than the processor's cache.
pub(crate) struct Sums {
    /// Number of the entry plus one; 0 is free. As many as a power of two, over half of them free.
    slots: Vec<u32>,
    shift: u32,
    entries: Vec<(ItemIndex, u64)>,
}

impl Sums {
    /// Room for so many items.
    pub(crate) fn with_room_for(items: usize) -> Sums {
        let slots = (items * 2).next_power_of_two().max(2);
        Sums {
            slots: vec![0; slots],
            shift: u32::BITS - slots.trailing_zeros(),
            entries: Vec::with_capacity(items),
        }
    }

    pub(crate) fn add(&mut self, item: ItemIndex, value: u64) {
        let at = self.find(item);
        match self.slots[at] {
            0 => {
                self.entries.push((item, value));
                self.slots[at] = self.entries.len() as u32;
            }
            entry => self.entries[entry as usize - 1].1 += value,
        }
    }

    pub(crate) fn get(&self, item: ItemIndex) -> Option<u64> {
        let entry = self.slots[self.find(item)].checked_sub(1)?;
        Some(self.entries[entry as usize].1)
    }

    /// Every item that something was added to, with its sum.
    pub(crate) fn entries(&self) -> &[(ItemIndex, u64)] {
        &self.entries
    }

    /// The slot of an item, or the free one where it belongs.
    fn find(&self, item: ItemIndex) -> usize {
        let mask = self.slots.len() - 1;
        // Fibonacci hashing: 2^32 over the golden ratio parts items that lie side by side.
        let mut at = (item.0.wrapping_mul(0x9e37_79b9) >> self.shift) as usize;
        loop {
            match self.slots[at & mask] {
                0 => return at & mask,
                entry if self.entries[entry as usize - 1].0 == item => return at & mask,
                _ => at += 1,
            }
        }
    }
}
