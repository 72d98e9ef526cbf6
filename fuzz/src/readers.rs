//! Every reader of bytes from outside as a function of bytes that panics if it misbehaves: if it
//! panics itself, or accepts what contradicts its own documentation.

use whyshelf_engine::{
    EARLIER_VISITS, Event, EventKind, FreeShipping, Hidden, Placement, Repeats, Request, Session,
    Strategy, Wish, Wishes, explain, recommend,
};
use whyshelf_pack::manifest::{Manifest, Signed};
use whyshelf_pack::shard::{self, Directory};
use whyshelf_pack::tree::{Tree, leaf};
use whyshelf_pack::{ItemIndex, Pack, PackContents, Row, write};

/// A reader and the folder of its corpus.
pub type Reader = (&'static str, fn(&[u8]));

/// All of them, by name.
pub const ALL: [Reader; 6] = [
    ("directory", directory),
    ("engine", engine),
    ("join", join),
    ("manifest", manifest),
    ("pack", pack),
    ("shard", shard),
];

/// A pack. What was read can be asked for everything, and is written and read again as it was.
pub fn pack(bytes: &[u8]) {
    let Ok(pack) = Pack::parse(bytes) else {
        return;
    };
    let contents = contents(&pack);
    let written = write(&contents).expect("what was read can be written");
    let again = Pack::parse(&written).expect("what was written can be read");
    assert_eq!(contents, self::contents(&again));
}

fn contents(pack: &Pack) -> PackContents {
    let all = || (0..pack.len() as u32).map(ItemIndex);
    assert_eq!(pack.by_popularity().len(), pack.len());
    assert!(pack.row_count() <= pack.len());
    let row = |own: ItemIndex| {
        let row = pack.row(own);
        for near in row.neighbours {
            assert!(near.item.slot() < pack.len() && near.item != own && near.weight > 0);
        }
        Row {
            scale: row.scale,
            neighbours: row.neighbours.to_vec(),
        }
    };
    for item in all() {
        assert_eq!(pack.index_of(pack.id(item)), Some(item));
    }
    PackContents {
        model: pack.model().clone(),
        items: all().map(|item| pack.item(item)).collect(),
        rows: all().take(pack.row_count()).map(row).collect(),
    }
}

/// Two packs, the first of the length that the first two bytes say, as one: every item of either
/// is there, and nothing else.
pub fn join(bytes: &[u8]) {
    let Some((length, rest)) = bytes.split_first_chunk() else {
        return;
    };
    let middle = usize::from(u16::from_le_bytes(*length)).min(rest.len());
    let (one, two) = rest.split_at(middle);
    let (Ok(one), Ok(two)) = (Pack::parse(one), Pack::parse(two)) else {
        return;
    };
    let joined = Pack::join(&[&one, &two]).expect("packs that are whole can be joined");
    let mut known = vec![false; joined.len()];
    for part in [&one, &two] {
        for item in (0..part.len() as u32).map(ItemIndex) {
            let there = joined.index_of(part.id(item)).expect("an item is lost");
            known[there.slot()] = true;
        }
    }
    assert!(known.into_iter().all(|known| known));
}

/// A file of a sharded pack: as it is, and its content sealed at a place that its first two bytes
/// name.
pub fn shard(bytes: &[u8]) {
    let Some((&[at, count], content)) = bytes.split_first_chunk() else {
        return;
    };
    let (at, count) = (usize::from(at), usize::from(count));
    let opened = shard::open(content, &[0; 32], at, count);
    assert!(opened.is_err(), "a hash of nothing but zeros was proved");
    if at >= count {
        return;
    }
    let mut leaves = vec![[1; 32]; count];
    leaves[at] = leaf(content);
    let tree = Tree::over(leaves);
    let sealed = shard::seal(content, &tree.path(at));
    assert_eq!(shard::open(&sealed, &tree.root(), at, count), Ok(content));
    let elsewhere = (at + 1) % count;
    assert!(elsewhere == at || shard::open(&sealed, &tree.root(), elsewhere, count).is_err());
}

/// A directory of a sharded pack. What was read is written and read again as it was.
pub fn directory(bytes: &[u8]) {
    let Ok(directory) = Directory::read(bytes, 1 << 20) else {
        return;
    };
    for id in ["", "a", "sku-1"] {
        assert!(directory.shards(id).all(|shard| shard < 1 << 20));
    }
    let again = Directory::read(&directory.write(), 1 << 20);
    assert_eq!(again, Ok(directory));
}

/// A manifest, signed or not. Names stay in the folder, and the root of shards is a hash.
pub fn manifest(bytes: &[u8]) {
    let plain = match serde_json::from_slice::<Signed>(bytes) {
        Ok(signed) => serde_json::from_str(&signed.manifest),
        Err(_) => serde_json::from_slice::<Manifest>(bytes),
    };
    let Ok(manifest) = plain else { return };
    let written = serde_json::to_string(&manifest).expect("a manifest can be written");
    let again: Manifest = serde_json::from_str(&written).expect("and read again");
    assert_eq!(again, manifest);
    let Ok(file) = manifest.pack_file() else {
        return;
    };
    let leaves_folder = |name: &str| name.contains(['/', '\\', ':', '%', '?', '#']) || name == "..";
    assert!(!leaves_folder(&file.path));
    if let Some(shards) = &manifest.shards {
        assert!(!leaves_folder(&shards.folder));
        assert!(shards.root().is_some() && shards.directories > 0);
        assert_eq!(shards.directory(0).1, 0);
        assert_eq!(shards.shard(shards.shards).1, shards.leaves());
    }
}

/// Shelves for a session of eight events, which the first bytes name, from a pack of the
/// others. Scores are exact in a JavaScript number, and what is forgotten takes its own
/// contributions along and no others.
pub fn engine(bytes: &[u8]) {
    let Some((&[placement, place, gap, repeats], rest)) = bytes.split_first_chunk() else {
        return;
    };
    let Some((&events, rest)) = rest.split_first_chunk::<16>() else {
        return;
    };
    let Ok(pack) = Pack::parse(rest) else { return };
    // Half of the placements' bytes go to the last numbers that there are.
    let first = if placement >= 128 { u32::MAX - 7 } else { 0 };
    let event = |(at, pair): (usize, &[u8])| Event {
        sequence: first + at as u32,
        kind: EventKind::ALL[usize::from(pair[0]) % EventKind::ALL.len()],
        item: ItemIndex(pair[1].into()),
        visits_ago: u32::from(pair[0]) / 64,
    };
    let events: Vec<Event> = events.chunks(2).enumerate().map(event).collect();
    let session = Session::new(events, gap.into());
    let request = Request {
        hidden: Hidden {
            categories: Vec::new(),
            brands: (gap & 2 == 2).then(String::new).into_iter().collect(),
        },
        wishes: Wish::ALL
            .into_iter()
            .fold(Wishes::default(), |wishes, wish| {
                wishes.with(wish, gap >> (2 * wish as u8) & 3)
            }),
        placement: Placement::ALL[usize::from(placement) % Placement::ALL.len()],
        context: (place & 1 == 1).then_some(ItemIndex(u32::from(place) >> 2)),
        page: (place & 2 == 2).then_some(ItemIndex(u32::from(place) >> 2)),
        strategy: Strategy::ALL.get(usize::from(gap) / 16).copied(),
        exclude: vec![ItemIndex(gap.into())],
        free_shipping: Some(FreeShipping {
            threshold: u64::from(gap) * 100,
            cart: (gap & 1 == 1).then_some(place.into()),
        }),
        since: place.into(),
        limit: usize::from(repeats >> 1),
        earlier: [gap; EARLIER_VISITS],
        repeats: if repeats & 1 == 1 {
            Repeats::Allow
        } else {
            Repeats::Exclude
        },
    };
    let shelf = recommend(&pack, &session, &request);
    assert!(shelf.len() <= request.limit);
    let forgotten = first + u32::from(gap) % 8;
    let less = session.without(&[forgotten]);
    for shown in shelf {
        assert!(!request.hidden.has(pack.card(shown.item)));
        assert!(shown.item.slot() < pack.len() && Some(shown.item) != request.page);
        assert!(shown.score() < 1 << 53);
        let mut left = shown.contributions;
        left.retain(|part| part.source.event() != Some(forgotten));
        let after = explain(&pack, &less, &request, shown.item);
        assert_eq!(after.contributions, left);
    }
}
