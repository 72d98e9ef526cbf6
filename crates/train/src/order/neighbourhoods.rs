//! Closed undirected neighbourhoods, all in one allocation.

use rayon::prelude::*;
use whyshelf_pack::Row;

/// For each item of a part the neighbourhoods that it is in, by number. At the start an item's
/// own neighbourhood has its number, and to be in one another's is mutual.
pub(crate) struct Neighbourhoods {
    ends: Vec<usize>,
    numbers: Vec<u32>,
    /// How many neighbourhoods there are.
    pub(crate) count: usize,
}

/// Stands for a neighbourhood that a part leaves out.
const LEFT_OUT: u32 = u32::MAX;

impl Neighbourhoods {
    /// Those of all items.
    pub(crate) fn of(rows: &[Row]) -> Neighbourhoods {
        let pairs = || {
            rows.iter().enumerate().flat_map(|(own, row)| {
                let others = row.neighbours.iter().map(|near| near.item.0);
                others.map(move |other| (own as u32, other))
            })
        };
        // Each item is in its own.
        let mut lengths = vec![1_usize; rows.len()];
        for (own, other) in pairs() {
            lengths[own as usize] += 1;
            lengths[other as usize] += 1;
        }
        let mut numbers = vec![0; lengths.iter().sum()];
        let mut lists: Vec<&mut [u32]> = Vec::with_capacity(rows.len());
        let mut rest = numbers.as_mut_slice();
        for &length in &lengths {
            let (list, after) = rest.split_at_mut(length);
            lists.push(list);
            rest = after;
        }
        let mut filled = vec![1_usize; rows.len()];
        let mut put = |list: u32, number: u32| {
            let slot = list as usize;
            lists[slot][filled[slot]] = number;
            filled[slot] += 1;
        };
        for (own, other) in pairs() {
            put(own, other);
            put(other, own);
        }
        let kept: Vec<usize> = lists
            .par_iter_mut()
            .enumerate()
            .map(|(own, list)| {
                list[0] = own as u32;
                list.sort_unstable();
                partition_dedup(list)
            })
            .collect();
        squeeze(&mut numbers, &lengths, &kept);
        let ends = kept.iter().scan(0, |end, length| {
            *end += length;
            Some(*end)
        });
        Neighbourhoods {
            ends: ends.collect(),
            numbers,
            count: rows.len(),
        }
    }

    /// Those of these items, in this order. A neighbourhood that only one of them is in tells
    /// nothing about how to part them and is left out.
    pub(crate) fn among(&self, items: &[u32]) -> Neighbourhoods {
        let mut renumbered = vec![0_u32; self.count];
        for &item in items {
            for &number in self.get(item) {
                renumbered[number as usize] += 1;
            }
        }
        let mut count = 0;
        for number in &mut renumbered {
            if *number < 2 {
                *number = LEFT_OUT;
            } else {
                *number = count;
                count += 1;
            }
        }
        let mut ends = Vec::with_capacity(items.len());
        let mut numbers = Vec::new();
        for &item in items {
            let list = self.get(item).iter();
            let list = list.map(|&number| renumbered[number as usize]);
            numbers.extend(list.filter(|&number| number != LEFT_OUT));
            ends.push(numbers.len());
        }
        numbers.shrink_to_fit();
        Neighbourhoods {
            ends,
            numbers,
            count: count as usize,
        }
    }

    /// All items that have neighbours, each after one that it is a neighbour of where there is
    /// one: a start for bisection that is no tie between all its choices, as the order given is
    /// where it deals the members of every cluster out evenly. Only while numbers are items.
    pub(crate) fn breadth_first(&self) -> Vec<u32> {
        let mut found = vec![false; self.items()];
        let mut order = Vec::new();
        let mut next = 0;
        for start in 0..self.items() as u32 {
            if !found[start as usize] && self.get(start).len() > 1 {
                found[start as usize] = true;
                order.push(start);
            }
            while let Some(&item) = order.get(next) {
                for &other in self.get(item) {
                    if !found[other as usize] {
                        found[other as usize] = true;
                        order.push(other);
                    }
                }
                next += 1;
            }
        }
        order
    }

    /// How many items there are.
    pub(crate) fn items(&self) -> usize {
        self.ends.len()
    }

    /// Those that this item is in.
    pub(crate) fn get(&self, item: u32) -> &[u32] {
        let slot = item as usize;
        let start = slot.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.numbers[start..self.ends[slot]]
    }
}

/// Moves the distinct values of a sorted list to its front and counts them.
fn partition_dedup(list: &mut [u32]) -> usize {
    let mut kept = 0;
    for at in 0..list.len() {
        if at == 0 || list[at] != list[kept - 1] {
            list[kept] = list[at];
            kept += 1;
        }
    }
    kept
}

/// Keeps the first `kept` of every `lengths` values.
fn squeeze(values: &mut Vec<u32>, lengths: &[usize], kept: &[usize]) {
    let (mut from, mut to) = (0, 0);
    for (length, kept) in lengths.iter().zip(kept) {
        values.copy_within(from..from + kept, to);
        from += length;
        to += kept;
    }
    values.truncate(to);
    values.shrink_to_fit();
}
