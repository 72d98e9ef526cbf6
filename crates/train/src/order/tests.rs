#![allow(clippy::unwrap_used)]
use proptest::prelude::*;
use whyshelf_pack::{ItemIndex, Row};

use super::order;

fn rows(lists: &[Vec<u32>]) -> Vec<Row> {
    let row = |list: &Vec<u32>| Row {
        scale: 1,
        neighbours: list.iter().map(|&item| neighbour(item)).collect(),
    };
    lists.iter().map(row).collect()
}

fn neighbour(item: u32) -> whyshelf_pack::Neighbour {
    whyshelf_pack::Neighbour {
        item: ItemIndex(item),
        weight: 1,
        relation: whyshelf_pack::Relation::ViewedTogether,
    }
}

/// Cliques of `size` items whose members are `apart` numbers from one another.
fn scattered_cliques(cliques: u32, size: u32) -> Vec<Vec<u32>> {
    let members = |clique: u32| (0..size).map(move |at| at * cliques + clique);
    (0..cliques * size)
        .map(|item| {
            members(item % cliques)
                .filter(move |&other| other != item)
                .collect()
        })
        .collect()
}

#[test]
fn cliques_become_ranges() {
    let numbers = order(&rows(&scattered_cliques(64, 16)));
    for clique in 0..64 {
        let members = (0..16).map(|at| numbers[at * 64 + clique]);
        let (low, high) = (members.clone().min().unwrap(), members.max().unwrap());
        assert_eq!(high - low, 15, "clique {clique}");
    }
}

#[test]
fn a_scattered_ring_becomes_near_again() {
    let items = 4096_u32;
    let at = |place: u32| place * 1237 % items;
    let mut lists = vec![vec![]; items as usize];
    for place in 0..items {
        let around = [1, 2, 3, items - 1, items - 2, items - 3];
        lists[at(place) as usize] = around.map(|step| at((place + step) % items)).to_vec();
    }
    let numbers = order(&rows(&lists));
    let mut apart: Vec<u32> = Vec::new();
    for (own, list) in lists.iter().enumerate() {
        let other = list.iter().map(|&item| numbers[item as usize]);
        apart.extend(other.map(|number| number.abs_diff(numbers[own])));
    }
    apart.sort_unstable();
    // By chance the median would be 1200.
    assert!(apart[apart.len() / 2] <= 8, "{}", apart[apart.len() / 2]);
}

#[test]
fn who_has_no_neighbours_comes_last_as_given() {
    // 1 has none itself, but 3 has it.
    let numbers = order(&rows(&[vec![], vec![], vec![3], vec![1], vec![]]));
    assert_eq!([numbers[0], numbers[4]], [3, 4]);
    assert!(order(&[]).is_empty());
}

#[test]
fn threads_do_not_change_the_order() {
    let step = |item: u32, at: u32| (item * 31 + at * at * 977) % 20_000;
    let list = |item: u32| {
        (0..8)
            .map(move |at| step(item, at))
            .filter(move |&other| other != item)
    };
    let lists: Vec<Vec<u32>> = (0..20_000).map(|item| list(item).collect()).collect();
    let rows = rows(&lists);
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.unwrap().install(|| order(&rows))
    };
    assert_eq!(on(1), on(3));
}

proptest! {
    #[test]
    fn every_item_gets_a_number_of_its_own(
        lists in (1..80_u32).prop_flat_map(|items| {
            prop::collection::vec(prop::collection::vec(0..items, 0..6), items as usize)
        }),
    ) {
        let mut numbers = order(&rows(&lists));
        numbers.sort_unstable();
        prop_assert!(numbers.into_iter().eq(0..lists.len() as u32));
    }
}
