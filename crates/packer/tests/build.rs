//! What `whyshelf build` writes.
#![allow(clippy::unwrap_used)]

mod support;

use proptest::prelude::*;
use support::{Folder, HEADER, csv, rows};
use whyshelf_pack::{Pack, Relation};

/// Ids of an item's neighbours, heaviest first.
fn neighbours(pack: &Pack, id: &str) -> Vec<String> {
    let item = pack.index_of(id).unwrap();
    let mut row: Vec<_> = pack.row(item).neighbours.to_vec();
    row.sort_by_key(|near| std::cmp::Reverse(near.weight));
    row.iter()
        .map(|near| pack.id(near.item).to_owned())
        .collect()
}

fn relation(pack: &Pack, of: &str) -> Relation {
    pack.row(pack.index_of(of).unwrap()).neighbours[0].relation
}

#[test]
fn items_that_share_sessions_become_neighbours() {
    let log = format!("{HEADER}\n1,A,1\n1,B,2\n2,A,3\n2,B,4\n2,C,5\n3,A,6\n3,B,7\n4,D,8\n4,E,9\n");
    let folder = Folder::with("log.csv", log);
    let run = folder.build("--events log.csv --min-support 1");
    let pack = folder.pack();
    assert_eq!(pack.len(), 5);
    assert_eq!(neighbours(&pack, "A"), ["B", "C"]);
    assert_eq!(neighbours(&pack, "D"), ["E"]);
    assert_eq!(relation(&pack, "D"), Relation::ViewedTogether);
    for part in [
        "events",
        "sessions",
        "items",
        "pairs kept",
        "pairs dropped",
        "bytes",
        "seconds",
    ] {
        assert!(run.stdout.contains(part), "{part} not in {}", run.stdout);
    }
}

#[test]
fn pairs_below_the_support_are_dropped() {
    let log = format!("{HEADER}\n1,A,1\n1,B,2\n2,A,3\n2,B,4\n3,A,5\n3,B,6\n3,C,7\n");
    let folder = Folder::with("log.csv", log);
    folder.build("--events log.csv");
    let pack = folder.pack();
    assert_eq!(neighbours(&pack, "A"), ["B"]);
    assert!(neighbours(&pack, "C").is_empty());
}

#[test]
fn one_shopper_supports_a_pair_once() {
    let log = "session_id,shopper_id,item_id,timestamp\n\
        1,ann,A,1\n1,ann,B,2\n2,ann,A,3\n2,ann,B,4\n3,ann,A,5\n3,ann,B,6\n\
        4,bob,C,7\n4,bob,D,8\n5,cid,C,9\n5,cid,D,10\n6,,C,11\n6,,D,12\n";
    let folder = Folder::with("log.csv", log);
    folder.build("--events log.csv --min-support 3");
    let pack = folder.pack();
    assert!(neighbours(&pack, "A").is_empty());
    assert_eq!(neighbours(&pack, "C"), ["D"]);
}

#[test]
fn cards_come_from_the_catalog() {
    let folder = Folder::with("log.csv", format!("{HEADER}\n1,007,1\n1,B,2\n"));
    folder.write(
        "catalog.csv",
        "id,title,link,image_link,price,currency,category,brand\n\
         007,\"Lantern, white\",/lantern.html,/lantern.svg,2.55,GBP,Lights,Acme\nnew,Lamp,/lamp.html,,10 EUR,,,\n",
    );
    folder.build("--events log.csv --catalog catalog.csv");
    let pack = folder.pack();
    assert_eq!(pack.len(), 3);
    let card = pack.card(pack.index_of("007").unwrap());
    assert_eq!(
        (card.title, card.url, card.image),
        ("Lantern, white", "/lantern.html", "/lantern.svg")
    );
    assert_eq!((card.category, card.brand), ("Lights", "Acme"));
    let price = card.price.unwrap();
    assert_eq!((price.minor, price.currency), (255, "GBP"));
    let lamp = pack.card(pack.index_of("new").unwrap());
    assert_eq!(lamp.price.unwrap().minor, 1000);
    assert_eq!(pack.popularity(pack.index_of("new").unwrap()), 0);
    assert_eq!(pack.card(pack.index_of("B").unwrap()).title, "");
}

#[test]
fn a_log_of_purchases_speaks_of_buying() {
    let log =
        "session_id,item_id,timestamp,event\n1,A,1,purchase\n1,B,1,purchase\n2,A,2,view_item\n";
    let folder = Folder::with("log.csv", log);
    folder.build("--events log.csv --min-support 1");
    assert_eq!(relation(&folder.pack(), "A"), Relation::BoughtTogether);
}

#[test]
fn returns_and_removals_are_not_interest() {
    let log = "session_id,item_id,timestamp,event,quantity\n\
        1,A,1,purchase,1\n1,B,2,purchase,1\n1,C,3,purchase,-1\n1,D,4,remove_from_cart,1\n";
    let folder = Folder::with("log.csv", log);
    let run = folder.build("--events log.csv --min-support 1");
    assert_eq!(neighbours(&folder.pack(), "A"), ["B"]);
    assert!(run.stdout.contains("not counted"), "{}", run.stdout);
}

#[test]
fn every_format_gives_the_same_pack() {
    let rows = rows(40);
    let folder = Folder::with("log.csv", csv(&rows));
    folder.build("--events log.csv --min-support 1");
    let expected = folder.pack_files();

    folder.write("log.tsv", csv(&rows).replace(',', "\t"));
    let object = |row: &String| {
        let fields: Vec<&str> = row.split(',').collect();
        let [session, item, time] = fields[..] else {
            unreachable!()
        };
        format!("{{\"timestamp\":{time},\"item_id\":\"{item}\",\"session_id\":\"{session}\"}}\n")
    };
    folder.write("log.jsonl", rows.iter().map(object).collect::<String>());
    let marked = format!("\u{feff}{}", csv(&rows).replace('\n', "\r\n"));
    folder.write("marked.csv", marked);
    let foreign = csv(&rows).replace(HEADER, "Visit,SKU,When");
    folder.write("foreign.csv", foreign);
    for (name, map) in [
        ("log.tsv", ""),
        ("log.jsonl", ""),
        ("marked.csv", ""),
        ("foreign.csv", "--map session=Visit,item=SKU,timestamp=When"),
    ] {
        folder.build(&format!("--events {name} --min-support 1 {map}"));
        assert_eq!(folder.pack_files(), expected, "{name}");
    }
}

#[test]
fn a_log_in_several_files_is_one_log() {
    let rows = rows(40);
    let folder = Folder::with("all.csv", csv(&rows));
    folder.build("--events all.csv");
    let expected = folder.pack_files();
    let (first, second) = rows.split_at(50);
    folder.write("first[1].csv", csv(first));
    folder.write("second.csv", csv(second));
    folder.build("--events second.csv first[1].csv");
    assert_eq!(folder.pack_files(), expected);
}

#[test]
fn two_builds_give_the_same_bytes() {
    let folder = Folder::with("log.csv", csv(&rows(200)));
    folder.build("--events log.csv");
    let first = folder.pack_files();
    folder.build("--events log.csv");
    assert_eq!(folder.pack_files(), first);
    let manifest: serde_json::Value =
        serde_json::from_slice(&folder.read("pack/manifest.json")).unwrap();
    assert_eq!(manifest["created"], "2023-11-15T03:45:03Z");
    assert_eq!(manifest["days"], 1);
}

#[test]
fn the_pack_before_stays_for_open_pages_and_no_other() {
    let folder = Folder::new();
    for sessions in [10, 20, 30] {
        folder.write("log.csv", csv(&rows(sessions)));
        folder.build("--events log.csv");
    }
    assert_eq!(
        folder.pack_files().len(),
        3,
        "manifest, this pack, the one before"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_order_of_rows_does_not_matter(
        rows in prop::collection::vec((0..12_u32, 0..9_u32, 0..5_u32, 0..4_u32), 1..60),
        seed in any::<prop::sample::Index>(),
    ) {
        let line = |&(session, item, time, shopper): &(u32, u32, u32, u32)| {
            format!("s{session},i{item},{time},w{shopper}\n")
        };
        let mut lines: Vec<String> = rows.iter().map(line).collect();
        let folder = Folder::new();
        let header = "session_id,item_id,timestamp,shopper_id\n";
        folder.write("log.csv", format!("{header}{}", lines.concat()));
        folder.build("--events log.csv --min-support 1");
        let expected = folder.pack_files();

        lines.reverse();
        let middle = seed.index(lines.len());
        lines.rotate_left(middle);
        folder.write("log.csv", format!("{header}{}", lines.concat()));
        folder.build("--events log.csv --min-support 1");
        prop_assert_eq!(folder.pack_files(), expected);
    }
}
