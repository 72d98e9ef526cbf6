//! Shards and directories: what is sealed is opened where it belongs, and only there; a joined
//! pack says what its parts said.
#![allow(clippy::unwrap_used, clippy::panic)]

use proptest::prelude::*;
use whyshelf_pack::shard::{self, Directory};
use whyshelf_pack::tree::{Tree, leaf};
use whyshelf_pack::{
    Card, Item, ItemIndex, Model, Neighbour, Pack, PackContents, PackError, Relation, Row, write,
};

fn item(id: &str) -> Item {
    Item {
        id: id.to_owned(),
        card: Card {
            title: format!("Title of {id}"),
            ..Card::default()
        },
        popularity: 3,
        arrived: 9,
        sensitive: false,
        ..Item::default()
    }
}

fn pack(items: &[&str], rows: &[&[(u32, u8)]]) -> Pack {
    let row = |neighbours: &&[(u32, u8)]| Row {
        scale: 7,
        neighbours: neighbours
            .iter()
            .map(|&(item, weight)| Neighbour {
                item: ItemIndex(item),
                weight,
                relation: Relation::ViewedTogether,
            })
            .collect(),
    };
    let contents = PackContents {
        model: Model {
            distance: vec![256],
            seen: vec![5],
            popularity_weight: 1,
            kinds: [16; 5],
        },
        items: items.iter().map(|id| item(id)).collect(),
        rows: rows.iter().map(row).collect(),
    };
    Pack::parse(&write(&contents).unwrap()).unwrap()
}

#[test]
fn a_file_opens_at_its_own_place_only() {
    let contents: [&[u8]; 3] = [b"one", b"two", b"three"];
    let tree = Tree::over(contents.map(leaf).to_vec());
    for (at, content) in contents.into_iter().enumerate() {
        let mut bytes = shard::seal(content, &tree.path(at));
        assert_eq!(shard::open(&bytes, &tree.root(), at, 3).unwrap(), content);
        for elsewhere in (0..3).filter(|&place| place != at) {
            assert_eq!(
                shard::open(&bytes, &tree.root(), elsewhere, 3),
                Err(PackError::Unproven)
            );
        }
        for length in 0..bytes.len() {
            assert!(shard::open(&bytes[..length], &tree.root(), at, 3).is_err());
        }
        for place in 0..bytes.len() {
            bytes[place] ^= 1;
            assert!(shard::open(&bytes, &tree.root(), at, 3).is_err());
            bytes[place] ^= 1;
        }
    }
}

#[test]
fn joined_packs_share_their_items() {
    // Each shard knows the other's first item by its card only.
    let one = pack(&["a", "b", "x"], &[&[(1, 9), (2, 4)], &[(0, 2)]]);
    let two = pack(&["x", "y", "a"], &[&[(1, 1), (2, 8)], &[]]);
    let joined = Pack::join(&[&one, &two]).unwrap();
    assert_eq!((joined.len(), joined.row_count()), (4, 4));
    for part in [&one, &two] {
        for own in (0..part.row_count() as u32).map(ItemIndex) {
            let named = |pack: &Pack, item: ItemIndex| {
                let row = pack.row(item).neighbours.iter();
                let mut row: Vec<(String, u8)> = row
                    .map(|near| (pack.id(near.item).to_owned(), near.weight))
                    .collect();
                row.sort();
                row
            };
            let there = joined.index_of(part.id(own)).unwrap();
            assert_eq!(named(&joined, there), named(part, own));
            assert_eq!(joined.item(there), part.item(own));
        }
    }
    assert!(Pack::join(&[]).is_err());
}

proptest! {
    #[test]
    fn a_directory_finds_what_it_lists(ids in prop::collection::btree_map("[a-z0-9]{1,8}", 0..40_u32, 0..60)) {
        let mut directory = Directory::default();
        for (id, &shard) in &ids {
            directory.add(id, shard);
        }
        let read = Directory::read(&directory.write(), 40).unwrap();
        prop_assert_eq!(&read, &directory);
        for (id, shard) in &ids {
            prop_assert!(read.shards(id).any(|found| found == *shard));
        }
        // One more than the last shard is the mark of sensitive items; two more is nothing.
        let most = ids.values().copied().max().unwrap_or(0);
        prop_assert!(Directory::read(&directory.write(), most).is_ok());
        prop_assert!(most == 0 || Directory::read(&directory.write(), most - 1).is_err());
    }

    #[test]
    fn no_bytes_make_the_readers_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Directory::read(&bytes, 1_000);
        let _ = shard::open(&bytes, &[0; 32], 0, 1);
        let mut headed = b"WHYS\x01\x00\x01".to_vec();
        headed.extend(&bytes);
        let _ = shard::open(&headed, &[0; 32], 1, 2);
    }
}

#[test]
fn items_are_spread_over_directories() {
    let mut sizes = [0; 16];
    for number in 0..16_000 {
        sizes[shard::directory_of(&number.to_string(), 16) as usize] += 1;
    }
    assert!(
        sizes.iter().all(|&size| (850..1150).contains(&size)),
        "{sizes:?}"
    );
}
