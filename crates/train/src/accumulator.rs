//! A sparse row under construction: dense storage, and the list of what was touched.

/// Adds up values of type `T` by item and gives back only the items that got one.
///
/// One accumulator serves many rows: draining it costs as much as the row is long, not as the
/// catalog is.
pub(crate) struct Accumulator<T> {
    slots: Vec<Slot<T>>,
    touched: Vec<u32>,
}

/// Value and mark lie together: they are always wanted together, in no order.
#[derive(Clone, Copy, Default)]
struct Slot<T> {
    value: T,
    present: bool,
}

impl<T: Copy + Default> Accumulator<T> {
    /// An empty row over `item_count` items.
    pub(crate) fn over(item_count: usize) -> Accumulator<T> {
        Accumulator {
            slots: vec![Slot::default(); item_count],
            touched: Vec::new(),
        }
    }

    /// The value of `item`, [`Default`] at first.
    pub(crate) fn at(&mut self, item: u32) -> &mut T {
        let slot = &mut self.slots[item as usize];
        if !slot.present {
            slot.present = true;
            self.touched.push(item);
        }
        &mut slot.value
    }

    /// The value of `item`, [`Default`] if it got none.
    pub(crate) fn get(&self, item: u32) -> T {
        self.slots[item as usize].value
    }

    /// Ends the row: its entries by ascending item.
    pub(crate) fn drain(&mut self) -> Vec<(u32, T)> {
        self.touched.sort_unstable();
        let touched = self.touched.iter();
        let row = touched.map(|&item| (item, self.get(item))).collect();
        self.clear();
        row
    }

    /// Forgets the row.
    pub(crate) fn clear(&mut self) {
        for item in self.touched.drain(..) {
            self.slots[item as usize] = Slot::default();
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
