//! Chance that can be repeated: everything is drawn from streams that are named by the seed, a
//! purpose and a number, so that neither threads nor the order of the work change what comes out.
//!
//! Arithmetic is `+ - * /` only, so that every machine draws the same.

use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};

/// What a stream is for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Purpose {
    Layout = 1,
    Popularity,
    Numbers,
    Cluster,
    Item,
    Brand,
    Shopper,
    Related,
    Sessions,
}

/// A stream of chance.
pub(super) struct Chance(Xoshiro256PlusPlus);

impl Chance {
    /// The stream of this name.
    pub(super) fn of(seed: u64, purpose: Purpose, number: u64) -> Chance {
        let name = mixed(mixed(seed) ^ (purpose as u64)) ^ number;
        Chance(Xoshiro256PlusPlus::seed_from_u64(mixed(name)))
    }

    /// From 0 to just below 1.
    pub(super) fn share(&mut self) -> f64 {
        self.0.random()
    }

    /// True for this share of draws.
    pub(super) fn happens(&mut self, share: f64) -> bool {
        self.share() < share
    }

    /// A whole number below `end`, which must not be 0.
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0.random_range(0..end)
    }

    /// One of several.
    pub(super) fn one_of<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }

    /// How often something happens in a row that goes on with this probability: the geometric
    /// distribution, mean `on / (1 - on)`, at most `most`.
    pub(super) fn run(&mut self, on: f64, most: u32) -> u32 {
        (0..most).take_while(|_| self.happens(on)).count() as u32
    }

    /// Around 1, between 1 - `spread` and 1 + `spread`, triangular.
    pub(super) fn around_one(&mut self, spread: f64) -> f64 {
        1.0 + spread * (self.share() - self.share())
    }
}

/// The finaliser of SplitMix64: every bit of the input changes about half of the result's.
/// Steele, Lea, Flood: "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
pub(super) fn mixed(number: u64) -> u64 {
    let mut bits = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_its_name() {
        let draw = |seed, purpose, number| Chance::of(seed, purpose, number).share().to_bits();
        assert_eq!(draw(1, Purpose::Item, 5), draw(1, Purpose::Item, 5));
        assert_ne!(draw(1, Purpose::Item, 5), draw(2, Purpose::Item, 5));
        assert_ne!(draw(1, Purpose::Item, 5), draw(1, Purpose::Cluster, 5));
        assert_ne!(draw(1, Purpose::Item, 5), draw(1, Purpose::Item, 6));
    }

    #[test]
    fn runs_have_the_mean_of_the_geometric_distribution() {
        let mut chance = Chance::of(1, Purpose::Layout, 0);
        let total: u32 = (0..20_000).map(|_| chance.run(0.8, 1000)).sum();
        assert!((76_000..84_000).contains(&total), "{total}");
    }
}
