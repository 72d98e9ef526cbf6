//! Numbers items so that neighbours get near numbers: rows of near numbers take few bytes, and a
//! contiguous range of items has few neighbours outside itself, which is what makes it a shard.
//!
//! # How
//! Recursive graph bisection: split the items in two halves so that few neighbourhoods straddle
//! both, then each half in the same way, and number the leaves from left to right. Dhulipala,
//! Kabiljo, Karrer, Ottaviano, Pupyrev and Shalita, "Compressing Graphs and Indexes with Recursive
//! Graph Bisection", KDD 2016. Three things differ from the paper, each measured below:
//! - A list is an item's *closed undirected* neighbourhood: its neighbours, those it is a
//!   neighbour of, and itself. Rows alone (the paper's choice for directed graphs) leave more
//!   neighbours outside a range.
//! - A number that only one item of a part has costs the same on either side: it is dropped, so
//!   that parts shrink faster than their items and fit the cache.
//! - A half goes to the next level sorted by how much its items lean to the other half, those
//!   that lean most next to it. So the halves of a half know their left from their right.
//!
//! Gains are integers and equals are decided by the number given, so the order depends on the rows
//! alone: not on threads, a seed or a platform's arithmetic.
mod bisect;
mod neighbourhoods;

use whyshelf_pack::Row;

use bisect::Logarithms;
use neighbourhoods::Neighbourhoods;

/// The new number of every item: a permutation of `0..rows.len()`. Items without neighbours come
/// last, in the order given.
///
/// Takes `O(m log n)` time and a few bytes for each of the `m` neighbours.
#[must_use]
pub fn order(rows: &[Row]) -> Vec<u32> {
    let all = Neighbourhoods::of(rows);
    let mut ordered = all.breadth_first();
    let alone = (0..rows.len() as u32).filter(|&item| all.get(item).len() == 1);
    let alone: Vec<u32> = alone.collect();
    let connected = all.among(&ordered);
    drop(all);
    bisect::bisect(&mut ordered, connected, &Logarithms::up_to(rows.len()));
    let mut numbers = vec![0; rows.len()];
    for (number, item) in ordered.into_iter().chain(alone).enumerate() {
        numbers[item as usize] = number as u32;
    }
    numbers
}

#[cfg(test)]
mod tests;
