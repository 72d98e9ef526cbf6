//! Parts in two, and those in two again.

use rayon::prelude::*;

use super::neighbourhoods::Neighbourhoods;

/// Rounds of swaps a split takes at most; most stop earlier.
const ROUNDS: i64 = 20;

/// Parts of so few items stay as they are: no smaller split saves a byte.
const SMALLEST: usize = 8;

/// A split ends with the round that swaps less than one pair in this many.
const WORTH_A_ROUND: usize = 1000;

/// Parts from this size on are worked on by all threads; below, the parts themselves are enough.
const LARGE: usize = 1 << 14;

/// Units in a bit.
const BIT: i64 = 1 << 12;

/// Binary logarithms of whole numbers in 1/4096, so that sums do not depend on their order.
pub(crate) struct Logarithms(Vec<i32>);

impl Logarithms {
    pub(crate) fn up_to(highest: usize) -> Logarithms {
        let logarithm = |number: usize| (number.max(1) as f64).log2() * BIT as f64;
        let logarithms = (0..=highest + 1).map(|number| logarithm(number).round() as i32);
        Logarithms(logarithms.collect())
    }

    fn of(&self, number: u32) -> i64 {
        self.0[number as usize].into()
    }
}

/// Orders `items`; the neighbourhoods are theirs, by their places in the list.
pub(crate) fn bisect(items: &mut [u32], neighbourhoods: Neighbourhoods, logarithms: &Logarithms) {
    if items.len() <= SMALLEST {
        return;
    }
    let arranged = Split::new(&neighbourhoods, logarithms).settle();
    let before = items.to_vec();
    for (item, &place) in items.iter_mut().zip(&arranged) {
        *item = before[place as usize];
    }
    let half = items.len() / 2;
    let (left, right) = rayon::join(
        || neighbourhoods.among(&arranged[..half]),
        || neighbourhoods.among(&arranged[half..]),
    );
    // A large part's lists take most of the memory: gone before the next level needs its own.
    drop((neighbourhoods, arranged, before));
    let (items_left, items_right) = items.split_at_mut(half);
    rayon::join(
        || bisect(items_left, left, logarithms),
        || bisect(items_right, right, logarithms),
    );
}

/// How many items of a neighbourhood are on either side.
#[derive(Clone, Copy, Default)]
struct Degree {
    left: u32,
    right: u32,
}

/// An item on a side, and what its move to the other side would save.
#[derive(Clone, Copy)]
struct Candidate {
    gain: i64,
    item: u32,
}

/// Two sides of equal size (the right has the odd one), made better by swaps.
struct Split<'a> {
    neighbourhoods: &'a Neighbourhoods,
    logarithms: &'a Logarithms,
    left: Vec<Candidate>,
    right: Vec<Candidate>,
    degrees: Vec<Degree>,
}

impl<'a> Split<'a> {
    fn new(neighbourhoods: &'a Neighbourhoods, logarithms: &'a Logarithms) -> Split<'a> {
        let items = neighbourhoods.items() as u32;
        let side = |items: std::ops::Range<u32>| -> Vec<Candidate> {
            items.map(|item| Candidate { gain: 0, item }).collect()
        };
        let (left, right) = (side(0..items / 2), side(items / 2..items));
        let mut degrees = vec![Degree::default(); neighbourhoods.count];
        for candidate in &left {
            for &number in neighbourhoods.get(candidate.item) {
                degrees[number as usize].left += 1;
            }
        }
        for candidate in &right {
            for &number in neighbourhoods.get(candidate.item) {
                degrees[number as usize].right += 1;
            }
        }
        Split {
            neighbourhoods,
            logarithms,
            left,
            right,
            degrees,
        }
    }

    /// Swaps until nothing is gained; then all items, from the far left to the far right.
    fn settle(mut self) -> Vec<u32> {
        for round in 0..ROUNDS {
            self.weigh();
            // Both of a pair may move because of each other and gain nothing: rounds that ask
            // for more and more let such pairs come to rest.
            let swaps = self.swap(round * BIT);
            if swaps * WORTH_A_ROUND <= self.left.len() {
                break;
            }
        }
        let from_left = self.left.iter().rev().chain(&self.right);
        from_left.map(|candidate| candidate.item).collect()
    }

    /// Bits that the gaps of a neighbourhood take, if its items lie evenly on their sides.
    fn cost(&self, Degree { left, right }: Degree) -> i64 {
        let side = |degree: u32, size: usize| {
            let gap = self.logarithms.of(size as u32) - self.logarithms.of(degree + 1);
            i64::from(degree) * gap
        };
        side(left, self.left.len()) + side(right, self.right.len())
    }

    /// What the move of one item to the right, and of one to the left, saves in a neighbourhood.
    fn savings(&self, now: Degree) -> [i64; 2] {
        let Degree { left, right } = now;
        let to_right = Degree {
            left: left.saturating_sub(1),
            right: right + 1,
        };
        let to_left = Degree {
            left: left + 1,
            right: right.saturating_sub(1),
        };
        [to_right, to_left].map(|then| self.cost(now) - self.cost(then))
    }

    /// Sorts both sides by gain, largest first.
    fn weigh(&mut self) {
        let large = self.neighbourhoods.items() >= LARGE;
        let savings: Vec<[i64; 2]> = if large {
            let degrees = self.degrees.par_iter();
            degrees.map(|&degree| self.savings(degree)).collect()
        } else {
            let degrees = self.degrees.iter();
            degrees.map(|&degree| self.savings(degree)).collect()
        };
        let neighbourhoods = self.neighbourhoods;
        for (way, side) in [&mut self.left, &mut self.right].into_iter().enumerate() {
            let weigh = |candidate: &mut Candidate| {
                let numbers = neighbourhoods.get(candidate.item).iter();
                candidate.gain = numbers.map(|&number| savings[number as usize][way]).sum();
            };
            let rank = |candidate: &Candidate| (-candidate.gain, candidate.item);
            if large {
                side.par_iter_mut().for_each(weigh);
                side.par_sort_unstable_by_key(rank);
            } else {
                side.iter_mut().for_each(weigh);
                side.sort_unstable_by_key(rank);
            }
        }
    }

    /// Swaps pairs that gain more than the threshold together, and counts them.
    fn swap(&mut self, threshold: i64) -> usize {
        let pairs = self.left.iter_mut().zip(&mut self.right);
        let worthwhile = pairs.take_while(|(left, right)| left.gain + right.gain > threshold);
        let mut swaps = 0;
        for (left, right) in worthwhile {
            for &number in self.neighbourhoods.get(left.item) {
                let degree = &mut self.degrees[number as usize];
                degree.left -= 1;
                degree.right += 1;
            }
            for &number in self.neighbourhoods.get(right.item) {
                let degree = &mut self.degrees[number as usize];
                degree.left += 1;
                degree.right -= 1;
            }
            std::mem::swap(left, right);
            swaps += 1;
        }
        swaps
    }
}
