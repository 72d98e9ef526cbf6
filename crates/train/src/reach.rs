//! Sees to it that an item which the catalog knows can be recommended: one that no row holds,
//! most often a new one, takes a place in the rows of the items it is most like.

use crate::blend::Blend;

/// Rows such an item enters.
const ROWS: usize = 3;

/// The least weight that survives quantising, as a share of the row's largest.
const LEAST: f32 = 1.0 / 255.0;

/// Gives every item that no row holds a place in [`ROWS`] rows of at most `keep` entries each.
/// `like` gives the rows for an item, best first, and what its entry there would be. What makes
/// room is the lightest entry that other rows hold as well.
pub(crate) fn connect(
    rows: &mut [Vec<Blend>],
    keep: usize,
    mut like: impl FnMut(u32) -> Vec<(u32, Blend)>,
) {
    let mut holders = vec![0_u32; rows.len()];
    for blend in rows.iter().flatten() {
        holders[blend.item as usize] += 1;
    }
    for item in 0..rows.len() as u32 {
        if holders[item as usize] > 0 {
            continue;
        }
        for (row, blend) in like(item).into_iter().take(ROWS) {
            let row = &mut rows[row as usize];
            if row.len() >= keep {
                let spare = row
                    .iter()
                    .rposition(|entry| holders[entry.item as usize] > 1);
                let Some(spare) = spare else { continue };
                let out = row.remove(spare);
                holders[out.item as usize] -= 1;
            }
            let top = row.first().map_or(blend.weight, |first| first.weight);
            row.push(Blend {
                weight: blend.weight.max(top * LEAST),
                ..blend
            });
            row.sort_unstable_by(Blend::heavier);
            holders[item as usize] += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use whyshelf_pack::Relation;

    fn blend(item: u32, weight: f32) -> Blend {
        Blend {
            item,
            weight,
            relation: Relation::Similar,
        }
    }

    #[test]
    fn an_item_without_a_place_takes_one_that_nobody_needs() {
        let mut rows = vec![
            vec![blend(1, 1.0), blend(2, 0.5)],
            vec![blend(0, 1.0), blend(2, 0.5)],
            vec![blend(0, 1.0)],
            vec![],
        ];
        connect(&mut rows, 2, |_| {
            vec![(0, blend(3, 0.7)), (2, blend(3, 0.0))]
        });
        assert_eq!(rows[0], [blend(1, 1.0), blend(3, 0.7)]);
        assert_eq!(rows[1], [blend(0, 1.0), blend(2, 0.5)]);
        assert_eq!(rows[2], [blend(0, 1.0), blend(3, LEAST)]);
    }

    #[test]
    fn nobody_loses_the_last_place() {
        let mut rows = vec![vec![blend(1, 1.0)], vec![blend(0, 1.0)], vec![]];
        let before = rows.clone();
        connect(&mut rows, 1, |_| {
            vec![(0, blend(2, 0.5)), (1, blend(2, 0.5))]
        });
        assert_eq!(rows, before);
    }
}
