//! What the shop sells, as the walks of its shoppers see it: items in clusters that are looked at
//! together, popularity, arrivals, and how all of that changes over the weeks.

use std::ops::Range;

use super::calendar::{WEEKS, first_day};
use super::chance::{Chance, Purpose};
use super::leaf::{CATEGORIES, KINDS, LEAVES};
use super::weights::Weights;

/// Items of a cluster: at least, and how many more on average.
const CLUSTER_LEAST: u32 = 8;
const CLUSTER_MORE: f64 = 56.0;
/// Popularity falls as 1 / (rank + offset), the law of Zipf and Mandelbrot with exponent 1: without
/// the offset the first item would have a tenth of all visits, which no shop sees.
const OFFSET: f64 = 5.0;
/// The less, the farther an item may stand out of its cluster: about 1 / this times.
const WITHIN_CLUSTER: f64 = 0.05;
/// Share of the items that arrive while the log runs.
const ARRIVE: f64 = 0.15;
/// A new item is visited up to this much more, halved after [`NOVELTY_DAYS`].
const NOVELTY: f64 = 3.0;
const NOVELTY_DAYS: f64 = 14.0;
/// Share of the items that are all the rage for some weeks.
const HITS: f64 = 0.05;
const HIT: f64 = 5.0;
const HIT_WEEKS: usize = 3;
/// After so many weeks a cluster is related to others.
const RELATED_WEEKS: u64 = 13;

/// The items, in the order of their clusters, these in the order of the categories.
pub(super) struct Shop {
    pub(super) seed: u64,
    /// First item of each cluster, and the number of items.
    starts: Vec<u32>,
    cluster_of: Vec<u32>,
    /// By item: popularity before time does anything to it.
    base: Vec<f64>,
    /// By item: the day of the log on which it arrived; negative before.
    pub(super) arrived: Vec<i16>,
    /// By item: the number in its identifier, which says nothing about it.
    pub(super) numbers: Vec<u32>,
    /// Digits of the largest number.
    pub(super) digits: usize,
}

impl Shop {
    pub(super) fn new(seed: u64, items: u32) -> Shop {
        let starts = starts(seed, items);
        let mut cluster_of = vec![0; items as usize];
        for (cluster, pair) in (0..).zip(starts.windows(2)) {
            cluster_of[pair[0] as usize..pair[1] as usize].fill(cluster);
        }
        let offset = OFFSET.min(f64::from(items) / 100.0);
        let ranks = ranks(seed, &cluster_of);
        let base = ranks
            .iter()
            .map(|&rank| 1.0 / (f64::from(rank) + 1.0 + offset))
            .collect();
        let arrived = (0..items)
            .map(|item| {
                let opens_cluster = starts[cluster_of[item as usize] as usize] == item;
                arrival(seed, item, opens_cluster)
            })
            .collect();
        Shop {
            seed,
            cluster_of,
            base,
            arrived,
            numbers: shuffled(items, &mut Chance::of(seed, Purpose::Numbers, 0)),
            digits: items.to_string().len(),
            starts,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.base.len()
    }

    pub(super) fn cluster_of(&self, item: u32) -> usize {
        self.cluster_of[item as usize] as usize
    }

    /// Items of a cluster.
    pub(super) fn cluster(&self, cluster: usize) -> Range<u32> {
        self.starts[cluster]..self.starts[cluster + 1]
    }

    fn clusters(&self) -> usize {
        self.starts.len() - 1
    }

    /// The leaf of the category tree that a cluster belongs to.
    pub(super) fn leaf_of(&self, cluster: usize) -> usize {
        cluster * LEAVES / self.clusters()
    }

    /// A cluster that goes with this one: of the same category or, less often, department. Which
    /// ones do changes over the weeks.
    pub(super) fn related(&self, cluster: usize, slot: u64, week: usize) -> usize {
        let phase = cluster as u64 % RELATED_WEEKS;
        let era = (week as u64 + phase) / RELATED_WEEKS;
        let name = (cluster as u64 * 4 + slot) * 4 + era;
        let mut chance = Chance::of(self.seed, Purpose::Related, name);
        let width = if slot == 0 { KINDS * CATEGORIES } else { KINDS };
        let first = self.leaf_of(cluster) / width * width;
        let from = (first * self.clusters()).div_ceil(LEAVES);
        let to = ((first + width) * self.clusters()).div_ceil(LEAVES);
        from + chance.below(to - from)
    }

    /// Popularity before time does anything to it.
    pub(super) fn base_weights(&self) -> Weights {
        Weights::of(self.base.iter().copied())
    }

    /// Popularity in a week; 0 for what has not arrived by its first day.
    pub(super) fn weights(&self, week: usize) -> Weights {
        let seasons: Vec<f64> = (0..self.clusters())
            .map(|cluster| self.season(cluster, week))
            .collect();
        Weights::of((0..self.len() as u32).map(|item| {
            let age = first_day(week) - i32::from(self.arrived[item as usize]);
            if age < 0 {
                return 0.0;
            }
            let novelty = 1.0 + NOVELTY * NOVELTY_DAYS / (NOVELTY_DAYS + f64::from(age));
            let season = seasons[self.cluster_of(item)];
            self.base[item as usize] * novelty * season * self.trend(item, week)
        }))
    }

    /// Some clusters are in season, others out of it: a triangular wave.
    fn season(&self, cluster: usize, week: usize) -> f64 {
        let mut chance = Chance::of(self.seed, Purpose::Cluster, cluster as u64);
        let strength = 0.8 * chance.share();
        let length = 13.0 + 39.0 * chance.share();
        let place = (week as f64 / length + chance.share()) % 1.0;
        1.0 + strength * (4.0 * (place - 0.5).abs() - 1.0)
    }

    /// Items rise and fall slowly; a few are all the rage for some weeks.
    fn trend(&self, item: u32, week: usize) -> f64 {
        let mut chance = Chance::of(self.seed, Purpose::Item, u64::from(item));
        let (first, last) = (0.3 + 1.4 * chance.share(), 0.3 + 1.4 * chance.share());
        let time = week as f64 / WEEKS as f64;
        let trend = first + (last - first) * time;
        if !chance.happens(HITS) {
            return trend;
        }
        let begin = chance.below(WEEKS);
        if (begin..begin + HIT_WEEKS).contains(&week) {
            trend * HIT
        } else {
            trend
        }
    }
}

/// Cuts the items into clusters of uneven size.
fn starts(seed: u64, items: u32) -> Vec<u32> {
    let mut chance = Chance::of(seed, Purpose::Layout, 0);
    let on = CLUSTER_MORE / (CLUSTER_MORE + 1.0);
    let mut starts = vec![0];
    let mut at = 0;
    while at < items {
        at += CLUSTER_LEAST + chance.run(on, 500);
        // What is left over would be too small a cluster.
        at = if at + CLUSTER_LEAST > items {
            items
        } else {
            at
        };
        starts.push(at);
    }
    starts
}

/// Ranks by popularity, from 0: what is popular tends to be so together with its cluster.
fn ranks(seed: u64, cluster_of: &[u32]) -> Vec<u32> {
    let mut of_item = Chance::of(seed, Purpose::Popularity, 0);
    let places: Vec<f64> = cluster_of
        .iter()
        .map(|&cluster| {
            let mut of_cluster = Chance::of(seed, Purpose::Popularity, u64::from(cluster) + 1);
            of_cluster.share() * (WITHIN_CLUSTER + of_item.share())
        })
        .collect();
    let mut order: Vec<u32> = (0..cluster_of.len() as u32).collect();
    order.sort_by(|&a, &b| places[a as usize].total_cmp(&places[b as usize]));
    let mut ranks = vec![0; order.len()];
    for (rank, item) in (0..).zip(order) {
        ranks[item as usize] = rank;
    }
    ranks
}

fn arrival(seed: u64, item: u32, opens_cluster: bool) -> i16 {
    let mut chance = Chance::of(seed, Purpose::Item, u64::from(item) | 1 << 40);
    let days = 7 * WEEKS;
    // A cluster without any item yet could not be visited.
    if chance.happens(ARRIVE) && !opens_cluster {
        chance.below(days) as i16
    } else {
        -1 - chance.below(5 * days) as i16
    }
}

/// The numbers below `count` in an order of chance: Fisher and Yates.
fn shuffled(count: u32, chance: &mut Chance) -> Vec<u32> {
    let mut numbers: Vec<u32> = (0..count).collect();
    for last in (1..numbers.len()).rev() {
        numbers.swap(last, chance.below(last + 1));
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_hold_every_item_once() {
        for items in [1, 7, 8, 9, 100, 5000] {
            let shop = Shop::new(3, items);
            let mut seen = 0;
            for cluster in 0..shop.clusters() {
                let range = shop.cluster(cluster);
                assert_eq!(range.start, seen);
                assert!(items < 16 || range.len() >= CLUSTER_LEAST as usize);
                seen = range.end;
            }
            assert_eq!(seen, items);
            let mut numbers = shop.numbers.clone();
            numbers.sort_unstable();
            assert!(numbers.into_iter().eq(0..items));
        }
    }

    #[test]
    fn related_clusters_are_of_the_department_and_change() {
        let shop = Shop::new(3, 20_000);
        let department = |cluster| shop.leaf_of(cluster) / (KINDS * CATEGORIES);
        let mut changed = 0;
        for cluster in 0..shop.clusters() {
            for slot in 0..3 {
                let related = shop.related(cluster, slot, 0);
                assert_eq!(department(related), department(cluster));
                changed += usize::from(related != shop.related(cluster, slot, WEEKS - 1));
            }
        }
        assert!(changed > shop.clusters());
    }

    #[test]
    fn nothing_is_visited_before_it_arrives_and_every_cluster_can_be() {
        let shop = Shop::new(3, 3000);
        let (first, last) = (shop.weights(0), shop.weights(WEEKS - 1));
        let mut late = 0;
        for item in 0..3000 {
            let day = shop.arrived[item as usize];
            assert_eq!(first.weight(item) > 0.0, day <= 0, "item {item}, day {day}");
            assert!(last.weight(item) > 0.0 || i32::from(day) > first_day(WEEKS - 1));
            late += usize::from(day > 0);
        }
        assert!((350..550).contains(&late), "{late}");
        for cluster in 0..shop.clusters() {
            assert!(first.weight(shop.cluster(cluster).start) > 0.0);
        }
    }
}
