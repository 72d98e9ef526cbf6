//! Few levels of weight: with 12 of them a weight takes less than half a byte in a pack, and
//! accuracy hardly notices (see [`crate::order`] for figures).

use whyshelf_pack::{MAX_LEVELS, Row};

/// How many different weights rows keep.
const LEVELS: usize = 12;

const _: () = assert!(LEVELS <= MAX_LEVELS);

/// Rounds the weights of all rows to 12 levels, chosen so that the sum of
/// `(weight - level)² / weight` over all neighbours is least.
pub fn coarsen(rows: &mut [Row]) {
    let mut histogram = [0_u64; 256];
    for near in rows.iter().flat_map(|row| &row.neighbours) {
        histogram[usize::from(near.weight)] += 1;
    }
    let levels = fitted(&histogram);
    for near in rows.iter_mut().flat_map(|row| &mut row.neighbours) {
        near.weight = levels[usize::from(near.weight)];
    }
}

/// The level of every weight: by dynamic programming over where one level's weights end and the
/// next one's begin, as in Wang and Song, "Ckmeans.1d.dp: Optimal k-means Clustering in One
/// Dimension by Dynamic Programming", The R Journal 2011.
fn fitted(histogram: &[u64; 256]) -> [u8; 256] {
    // best[w]: the least cost of the weights 1..=w with the levels so far; starts[k][w]: where the
    // last of k + 1 levels begins then.
    let mut best: Vec<f64> = (0..256).map(|end| cost(histogram, 1, end)).collect();
    let mut starts = vec![[1_usize; 256]];
    for _ in 1..LEVELS {
        let mut next = best.clone();
        let mut start = [1_usize; 256];
        for end in 1..256 {
            next[end] = f64::INFINITY;
            for first in 1..=end {
                let total = best[first - 1] + cost(histogram, first, end);
                if total < next[end] {
                    (next[end], start[end]) = (total, first);
                }
            }
        }
        best = next;
        starts.push(start);
    }
    let mut levels = [0; 256];
    let mut end = 255;
    for start in starts.iter().rev() {
        let first = start[end];
        levels[first..=end].fill(level(histogram, first, end));
        if first <= 1 {
            break;
        }
        end = first - 1;
    }
    levels
}

/// What one level for the weights `first..=end` costs.
fn cost(histogram: &[u64; 256], first: usize, end: usize) -> f64 {
    if first > end {
        return 0.0;
    }
    let level = f64::from(level(histogram, first, end));
    (first..=end)
        .map(|weight| (histogram[weight] as f64, weight as f64))
        .map(|(count, weight)| count * (weight - level).powi(2) / weight)
        .sum()
}

/// The best level for the weights `first..=end`: their harmonic mean, which makes the cost least.
fn level(histogram: &[u64; 256], first: usize, end: usize) -> u8 {
    let weights = (first..=end).map(|weight| (histogram[weight] as f64, weight as f64));
    let (total, inverse) = weights.fold((0.0, 0.0), |(total, inverse), (count, weight)| {
        (total + count, inverse + count / weight)
    });
    if total == 0.0 {
        return first as u8;
    }
    (total / inverse).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use whyshelf_pack::{ItemIndex, Neighbour, Relation};

    fn row(weights: impl IntoIterator<Item = u8>) -> Row {
        let near = |(item, weight)| Neighbour {
            item: ItemIndex(item),
            weight,
            relation: Relation::Similar,
        };
        Row {
            scale: 1,
            neighbours: (1..).zip(weights).map(near).collect(),
        }
    }

    fn weights(row: &Row) -> Vec<u8> {
        row.neighbours.iter().map(|near| near.weight).collect()
    }

    #[test]
    fn up_to_twelve_weights_stay_as_they_are() {
        let mut rows = [row((1..=12).map(|step| step * 15))];
        let before = rows.clone();
        coarsen(&mut rows);
        assert_eq!(rows, before);
    }

    #[test]
    fn more_are_rounded_to_twelve_in_their_order() {
        let mut rows = [row(1..=255), row(1..=40)];
        coarsen(&mut rows);
        let all = weights(&rows[0]);
        let mut levels = all.clone();
        levels.dedup();
        assert_eq!(levels.len(), 12);
        assert!(all.is_sorted() && all[0] >= 1);
        // What is small is told apart more finely.
        let off = |weight: usize| all[weight - 1].abs_diff(weight as u8);
        assert!((1..=20).all(|weight| off(weight) <= 6));
        coarsen(&mut []);
    }
}
