//! `whyshelf build --epsilon`: noisy counts and a public catalog, from files to a pack.
#![allow(clippy::unwrap_used)]

mod support;

use support::{Folder, HEADER};
use whyshelf_pack::{Pack, Relation};

const CATALOG: &str = "\
id,title,price,currency
table,Oak table,300.00,EUR
chair,Oak chair,90.00,EUR
stool,Oak stool,60.00,EUR
lamp,Steel lamp,80.00,EUR
kettle,Copper kettle,40.00,EUR
";

/// Four hundred shoppers want a table with a lamp; one alone wants a kettle, and something that
/// the catalog does not have.
fn built() -> Folder {
    let many = (0..400).map(|session| format!("s{session},table,1\ns{session},lamp,2\n"));
    let log: String = many.collect();
    let folder = Folder::with(
        "log.csv",
        format!("{HEADER}\n{log}x,table,1\nx,kettle,2\nx,secret,3\n"),
    );
    folder.write("catalog.csv", CATALOG);
    let run = folder.build("--events log.csv --catalog catalog.csv --epsilon 4");
    assert!(!run.stdout.contains("secret") && !run.stderr.contains("secret"));
    folder
}

fn near(pack: &Pack, of: &str) -> Vec<(String, Relation)> {
    let row = pack.row(pack.index_of(of).unwrap());
    let name = |item| pack.id(item).to_string();
    let neighbours = row.neighbours.iter();
    neighbours
        .map(|near| (name(near.item), near.relation))
        .collect()
}

#[test]
fn counts_of_many_and_likeness_stand_side_by_side() {
    let pack = built().pack();
    let table = near(&pack, "table");
    let of = |name: &str| table.iter().find(|near| near.0 == name).map(|near| near.1);
    assert_eq!(of("lamp"), Some(Relation::ViewedTogether));
    assert_eq!(of("chair"), Some(Relation::Similar));
    assert_eq!(of("stool"), Some(Relation::Similar));
}

#[test]
fn an_item_without_counts_has_what_the_catalog_says() {
    let pack = built().pack();
    let mut stool = near(&pack, "stool");
    stool.sort_by(|a, b| a.0.cmp(&b.0));
    let alike = |name: &str| (name.to_owned(), Relation::Similar);
    assert_eq!(stool, [alike("chair"), alike("table")]);
}

#[test]
fn what_one_shopper_did_is_not_in_the_pack() {
    let folder = built();
    let manifest: serde_json::Value =
        serde_json::from_slice(&folder.read("pack/manifest.json")).unwrap();
    assert_eq!(manifest.get("days"), None, "when one shopper came");
    let pack = folder.pack();
    assert_eq!(pack.index_of("secret"), None);
    let seen = |near: &(String, Relation)| near.1 != Relation::Similar;
    assert!(!near(&pack, "kettle").iter().any(seen));
    assert!(!near(&pack, "table").iter().any(|near| near.0 == "kettle"));
}
