//! A list of numbers for every item, all in one allocation.

/// Lists of numbers below `bound`.
pub(crate) struct Lists {
    ends: Vec<usize>,
    values: Vec<u32>,
    /// All values are below.
    pub(crate) bound: usize,
}

impl Lists {
    /// The lists of `count` items over as many numbers.
    pub(crate) fn of<L: Iterator<Item = u32>>(count: usize, list: impl Fn(u32) -> L) -> Lists {
        let mut ends = Vec::with_capacity(count);
        let mut values = Vec::new();
        for item in 0..count as u32 {
            values.extend(list(item));
            ends.push(values.len());
        }
        Lists {
            ends,
            values,
            bound: count,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(&self, item: u32) -> &[u32] {
        let slot = item as usize;
        let start = slot.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.values[start..self.ends[slot]]
    }

    /// For every number the items whose lists have it, and the number itself.
    pub(crate) fn transposed_with_self(&self) -> Lists {
        let mut ends = vec![1; self.bound];
        for &value in &self.values {
            ends[value as usize] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            let length = *end;
            *end = sum;
            sum += length;
        }
        let mut values = vec![0; sum];
        for item in 0..self.len() as u32 {
            for &value in self.get(item).iter().chain([&item]) {
                let end = &mut ends[value as usize];
                values[*end] = item;
                *end += 1;
            }
        }
        Lists {
            ends,
            values,
            bound: self.len(),
        }
    }

    /// The lists of these items only, in this order, without the numbers that fewer than two of
    /// them have; the others are numbered anew.
    pub(crate) fn of_items(&self, items: &[u32]) -> Lists {
        let mut numbers = vec![0_u32; self.bound];
        for &item in items {
            for &value in self.get(item) {
                numbers[value as usize] += 1;
            }
        }
        let mut bound = 0;
        for number in &mut numbers {
            if *number >= 2 {
                *number = bound;
                bound += 1;
            } else {
                *number = u32::MAX;
            }
        }
        let mut ends = Vec::with_capacity(items.len());
        let mut values = Vec::new();
        for &item in items {
            let list = self.get(item).iter();
            values.extend(list.map(|&value| numbers[value as usize]).filter(|&number| number != u32::MAX));
            ends.push(values.len());
        }
        Lists {
            ends,
            values,
            bound: bound as usize,
        }
    }
}
