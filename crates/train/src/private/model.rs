//! A model from released counts and the catalog, and from nothing else.
//!
//! Without order and without a fit there are fewer parts than in the usual model, and their mix
//! is fixed. It was chosen on a public log of another shop; a merchant's own log has no part in it.

use rayon::prelude::*;
use whyshelf_pack::{EVENT_KINDS, Model, Relation};

use super::released::Released;
use crate::accumulator::Accumulator;
use crate::blend::Blend;
use crate::features::{self, CatalogFacts, Features, Similarity};
use crate::knobs::Knobs;
use crate::parts::CATALOG;
use crate::{Settings, Trained, popularity, quantise, reach};

/// Prior weight in shoppers: how strongly rows of rare items are held back.
const SHRINK: f32 = 10.0;

/// Ties an item keeps for two steps, the strongest first: bounds the work.
const STRONGEST: usize = 50;

/// How much each part counts once its mean row maximum is 1: [share of the row item's shoppers,
/// its square root, two steps away].
const MIX: [f32; PARTS] = [0.3, 0.7, 0.3];

const PARTS: usize = 3;

/// How much an event of each kind counts, in sixteenths of a view.
const KINDS: [u8; EVENT_KINDS] = [16, 24, 32, 0, 32];

/// What is known of one candidate: its parts, and what the catalog says, each kind of likeness
/// weighted as where a fit begins ([`Knobs::START`]).
#[derive(Clone, Copy, Default)]
struct Candidate {
    parts: [f32; PARTS],
    likeness: f32,
}

/// Candidates of one row, by ascending item.
type Candidates = Vec<(u32, Candidate)>;

/// The model of what was released; [`Settings::min_support`] applies to the noisy counts.
/// `catalog` has one entry an item, or none at all, and must not come from the log.
/// `together` is what the log's sessions are, baskets or visits: the merchant's own word, since
/// asking the log would be another count.
///
/// Rows blend what two items share, what lies two steps away in the graph of released pairs, and
/// what the catalog says of both, which counts the less the more shoppers are known to have had
/// a pair with the item ([`Knobs::catalog_trust`] of the noisy counts); popularity comes from the noisy item
/// counts; distances, the "seen" prior and the catalog's weights are the defaults of a log too
/// small for a fit.
#[must_use]
pub fn train(
    released: &Released,
    catalog: &[CatalogFacts],
    settings: Settings,
    together: Relation,
) -> Trained {
    let pairs: Vec<Pair> = released
        .pairs
        .iter()
        .filter(|&&(_, count)| count >= u64::from(settings.min_support))
        .map(|&((a, b), count)| Pair {
            a,
            b,
            count: count as f32,
        })
        .collect();
    let features = Features::of(catalog);
    let rows = symmetric(released.item_count, &pairs);
    let held = held(released, &rows);
    let told = totals(&rows);
    let mut rows = blended(&rows, &held, &told, &features, together);
    for row in &mut rows {
        row.sort_unstable_by(Blend::heavier);
        row.truncate(settings.neighbours);
    }
    let mut scratch = features::Scratch::of(&features);
    reach::connect(&mut rows, settings.neighbours, |item| {
        let similar = features::similar(&features, item, &mut scratch);
        let rows = similar.into_iter().map(|(row, similarity)| {
            let trust = trust(&told, row, item);
            let blend = Blend {
                item,
                weight: trust * likeness(&similarity),
                relation: Relation::Similar,
            };
            (row, blend)
        });
        let mut rows: Vec<(u32, Blend)> = rows.collect();
        rows.sort_unstable_by(|a, b| b.1.weight.total_cmp(&a.1.weight).then(a.0.cmp(&b.0)));
        rows
    });
    let weights = rows.iter().flatten().map(|blend| blend.weight);
    let largest = weights.fold(0.0, f32::max);
    let largest = if largest > 0.0 { largest } else { 1.0 };
    let mut counts = vec![0.0; released.item_count];
    for &(item, count) in &released.items {
        counts[item as usize] = count as f64;
    }
    Trained {
        model: Model {
            kinds: KINDS,
            distance: quantise::distance(&Knobs::START.decay_table()),
            seen: quantise::seen(&Knobs::START.seen, largest),
            popularity_weight: 1,
        },
        rows: rows
            .into_par_iter()
            .map(|row| quantise::row(row, settings.neighbours, largest))
            .collect(),
        popularity: popularity::steps(&counts),
        pairs_kept: pairs.len(),
        // How many pairs noise and threshold took is not for telling.
        pairs_dropped: released.pairs.len() - pairs.len(),
    }
}

/// A released pair.
#[derive(Clone, Copy)]
struct Pair {
    a: u32,
    b: u32,
    count: f32,
}

/// All candidates of every row with the weighted sum of their parts.
fn blended(
    rows: &[Vec<(u32, f32)>],
    held: &[f32],
    told: &[f32],
    features: &Features,
    together: Relation,
) -> Vec<Vec<Blend>> {
    let ties = ties(rows);
    let candidates: Vec<Candidates> = (0..rows.len() as u32)
        .into_par_iter()
        .map_init(
            || {
                (
                    Accumulator::over(rows.len()),
                    features::Scratch::of(features),
                )
            },
            |(row, scratch), item| {
                let own = item as usize;
                for &(other, count) in &rows[own] {
                    let share = count / (held[own] + SHRINK);
                    let candidate: &mut Candidate = row.at(other);
                    candidate.parts[0] = share;
                    candidate.parts[1] = share.sqrt();
                }
                for &(middle, first) in &ties[own] {
                    for &(end, second) in &ties[middle as usize] {
                        if end != item {
                            row.at(end).parts[2] += first * second;
                        }
                    }
                }
                for (other, similarity) in features::similar(features, item, scratch) {
                    row.at(other).likeness = trust(told, item, other) * likeness(&similarity);
                }
                row.drain()
            },
        )
        .collect();
    let units = units(&candidates);
    let blend = |(item, candidate): (u32, Candidate)| {
        let of = |part: usize| MIX[part] * candidate.parts[part] / units[part];
        Blend {
            item,
            weight: (0..PARTS).map(of).sum::<f32>() + candidate.likeness,
            relation: if candidate.parts[0] > 0.0 {
                together
            } else if candidate.likeness > of(2) {
                Relation::Similar
            } else {
                alike(together)
            },
        }
    };
    candidates
        .into_par_iter()
        .map(|row| row.into_iter().map(blend).collect())
        .collect()
}

/// What the catalog's word counts for in the row of an item, about another. `told` is how often
/// shoppers had each item in a released pair: that many had the item alone tells nothing of its
/// neighbours.
fn trust(told: &[f32], row: u32, other: u32) -> f32 {
    let shoppers = |item: u32| told[item as usize] as u32;
    Knobs::START.catalog_trust(shoppers(row), shoppers(other))
}

/// All kinds of likeness in one.
fn likeness(similarity: &Similarity) -> f32 {
    let kinds = similarity.iter().zip(&Knobs::START.parts[CATALOG]);
    kinds.map(|(similarity, weight)| similarity * weight).sum()
}

/// What is said of two items that only keep the same company.
fn alike(together: Relation) -> Relation {
    match together {
        Relation::BoughtTogether => Relation::BoughtAlike,
        _ => Relation::ViewedAlike,
    }
}

/// Every pair in the rows of both its items.
fn symmetric(item_count: usize, pairs: &[Pair]) -> Vec<Vec<(u32, f32)>> {
    let mut rows = vec![Vec::new(); item_count];
    for &Pair { a, b, count } in pairs {
        rows[a as usize].push((b, count));
        rows[b as usize].push((a, count));
    }
    rows
}

/// About how many shoppers contributed each item: its own count, or, where that was not
/// released, the largest of its pairs.
fn held(released: &Released, rows: &[Vec<(u32, f32)>]) -> Vec<f32> {
    let largest = |row: &Vec<(u32, f32)>| {
        row.iter()
            .fold(0.0_f32, |most, &(_, count)| most.max(count))
    };
    let mut held: Vec<f32> = rows.iter().map(largest).collect();
    for &(item, count) in &released.items {
        let held = &mut held[item as usize];
        *held = held.max(count as f32);
    }
    held
}

/// For every row the sum of its counts.
fn totals(rows: &[Vec<(u32, f32)>]) -> Vec<f32> {
    let total = |row: &Vec<(u32, f32)>| row.iter().map(|&(_, count)| count).sum();
    rows.iter().map(total).collect()
}

/// For every item its strongest ties, each divided by the square root of both ends' total, so
/// that popular items do not drown the rest.
fn ties(rows: &[Vec<(u32, f32)>]) -> Vec<Vec<(u32, f32)>> {
    let totals = totals(rows);
    let tie = |item: usize, other: u32, count: f32| {
        count / (totals[item] * totals[other as usize]).sqrt()
    };
    let strongest = |(item, row): (usize, &Vec<(u32, f32)>)| {
        let mut ties: Vec<(u32, f32)> = row
            .iter()
            .map(|&(other, count)| (other, tie(item, other, count)))
            .collect();
        ties.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ties.truncate(STRONGEST);
        ties
    };
    rows.par_iter().enumerate().map(strongest).collect()
}

/// For every part the mean of its rows' largest weights.
fn units(rows: &[Candidates]) -> [f32; PARTS] {
    std::array::from_fn(|part| {
        let largest = |row: &Candidates| {
            row.iter()
                .fold(0.0_f32, |most, (_, own)| most.max(own.parts[part]))
        };
        let tops: Vec<f32> = rows.iter().map(largest).filter(|&top| top > 0.0).collect();
        if tops.is_empty() {
            1.0
        } else {
            tops.iter().sum::<f32>() / tops.len() as f32
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::budget::Thresholds;
    use super::*;

    fn released(pairs: &[((u32, u32), u64)], items: &[(u32, u64)]) -> Released {
        Released {
            item_count: 4,
            shoppers: 1000,
            items: items.to_vec(),
            pairs: pairs.to_vec(),
            thresholds: Thresholds { pairs: 2, items: 2 },
        }
    }

    fn settings(min_support: u32) -> Settings {
        Settings {
            min_support,
            neighbours: 10,
        }
    }

    #[test]
    fn rows_hold_released_pairs_and_what_lies_between() {
        let counts = released(&[((0, 1), 50), ((1, 2), 40)], &[(0, 90), (1, 100), (2, 60)]);
        let trained = train(&counts, &[], settings(1), Relation::ViewedTogether);
        let row = trained.rows[0].neighbours.iter();
        let near: Vec<_> = row.map(|near| (near.item.0, near.relation)).collect();
        let expected = [(1, Relation::ViewedTogether), (2, Relation::ViewedAlike)];
        assert_eq!(near, expected);
        assert!(trained.rows[3].neighbours.is_empty());
        assert_eq!(trained.popularity[3], 0);
        assert_eq!(trained.popularity[1], 255);
    }

    #[test]
    fn support_is_asked_of_noisy_counts_before_two_steps_are_taken() {
        let counts = released(&[((0, 1), 50), ((1, 2), 40)], &[]);
        let trained = train(&counts, &[], settings(41), Relation::ViewedTogether);
        assert_eq!((trained.pairs_kept, trained.pairs_dropped), (1, 1));
        assert_eq!(trained.rows[0].neighbours.len(), 1);
    }

    #[test]
    fn the_catalog_fills_what_the_counts_leave_empty() {
        let named = |title: &str| CatalogFacts {
            title: title.to_owned(),
            ..CatalogFacts::default()
        };
        let catalog = ["oak table", "steel lamp", "oak chair", "steel kettle"].map(named);
        let counts = released(&[((0, 1), 50)], &[(0, 90), (1, 100)]);
        let trained = train(&counts, &catalog, settings(1), Relation::ViewedTogether);
        let near = |item: usize| -> Vec<_> {
            let row = trained.rows[item].neighbours.iter();
            row.map(|near| (near.item.0, near.relation, near.weight))
                .collect()
        };
        // What shoppers were counted to do stays ahead of what the catalog guesses.
        let known = near(0);
        assert_eq!(known.len(), 2);
        let (first, second) = (known[0], known[1]);
        assert_eq!((first.0, first.1), (1, Relation::ViewedTogether));
        assert_eq!((second.0, second.1), (2, Relation::Similar));
        assert!(first.2 > second.2);
        // Of an item without any count the catalog alone says what it is like.
        let unknown = near(2);
        assert_eq!(unknown.len(), 1);
        assert_eq!((unknown[0].0, unknown[0].1), (0, Relation::Similar));
    }

    #[test]
    fn nothing_released_still_makes_a_model() {
        let trained = train(
            &released(&[], &[]),
            &[],
            settings(3),
            Relation::ViewedTogether,
        );
        assert!(trained.rows.iter().all(|row| row.neighbours.is_empty()));
        assert_eq!(trained.popularity, [0; 4]);
    }
}
