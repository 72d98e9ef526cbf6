//! From real weights to the small integers of a pack.
//!
//! The engine's score of an item is, summed over events, `distance * kind * scale * weight`,
//! with `kind` = 16 for a view, plus `seen` for the item itself. The sizes below keep every
//! score under 2^53, so that JavaScript can hold it exactly.

use whyshelf_pack::{ItemIndex, MAX_SCORE, Neighbour, Row};

use super::Blend;
use crate::knobs::KINDS;

/// Weight of the event at distance 0.
const FULL_DISTANCE: f32 = 256.0;

/// What the engine multiplies the evidence of a view by.
const VIEW: f64 = 16.0;

const FULL_SCALE: f32 = 65535.0;
const FULL_WEIGHT: f32 = 255.0;

/// The `keep` heaviest neighbours of a row with 8-bit weights; `largest` is the largest weight
/// of all rows. Of equal weights, those of the more popular items (lower numbers) are kept.
pub(crate) fn row(mut neighbours: Vec<Blend>, keep: usize, largest: f32) -> Row {
    neighbours.sort_unstable_by(Blend::heavier);
    neighbours.truncate(keep);
    let top = neighbours.first().map_or(0.0, |first| first.weight);
    if top <= 0.0 {
        return Row::default();
    }
    let scale = (top / largest * FULL_SCALE).round().clamp(1.0, FULL_SCALE);
    let mut neighbours: Vec<Neighbour> = neighbours
        .into_iter()
        .map(|blend| Neighbour {
            item: ItemIndex(blend.item),
            weight: (blend.weight / top * FULL_WEIGHT).round() as u8,
            relation: blend.relation,
        })
        .filter(|neighbour| neighbour.weight > 0)
        .collect();
    neighbours.sort_unstable_by_key(|neighbour| neighbour.item);
    Row {
        scale: scale as u16,
        neighbours,
    }
}

/// The distance table; trailing zeros are left out.
pub(crate) fn distance(decay: &[f32]) -> Vec<u16> {
    let table = decay
        .iter()
        .map(|weight| (weight * FULL_DISTANCE).round() as u16);
    table.take_while(|&weight| weight > 0).collect()
}

/// The "seen" prior in score units.
pub(crate) fn seen(seen: &[f32], largest: f32) -> Vec<u64> {
    let weight = f64::from(FULL_SCALE) * f64::from(FULL_WEIGHT) / f64::from(largest);
    let unit = f64::from(FULL_DISTANCE) * VIEW * weight;
    seen.iter()
        .map(|&seen| (f64::from(seen) * unit).round().min(MAX_SCORE as f64) as u64)
        .collect()
}

/// What events of each kind weigh, in sixteenths of a view, at most 64.
pub(crate) fn kinds(kinds: &[f32; KINDS]) -> [u8; KINDS] {
    let sixteenth = |&kind: &f32| (f64::from(kind) * VIEW).round().clamp(0.0, 64.0) as u8;
    std::array::from_fn(|kind| sixteenth(&kinds[kind]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use whyshelf_pack::Relation;

    fn blends(row: &[(u32, f32)]) -> Vec<Blend> {
        let blend = |&(item, weight)| Blend {
            item,
            weight,
            relation: Relation::ViewedTogether,
        };
        row.iter().map(blend).collect()
    }

    #[test]
    fn a_row_keeps_its_heaviest_and_scales_to_its_own_top() {
        let kept = row(
            blends(&[(4, 0.1), (9, 0.5), (2, 0.25), (7, 0.0001)]),
            3,
            1.0,
        );
        assert_eq!(kept.scale, 32768);
        let expected = [(2, 128), (4, 51), (9, 255)].map(|(item, weight)| Neighbour {
            item: ItemIndex(item),
            weight,
            relation: Relation::ViewedTogether,
        });
        assert_eq!(kept.neighbours, expected);
    }

    #[test]
    fn weights_that_round_to_nothing_are_left_out() {
        let kept = row(blends(&[(0, 1.0), (1, 0.001)]), 5, 1.0);
        assert_eq!(kept.neighbours.len(), 1);
        assert_eq!(row(vec![], 5, 1.0), Row::default());
    }

    #[test]
    fn kinds_are_sixteenths_and_bounded() {
        assert_eq!(kinds(&[1.0, 1.49, 2.0, 0.0, 9.0]), [16, 24, 32, 0, 64]);
    }

    #[test]
    fn one_unit_of_seen_is_one_unit_of_a_full_neighbour() {
        let neighbour = 256 * 16 * 65535_u64 * 255;
        assert_eq!(seen(&[1.0, 0.5], 1.0), [neighbour, neighbour / 2]);
        assert_eq!(distance(&[1.0, 0.5, 0.0001]), [256, 128]);
    }
}
