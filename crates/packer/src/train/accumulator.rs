//! A sparse row under construction: dense storage, and the list of what was touched.

/// Adds up values of type `T` by item and gives back only the items that got one.
///
/// One accumulator serves many rows: draining it costs as much as the row is long, not as the
/// catalog is.
pub(super) struct Accumulator<T> {
    values: Vec<T>,
    present: Vec<bool>,
    touched: Vec<u32>,
}

impl<T: Copy + Default> Accumulator<T> {
    /// An empty row over `item_count` items.
    pub(super) fn over(item_count: usize) -> Accumulator<T> {
        Accumulator {
            values: vec![T::default(); item_count],
            present: vec![false; item_count],
            touched: Vec::new(),
        }
    }

    /// The value of `item`, [`Default`] at first.
    pub(super) fn at(&mut self, item: u32) -> &mut T {
        let slot = item as usize;
        if !self.present[slot] {
            self.present[slot] = true;
            self.touched.push(item);
        }
        &mut self.values[slot]
    }

    /// The value of `item`, [`Default`] if it got none.
    pub(super) fn get(&self, item: u32) -> T {
        self.values[item as usize]
    }

    /// Values of the items that got one, in the order they got it.
    pub(super) fn values(&self) -> impl Iterator<Item = T> + '_ {
        self.touched.iter().map(|&item| self.values[item as usize])
    }

    /// Ends the row: its entries by ascending item.
    pub(super) fn drain(&mut self) -> Vec<(u32, T)> {
        self.touched.sort_unstable();
        let row = self
            .touched
            .iter()
            .map(|&item| (item, self.values[item as usize]))
            .collect();
        self.clear();
        row
    }

    /// Forgets the row.
    pub(super) fn clear(&mut self) {
        for item in self.touched.drain(..) {
            self.values[item as usize] = T::default();
            self.present[item as usize] = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drained_row_is_sorted_and_leaves_nothing_behind() {
        let mut row = Accumulator::over(4);
        *row.at(3) += 1.5;
        *row.at(1) += 1.0;
        *row.at(3) += 1.5;
        assert_eq!(row.drain(), [(1, 1.0), (3, 3.0)]);
        assert_eq!(row.get(3), 0.0);
        assert_eq!(row.drain(), []);
    }
}
