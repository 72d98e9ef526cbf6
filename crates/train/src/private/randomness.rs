//! Where the noise comes from.

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// Random integers: the ChaCha20 stream cipher under a secret key.
///
/// Whoever knows the key can take the noise off again, so the key must be as secret as the log.
#[derive(Debug)]
pub struct Randomness(ChaCha20Rng);

/// The operating system gave no random numbers.
#[derive(Debug, thiserror::Error)]
#[error(
    "the operating system gives no random numbers ({0}), and noise that can be guessed protects \
     nobody: build on a machine with a working random source, or without --epsilon"
)]
pub struct NoRandomness(String);

impl Randomness {
    /// Under a fresh 256-bit key from the operating system: the only source for a pack that
    /// leaves the house.
    ///
    /// # Errors
    /// When the operating system has no random numbers to give.
    pub fn from_system() -> Result<Randomness, NoRandomness> {
        ChaCha20Rng::try_from_os_rng()
            .map(Randomness)
            .map_err(|error| NoRandomness(error.to_string()))
    }

    /// Under a known key, for tests and measurements that repeat: **a known seed voids the
    /// guarantee**.
    #[must_use]
    pub fn seeded(seed: u64) -> Randomness {
        Randomness(ChaCha20Rng::seed_from_u64(seed))
    }

    /// Uniform in `0..end`, exactly; 0 if `end` is 0.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        if end <= 1 {
            return 0;
        }
        // Numbers from the last, incomplete run of `end` would favour the small ones.
        let whole = u64::MAX - u64::MAX % end;
        loop {
            let number = self.0.next_u64();
            if number < whole {
                return number % end;
            }
        }
    }

    /// Moves `count` of `all`, chosen uniformly without replacement, to its front.
    pub(super) fn choose<T>(&mut self, all: &mut [T], count: usize) {
        for place in 0..count.min(all.len()) {
            let chosen = place + self.below((all.len() - place) as u64) as usize;
            all.swap(place, chosen);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_subset_is_chosen_equally_often() {
        let mut randomness = Randomness::seeded(1);
        let mut chosen = [0_u32; 4];
        for _ in 0..40_000 {
            let mut all = [0, 1, 2, 3];
            randomness.choose(&mut all, 2);
            for item in &all[..2] {
                chosen[*item] += 1;
            }
        }
        // 20,000 each, with a standard deviation of 100.
        assert!(chosen.iter().all(|&times| times.abs_diff(20_000) < 600));
    }

    #[test]
    fn two_keys_of_the_system_differ() {
        let number = || {
            Randomness::from_system()
                .ok()
                .map(|mut own| own.below(u64::MAX))
        };
        assert_ne!(number(), None);
        assert_ne!(number(), number());
    }
}
