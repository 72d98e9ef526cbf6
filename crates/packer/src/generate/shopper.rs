//! Who comes: shoppers who stay for some weeks, some of them often, with tastes of their own.

use super::chance::{Chance, Purpose, mixed};
use super::shop::Shop;
use super::weights::Weights;

/// Sessions for everyone who could come; a third never do.
const SESSIONS: f64 = 3.0;
/// Share of all shoppers who are around at any one time; the rest have left or not come yet.
const AROUND: f64 = 0.3;
/// Clusters that a shopper likes.
const TASTES: usize = 3;
/// The least active shopper comes at most so much less often than the most active one.
const LEAST_ACTIVE: f64 = 0.05;

/// Everyone who comes while the log runs.
pub(super) struct Shoppers {
    seed: u64,
    count: f64,
    base: Weights,
}

impl Shoppers {
    pub(super) fn new(shop: &Shop, sessions: f64) -> Shoppers {
        Shoppers {
            seed: shop.seed,
            count: (sessions / SESSIONS).max(1.0),
            base: shop.base_weights(),
        }
    }

    /// The shopper of a session that begins when this share of all sessions has begun.
    pub(super) fn draw(&self, chance: &mut Chance, share: f64) -> u64 {
        let first = share * (1.0 - AROUND) * self.count;
        loop {
            let shopper = (first + chance.share() * AROUND * self.count) as u64;
            if chance.happens(self.activity(shopper)) {
                return shopper;
            }
        }
    }

    /// Most shoppers come rarely, a few often.
    fn activity(&self, shopper: u64) -> f64 {
        let share = (mixed(shopper ^ self.seed) >> 11) as f64 / (1_u64 << 53) as f64;
        LEAST_ACTIVE.max(share * share)
    }

    /// The clusters a shopper comes back to.
    pub(super) fn tastes(&self, shop: &Shop, shopper: u64) -> [usize; TASTES] {
        let mut chance = Chance::of(self.seed, Purpose::Shopper, shopper);
        [(); TASTES].map(|()| shop.cluster_of(self.base.draw_any(&mut chance)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shoppers_come_and_go_and_some_come_often() {
        let shop = Shop::new(5, 500);
        let shoppers = Shoppers::new(&shop, 3000.0);
        let mut chance = Chance::of(5, Purpose::Sessions, 0);
        let mut sessions = vec![0; 1001];
        for session in 0..3000 {
            let share = f64::from(session) / 3000.0;
            let shopper = shoppers.draw(&mut chance, share) as usize;
            assert!((700.0 * share - 1.0..=700.0 * share + 301.0).contains(&(shopper as f64)));
            sessions[shopper] += 1;
        }
        assert!(sessions.iter().any(|&count| count > 10));
        assert!(sessions.iter().filter(|&&count| count == 1).count() > 100);
        assert_eq!(shoppers.tastes(&shop, 4), shoppers.tastes(&shop, 4));
    }
}
