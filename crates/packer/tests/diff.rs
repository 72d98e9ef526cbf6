//! `whyshelf diff`, from the outside.
#![allow(clippy::unwrap_used)]

#[path = "support/small_pack.rs"]
mod small_pack;
mod support;

use support::Folder;
use whyshelf_pack::{Card, Item, ItemIndex, Neighbour, PackContents, Relation, Row};

/// The small pack and one in which the teapot goes with the lantern instead of the red mug, the
/// blue mug is dearer, one item is new and one is gone.
fn folder() -> Folder {
    let folder = Folder::new();
    let old = small_pack::contents();
    let mut new: PackContents = old.clone();
    new.rows[2].neighbours = vec![Neighbour {
        item: ItemIndex(3),
        weight: 250,
        relation: Relation::BoughtTogether,
    }];
    if let Some(price) = &mut new.items[1].card.price {
        price.minor = 600;
    }
    new.items[4] = Item {
        id: "TRAY".into(),
        card: Card {
            title: "Tray".into(),
            url: "/tray".into(),
            ..Card::default()
        },
        ..Item::default()
    };
    new.rows[4] = Row::default();
    new.model.kinds[2] = 40;
    small_pack::write(&folder.path().join("old"), &old);
    small_pack::write(&folder.path().join("new"), &new);
    folder
}

#[test]
fn what_changed_is_listed_most_first() {
    let run = folder().run("diff old new");
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(run.stdout, include_str!("golden/diff.txt"));
}

#[test]
fn the_json_has_the_same_and_keeps_to_the_limit() {
    let run = folder().run("diff old new --json --limit 0");
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["items"]["added"]["count"], 1);
    assert_eq!(report["items"]["added"]["items"], serde_json::json!([]));
    assert_eq!(report["shelves"]["compared"], 4);
    assert_eq!(report["shelves"]["changed"], 1);
}

#[test]
fn a_pack_does_not_differ_from_itself() {
    let folder = folder();
    let run = folder.run("diff old old --json");
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["shelves"]["changed"], 0);
    assert_eq!(report["cards"]["count"], 0);
    assert_eq!(report["model"], serde_json::json!([]));
    folder.run("diff old nowhere").fails(1, &["nowhere"]);
}
