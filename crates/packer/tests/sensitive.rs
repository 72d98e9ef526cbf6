//! Sensitive items leave no trace in a pack but their names.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use support::{Folder, HEADER, rows};
use whyshelf_pack::manifest::Manifest;
use whyshelf_pack::{ItemIndex, Pack};

const CATALOG: &str = "item_id,title,url,category\n";

fn card(id: &str, category: &str) -> String {
    format!("{id},{id},/{id},{category}\n")
}

/// A shop, and the same shop that also sells what is nobody's business.
fn shops() -> [Folder; 2] {
    [false, true].map(|sells| {
        let mut log = format!("{HEADER}\n");
        for row in rows(200) {
            let [session, _, time] = row.split(',').collect::<Vec<_>>()[..] else {
                panic!("{row}");
            };
            if sells {
                // At the same moment, so that no session ends elsewhere.
                log.push_str(&format!(
                    "{session},test-5,{time}\n{session},other-name,{time}\n"
                ));
            }
            log.push_str(&format!("{row}\n"));
        }
        if sells {
            log.push_str("only,test-5,1700000000\nonly,test-5,1700000001\n");
        }
        let mut catalog = CATALOG.to_owned();
        for item in 0..24 {
            catalog.push_str(&card(&format!("item-{item:02}"), "Kitchen > Mugs"));
        }
        if sells {
            catalog.push_str(&card("test-5", "Health > Pregnancy Tests"));
            catalog.push_str(&card("other-name", "Mature > Erotic"));
        }
        let folder = Folder::with("log.csv", log);
        folder.write("catalog.csv", catalog);
        folder
    })
}

const INPUT: &str = "--events log.csv --catalog catalog.csv --min-support 1";

/// Items that may be shown, by identifier, with everything the pack says of them.
fn said(pack: &Pack) -> Vec<String> {
    let items = (0..pack.len() as u32).map(ItemIndex);
    let mut said: Vec<String> = items
        .filter(|&item| !pack.is_sensitive(item))
        .map(|item| {
            let row = pack.row(item);
            let near = row.neighbours.iter();
            let near: Vec<_> = near
                .map(|near| (pack.id(near.item), near.weight, near.relation))
                .collect();
            format!(
                "{} {:?} {} {near:?} {}",
                pack.id(item),
                pack.card(item),
                row.scale,
                pack.popularity(item)
            )
        })
        .collect();
    said.sort();
    said
}

#[test]
fn a_pack_says_the_same_whether_or_not_they_were_viewed() {
    let [without, with] = shops();
    without.build(INPUT);
    let run = with.build(INPUT);
    assert!(run.stdout.contains("sensitive"), "{}", run.stdout);
    let (without, pack) = (without.pack(), with.pack());
    assert_eq!(said(&pack), said(&without));
    assert_eq!(pack.model(), without.model());
    let marked = ["test-5", "other-name"].map(|id| pack.index_of(id).unwrap());
    assert!(marked.iter().all(|&item| pack.is_sensitive(item)));
    assert!(marked.iter().all(|&item| pack.card(item).title.is_empty()));
    let manifest: Manifest = serde_json::from_slice(&with.read("pack/manifest.json")).unwrap();
    assert!(manifest.sensitive);
}

#[test]
fn the_shop_can_say_otherwise_and_is_told_of_lines_that_say_nothing() {
    let [_, shop] = shops();
    shop.write("rules.txt", "defaults = no\nbrand = nobody\n");
    shop.build(&format!("{INPUT} --sensitive rules.txt"));
    assert!(
        !shop
            .pack()
            .is_sensitive(shop.pack().index_of("test-5").unwrap())
    );
    shop.write("rules.txt", "# ours\n\ncategories = Health\n");
    let run = shop.run(&format!("build {INPUT} --out other --sensitive rules.txt"));
    run.fails(2, &["rules.txt:3", "categories = Health"]);
    assert!(!shop.path().join("other").exists());
}

#[test]
fn a_large_pack_can_be_read_as_a_whole_and_verified() {
    let [_, shop] = shops();
    shop.build(&format!("{INPUT} --layout shards"));
    let run = shop.run("verify pack");
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    let run = shop.run("explain pack --session item-01,item-02");
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(!run.stdout.contains("test-5"), "{}", run.stdout);
}
