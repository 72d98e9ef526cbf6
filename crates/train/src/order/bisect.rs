//! Recursive graph bisection.

use rayon::prelude::*;

use super::lists::Lists;

/// Tuning.
#[derive(Clone, Debug)]
pub struct Knobs {
    /// Rounds at most.
    pub rounds: usize,
    /// Leaf size.
    pub leaf: usize,
    /// Keep order by gain.
    pub by_gain: bool,
    /// Cooling in 1/4096 bits per round.
    pub cooling: i64,
    /// Self-weight.
    pub stop: usize,
}

const ONE: f64 = 4096.0;

/// Binary logarithms in 1/4096.
pub(crate) struct Logarithms(Vec<i32>);

impl Logarithms {
    pub(crate) fn up_to(count: usize) -> Logarithms {
        let log = |number: usize| ((number.max(1) as f64).log2() * ONE).round() as i32;
        Logarithms((0..count + 3).map(log).collect())
    }

    fn of(&self, number: u32) -> i64 {
        self.0[number as usize].into()
    }
}

pub(crate) fn bisect(items: Vec<u32>, lists: Lists, out: &mut [u32], logarithms: &Logarithms, knobs: &Knobs) {
    if items.len() <= knobs.leaf {
        out.copy_from_slice(&items);
        return;
    }
    let half = items.len() / 2;
    let arrangement = split(&lists, half, logarithms, knobs);
    let child = |slots: &[u32]| {
        let its: Vec<u32> = slots.iter().map(|&slot| items[slot as usize]).collect();
        (its, lists.of_items(slots))
    };
    let (left, right) = if items.len() > 4096 {
        rayon::join(|| child(&arrangement[..half]), || child(&arrangement[half..]))
    } else {
        (child(&arrangement[..half]), child(&arrangement[half..]))
    };
    drop((items, lists, arrangement));
    let (out_left, out_right) = out.split_at_mut(half);
    let go_left = || bisect(left.0, left.1, out_left, logarithms, knobs);
    let go_right = || bisect(right.0, right.1, out_right, logarithms, knobs);
    rayon::join(go_left, go_right);
}

fn split(lists: &Lists, half: usize, logarithms: &Logarithms, knobs: &Knobs) -> Vec<u32> {
    let count = lists.len();
    let mut left: Vec<(i64, u32)> = (0..half as u32).map(|slot| (0, slot)).collect();
    let mut right: Vec<(i64, u32)> = (half as u32..count as u32).map(|slot| (0, slot)).collect();
    let mut degrees = vec![(0_u32, 0_u32); lists.bound];
    for &(_, slot) in &left {
        for &value in lists.get(slot) {
            degrees[value as usize].0 += 1;
        }
    }
    for &(_, slot) in &right {
        for &value in lists.get(slot) {
            degrees[value as usize].1 += 1;
        }
    }
    let log_left = logarithms.of(left.len() as u32);
    let log_right = logarithms.of(right.len() as u32);
    let cost = |(l, r): (u32, u32)| {
        i64::from(l) * (log_left - logarithms.of(l + 1))
            + i64::from(r) * (log_right - logarithms.of(r + 1))
    };
    for round in 0..knobs.rounds {
        let gain = |&(l, r): &(u32, u32)| {
            let now = cost((l, r));
            let to_right = if l > 0 { now - cost((l - 1, r + 1)) } else { 0 };
            let to_left = if r > 0 { now - cost((l + 1, r - 1)) } else { 0 };
            (to_right as i32, to_left as i32)
        };
        let gains: Vec<(i32, i32)> = if count > 4096 {
            degrees.par_iter().map(gain).collect()
        } else {
            degrees.iter().map(gain).collect()
        };
        let to_right = |entry: &mut (i64, u32)| {
            entry.0 = lists.get(entry.1).iter().map(|&value| i64::from(gains[value as usize].0)).sum();
        };
        let to_left = |entry: &mut (i64, u32)| {
            entry.0 = lists.get(entry.1).iter().map(|&value| i64::from(gains[value as usize].1)).sum();
        };
        let falling = |a: &(i64, u32), b: &(i64, u32)| b.0.cmp(&a.0).then(a.1.cmp(&b.1));
        if count > 4096 {
            left.par_iter_mut().for_each(to_right);
            right.par_iter_mut().for_each(to_left);
            left.par_sort_unstable_by(falling);
            right.par_sort_unstable_by(falling);
        } else {
            left.iter_mut().for_each(to_right);
            right.iter_mut().for_each(to_left);
            left.sort_unstable_by(falling);
            right.sort_unstable_by(falling);
        }
        let threshold = knobs.cooling * round as i64;
        let mut swaps = 0;
        for (l, r) in left.iter_mut().zip(right.iter_mut()) {
            if l.0 + r.0 <= threshold {
                break;
            }
            for &value in lists.get(l.1) {
                let degree = &mut degrees[value as usize];
                degree.0 -= 1;
                degree.1 += 1;
            }
            for &value in lists.get(r.1) {
                let degree = &mut degrees[value as usize];
                degree.0 += 1;
                degree.1 -= 1;
            }
            std::mem::swap(l, r);
            swaps += 1;
        }
        if swaps * knobs.stop <= count / 2 {
            break;
        }
    }
    if knobs.by_gain {
        // Those that lean to the other side stand next to it.
        left.reverse();
    } else {
        left.sort_unstable_by_key(|entry| entry.1);
        right.sort_unstable_by_key(|entry| entry.1);
    }
    left.into_iter().chain(right).map(|(_, slot)| slot).collect()
}
