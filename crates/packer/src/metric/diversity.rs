//! Intra-list diversity: how unlike the items of one shelf are.
//!
//! ```text
//! diversity(shelf) = 1 − mean over its pairs of cos(f(i), f(j))
//! ```
//! Vargas and Castells, "Rank and Relevance in Novelty and Diversity Metrics for Recommender
//! Systems", RecSys 2011, after Smyth and McClave 2001. What describes an item, f(i):
//! - where at least half of the catalog has a category or a brand: every step of the category's
//!   path and the brand, each 1 (`Home > Kitchen > Mugs` and `Home > Kitchen > Bowls` share 2 of 3);
//! - otherwise the item's row of the pack: items are alike that recommend the same.
//!
//! An item of which nothing is known is unlike every other.

use std::collections::HashMap;

use whyshelf_engine::{ItemIndex, Pack};

/// What describes each item: a sparse vector of length 1, or nothing.
pub(crate) struct Features {
    vectors: Vec<Vec<(u32, f32)>>,
    dimensions: usize,
    /// Whether they come from the catalog.
    pub(crate) of_catalog: bool,
}

impl Features {
    /// What the pack says of its items.
    pub(crate) fn of(pack: &Pack) -> Features {
        let catalog = Features::of_catalog(pack);
        let described = catalog.vectors.iter().filter(|vector| !vector.is_empty());
        if 2 * described.count() >= pack.len().max(1) {
            catalog
        } else {
            Features::of_rows(pack)
        }
    }

    fn of_catalog(pack: &Pack) -> Features {
        let mut numbers: HashMap<(bool, &str), u32> = HashMap::new();
        let mut number = |feature| {
            let next = numbers.len() as u32;
            *numbers.entry(feature).or_insert(next)
        };
        let vectors = items(pack).map(|item| {
            let card = pack.card(item);
            let mut features: Vec<u32> = steps(card.category)
                .map(|step| number((false, step)))
                .collect();
            if !card.brand.is_empty() {
                features.push(number((true, card.brand)));
            }
            unit(features.into_iter().map(|feature| (feature, 1.0)).collect())
        });
        Features {
            vectors: vectors.collect(),
            dimensions: numbers.len(),
            of_catalog: true,
        }
    }

    fn of_rows(pack: &Pack) -> Features {
        let vectors = items(pack).map(|item| {
            let row = pack.row(item).neighbours.iter();
            unit(
                row.map(|near| (near.item.0, f32::from(near.weight)))
                    .collect(),
            )
        });
        Features {
            vectors: vectors.collect(),
            dimensions: pack.len(),
            of_catalog: false,
        }
    }

    fn vector(&self, item: u32) -> &[(u32, f32)] {
        self.vectors.get(item as usize).map_or(&[], Vec::as_slice)
    }
}

fn items(pack: &Pack) -> impl Iterator<Item = ItemIndex> {
    (0..pack.len() as u32).map(ItemIndex)
}

/// The prefixes of a path: `A > B` gives `A` and `A > B`.
fn steps(path: &str) -> impl Iterator<Item = &str> {
    let ends = path.match_indices(" > ").map(|(at, _)| at);
    ends.chain([path.len()])
        .map(|end| path[..end].trim())
        .filter(|step| !step.is_empty())
}

fn unit(mut vector: Vec<(u32, f32)>) -> Vec<(u32, f32)> {
    let length = vector.iter().map(|&(_, x)| x * x).sum::<f32>().sqrt();
    vector.iter_mut().for_each(|(_, x)| *x /= length);
    vector
}

/// Diversity of shelves; one a thread.
pub(crate) struct Diversity<'a> {
    features: &'a Features,
    sum: Vec<f32>,
}

impl<'a> Diversity<'a> {
    /// By these features.
    pub(crate) fn by(features: &'a Features) -> Diversity<'a> {
        Diversity {
            features,
            sum: vec![0.0; features.dimensions],
        }
    }

    /// Diversity of one shelf, 0 to 1; none for a shelf without a pair.
    ///
    /// The cosines of all pairs come out of one sum: `|Σ f|² = Σ |f|² + 2 Σ over pairs cos`.
    pub(crate) fn of(&mut self, shelf: impl Iterator<Item = u32> + Clone) -> Option<f64> {
        let (mut items, mut described) = (0_u32, 0_u32);
        for item in shelf.clone() {
            let vector = self.features.vector(item);
            items += 1;
            described += u32::from(!vector.is_empty());
            for &(dimension, x) in vector {
                self.sum[dimension as usize] += x;
            }
        }
        let mut square = 0.0;
        for &(dimension, _) in shelf.flat_map(|item| self.features.vector(item)) {
            let sum = std::mem::take(&mut self.sum[dimension as usize]);
            square += f64::from(sum) * f64::from(sum);
        }
        if items < 2 {
            return None;
        }
        let pairs = f64::from(items) * f64::from(items - 1);
        Some((1.0 - (square - f64::from(described)) / pairs).clamp(0.0, 1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn features(vectors: &[&[(u32, f32)]]) -> Features {
        Features {
            vectors: vectors.iter().map(|vector| unit(vector.to_vec())).collect(),
            dimensions: 4,
            of_catalog: false,
        }
    }

    fn assert_close(found: Option<f64>, expected: f64) {
        assert!(
            found.is_some_and(|found| (found - expected).abs() < 1e-6),
            "{found:?} is not {expected}"
        );
    }

    #[test]
    fn one_less_the_mean_cosine_of_the_pairs() {
        let features = features(&[
            &[(0, 1.0)],
            &[(0, 2.0)],
            &[(1, 3.0)],
            &[(0, 1.0), (1, 1.0)],
            &[],
        ]);
        let mut diversity = Diversity::by(&features);
        assert_close(diversity.of([0, 1].into_iter()), 0.0);
        assert_close(diversity.of([0, 2].into_iter()), 1.0);
        // Cosines 1, 0 and 0.
        assert_close(diversity.of([0, 1, 2].into_iter()), 2.0 / 3.0);
        assert_close(diversity.of([0, 3].into_iter()), 1.0 - 0.5_f64.sqrt());
        // Nothing is known of 4, nor of an item beyond the pack.
        assert_close(diversity.of([0, 4].into_iter()), 1.0);
        assert_close(diversity.of([0, 99].into_iter()), 1.0);
        assert_eq!(diversity.of([0].into_iter()), None);
    }

    #[test]
    fn a_path_is_described_by_each_of_its_steps() {
        let all = |path| steps(path).collect::<Vec<_>>();
        assert_eq!(
            all("Home > Kitchen > Mugs"),
            ["Home", "Home > Kitchen", "Home > Kitchen > Mugs"]
        );
        assert_eq!(all("Mugs"), ["Mugs"]);
        assert_eq!(all("Size>XL"), ["Size>XL"]);
        assert!(all("").is_empty());
    }
}
