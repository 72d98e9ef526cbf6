//! `whyshelf generate`, from the outside.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::collections::HashMap;

use support::{Folder, Run, files};

fn generate(folder: &Folder, arguments: &str) -> Run {
    let run = folder.run(&format!("generate {arguments}"));
    assert_eq!(run.status, 0, "{}", run.stderr);
    run
}

/// Fields of the lines of a CSV file without its header; no generated field of the log is quoted.
fn lines(folder: &Folder, name: &str) -> Vec<Vec<String>> {
    let text = String::from_utf8(folder.read(name)).unwrap();
    let fields = |line: &str| line.split(',').map(str::to_owned).collect();
    text.lines().skip(1).map(fields).collect()
}

#[test]
fn log_and_catalog_have_the_sizes_asked_for_and_know_each_other() {
    let folder = Folder::new();
    let run = generate(&folder, "--events 4000 --items 120 --format csv --out shop");
    assert!(run.stdout.contains("events a session"), "{}", run.stdout);
    let log = String::from_utf8(folder.read("shop/events.csv")).unwrap();
    assert!(log.starts_with("session_id,shopper_id,item_id,timestamp,event\n"));
    let catalog = String::from_utf8(folder.read("shop/catalog.csv")).unwrap();
    assert!(
        catalog.starts_with(
            "item_id,title,url,image,price,currency,category,brand,availability,added\n"
        )
    );

    let (events, items) = (
        lines(&folder, "shop/events.csv"),
        lines(&folder, "shop/catalog.csv"),
    );
    assert_eq!((events.len(), items.len()), (4000, 120));
    let mut ids: Vec<&str> = items.iter().map(|item| &*item[0]).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 120);
    let mut shoppers: HashMap<&str, &str> = HashMap::new();
    for event in &events {
        assert!(ids.binary_search(&&*event[2]).is_ok(), "{event:?}");
        assert!(["view_item", "add_to_cart", "purchase"].contains(&&*event[4]));
        let shopper = shoppers.entry(&event[0]).or_insert(&event[1]);
        assert_eq!(*shopper, event[1], "one session, one shopper");
    }
}

#[test]
fn threads_do_not_matter_and_the_seed_does() {
    let folder = Folder::new();
    for (out, threads, seed) in [("one", "1", 7), ("three", "3", 7), ("other", "3", 8)] {
        let arguments = format!("generate --events 150000 --items 300 --seed {seed} --out {out}");
        let mut command = folder.command(&arguments);
        let done = command.env("RAYON_NUM_THREADS", threads).output().unwrap();
        assert!(done.status.success());
    }
    let made = |out: &str| files(&folder.path().join(out));
    let names: Vec<String> = made("one").into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["catalog.parquet", "events.parquet"]);
    assert_eq!(made("one"), made("three"));
    assert!(
        made("one")
            .iter()
            .zip(made("other"))
            .all(|(one, other)| *one != other)
    );
}

#[test]
fn a_pack_can_be_built_and_predicts() {
    let folder = Folder::new();
    generate(&folder, "--events 20000 --items 300 --out shop");
    folder.build("--events shop/events.parquet --catalog shop/catalog.parquet");
    let pack = folder.pack();
    assert_eq!(pack.len(), 300);

    generate(&folder, "--events 2000 --items 300 --out again");
    let run = folder.run("evaluate --pack pack --events again/events.parquet --json");
    assert_eq!(run.status, 0, "{}", run.stderr);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    // A pack that knew nothing of the clusters would be right for 20 items of 300.
    assert!(
        report["unseen"]["hr"]["20"].as_f64().unwrap() > 0.3,
        "{report}"
    );
}

#[test]
fn sizes_that_make_no_shop_are_refused() {
    let folder = Folder::new();
    for arguments in [
        "--events 0 --items 5",
        "--events 5 --items 0",
        "--events 5 --items many",
    ] {
        let run = folder.run(&format!("generate {arguments} --out shop"));
        assert_eq!(run.status, 2);
        assert!(run.stderr.contains("invalid value"), "{}", run.stderr);
    }
}

#[test]
fn a_folder_that_is_a_file_is_named() {
    let folder = Folder::with("shop", "");
    folder
        .run("generate --events 5 --items 5 --out shop")
        .fails(1, &["shop"]);
}
