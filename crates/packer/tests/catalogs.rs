//! What `whyshelf build` makes of the catalogs that shops have at hand.
#![allow(clippy::unwrap_used)]

mod support;

use std::path::{Path, PathBuf};

use support::{Folder, HEADER, csv, rows};

const FIXTURES: [&str; 9] = [
    "merchant-center.xml",
    "merchant-center.tsv",
    "shopify-products.json",
    "shopify-export.csv",
    "shopify-export-2025.csv",
    "woocommerce.csv",
    "pages",
    "table.csv",
    "table.jsonl",
];

/// A catalog of the reader's own tests.
fn fixture(name: &str) -> PathBuf {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../source/tests/catalogs");
    Path::new(folder).join(name)
}

/// Builds a fixture with a log of two sessions over `items`.
fn built(name: &str, items: [&str; 2], more: &str) -> Folder {
    let [a, b] = items;
    let log = format!("{HEADER}\n1,{a},1\n1,{b},2\n2,{b},3\n2,{a},4\n");
    let folder = Folder::with("log.csv", log);
    let catalog = fixture(name);
    let arguments = format!(
        "--events log.csv --min-support 1 --catalog {} {more}",
        catalog.display()
    );
    folder.build(&arguments);
    folder
}

#[test]
fn events_find_their_item_by_any_of_its_identifiers() {
    // A variant's sku, and the number of another product's only variant.
    let folder = built(
        "shopify-products.json",
        ["TEE-BLUE-M", "83"],
        "--currency EUR",
    );
    let pack = folder.pack();
    assert_eq!(pack.len(), 2);
    let tee = pack.index_of("TEE-BLUE-M").unwrap();
    let card = pack.card(tee);
    assert_eq!((card.title, card.url), ("Linen tee", "/products/linen-tee"));
    assert_eq!(
        (card.category, card.brand),
        ("Clothing > Tees", "Loom & Co")
    );
    let price = card.price.unwrap();
    assert_eq!((price.minor, price.currency), (1950, "EUR"));
    assert_eq!(card.availability, whyshelf_pack::Availability::InStock);
    let lamp = pack.index_of("83").unwrap();
    assert_eq!(pack.row(tee).neighbours[0].item, lamp);
}

#[test]
fn pages_find_their_item_by_any_of_its_identifiers() {
    let folder = built(
        "shopify-products.json",
        ["TEE-BLUE-M", "83"],
        "--currency EUR",
    );
    let pack = folder.pack();
    let tee = pack.index_of("TEE-BLUE-M");
    assert!(tee.is_some());
    let numbers = pack.shopify(tee.unwrap());
    let (product, variant) = (numbers[0], numbers[1]);
    for name in [
        product.to_string(),
        variant.to_string(),
        format!("gid://shopify/Product/{product}"),
        format!("gid://shopify/ProductVariant/{variant}"),
        format!("shopify_DE_{product}_{variant}"),
        "linen-tee".to_owned(),
    ] {
        assert_eq!(pack.index_of(&name), tee, "{name}");
    }
    assert_eq!(
        pack.index_of(&format!("gid://shopify/Product/{variant}")),
        None
    );
    assert_eq!(pack.index_of("linen"), None);
}

#[test]
fn events_of_several_variants_count_for_their_product() {
    let log =
        format!("{HEADER}\n1,TEE-RED,1\n1,MUG,2\n2,TEE-BLUE,3\n2,MUG,4\n3,TEE-RED,5\n3,MUG,6\n");
    let folder = Folder::with("log.csv", log);
    let pages = fixture("pages");
    folder.build(&format!(
        "--events log.csv --min-support 3 --catalog {}",
        pages.display()
    ));
    let pack = folder.pack();
    assert_eq!(pack.len(), 3, "tee, mug, lamp");
    let tee = pack.index_of("TEE-RED").unwrap();
    let mug = pack.index_of("MUG").unwrap();
    let near = &pack.row(tee).neighbours[0];
    assert_eq!(near.item, mug, "three sessions have tee and mug");
}

#[test]
fn costs_never_reach_the_pack() {
    for name in FIXTURES {
        for more in ["", "--margin-bands"] {
            let folder = built(name, ["x", "y"], &format!("--currency EUR {more}"));
            for (file, bytes) in folder.pack_files() {
                let text = String::from_utf8_lossy(&bytes);
                assert!(!text.contains("7131"), "{name}: {file} tells a cost");
            }
            let pack = folder.pack();
            let all = (0..pack.len() as u32).map(whyshelf_pack::ItemIndex);
            let prices = all.filter_map(|item| pack.card(item).price);
            for price in prices {
                assert_ne!(price.minor, 713_177, "{name}: a cost for a price");
            }
        }
    }
}

#[test]
fn margin_bands_are_counted_where_they_are_asked_for() {
    let folder = Folder::with("log.csv", csv(&rows(9)));
    folder.write(
        "c.csv",
        "id,price,cost\nA,10 EUR,9\nB,10 EUR,5\nC,10 EUR,1\n",
    );
    let run = folder.build("--events log.csv --catalog c.csv --margin-bands");
    assert!(
        run.stdout.contains("low, middle, high margin"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("1, 1, 1"), "{}", run.stdout);
}

#[test]
fn bad_rows_are_listed_and_left_out() {
    let folder = Folder::with("log.csv", csv(&rows(40)));
    let good: String = (0..600)
        .map(|row| format!("i{row},Item,1.50 EUR\n"))
        .collect();
    let bad: String = (0..24).map(|row| format!("b{row},Item,cheap\n")).collect();
    folder.write("c.csv", format!("id,title,price\n{bad}{good}"));
    let run = folder.build("--events log.csv --catalog c.csv --problems bad.txt");
    assert!(folder.pack().index_of("i599").is_some());
    assert!(folder.pack().index_of("b0").is_none());
    let listed: Vec<&str> = run
        .stderr
        .lines()
        .filter(|line| line.starts_with("c.csv"))
        .collect();
    assert_eq!(listed.len(), 20, "{}", run.stderr);
    assert_eq!(listed[0], "c.csv, line 2: `price` is no price: \"cheap\"");
    assert!(run.stderr.contains("24 malformed rows"), "{}", run.stderr);
    assert!(run.stderr.contains("and 4 more"), "{}", run.stderr);
    let all = String::from_utf8(folder.read("bad.txt")).unwrap();
    assert_eq!(all.lines().count(), 24);
    assert!(
        all.ends_with("c.csv, line 25: `price` is no price: \"cheap\"\n"),
        "{all}"
    );
    assert!(
        run.stdout.contains("malformed rows left out"),
        "{}",
        run.stdout
    );
}

#[test]
fn more_than_five_percent_are_too_many() {
    let folder = Folder::with("log.csv", csv(&rows(40)));
    let table = |good: usize| {
        let good: String = (0..good).map(|row| format!("i{row},1\n")).collect();
        format!("id,price\nA,cheap\n{good}B\n")
    };
    folder.write("c.csv", table(38));
    folder.build("--events log.csv --catalog c.csv");
    folder.write("c.csv", table(37));
    let run = folder.run("build --out other --events log.csv --catalog c.csv --problems bad.txt");
    run.fails(
        1,
        &[
            "2 of 39 rows of c.csv are bad, more than 5 %",
            "c.csv, line 2: `price` is no price",
            "c.csv, line 40: 1 fields where the header has 2",
            "cure: write `price` as 2.55",
        ],
    );
    assert_eq!(
        String::from_utf8(folder.read("bad.txt"))
            .unwrap()
            .lines()
            .count(),
        2
    );
    assert!(!folder.path().join("other").exists());
}

#[test]
fn bad_rows_of_a_log_are_left_out_wherever_they_are() {
    let rows = rows(2000);
    let folder = Folder::with("log.csv", csv(&rows));
    folder.build("--events log.csv");
    let expected = folder.pack_files();
    let mut lines = rows.clone();
    // Damage that stops the reader, at several places, and rows that make no sense.
    let last = lines.len();
    for (at, line) in [
        (last, "s1,\"A,1"),
        (last - 10, "s1,,1"),
        (4000, "s1,A"),
        (3000, "s1,A,yesterday"),
        (10, "s1,A,1,2,3"),
        (0, ",A,1"),
    ] {
        lines.insert(at, line.to_owned());
    }
    folder.write("log.csv", csv(&lines));
    let run = folder.build("--events log.csv");
    assert_eq!(folder.pack_files(), expected);
    for (at, line) in [
        (2, "`session_id` is empty"),
        (13, "5 fields where the header has 3"),
        (3004, "`timestamp` is no timestamp: \"yesterday\""),
        (4005, "2 fields where the header has 3"),
        (last - 10 + 6, "`item_id` is empty"),
        (last + 7, "a quoted field begins here and never ends"),
    ] {
        let expected = format!("log.csv, line {at}: {line}\n");
        assert!(
            run.stderr.contains(&expected),
            "{expected} not in {}",
            run.stderr
        );
    }
    assert!(run.stderr.contains("6 malformed rows"), "{}", run.stderr);
}

#[test]
fn bad_lines_of_a_json_log_are_left_out() {
    let object = |row: &String| {
        let fields: Vec<&str> = row.split(',').collect();
        format!(
            "{{\"session_id\":\"{}\",\"item_id\":\"{}\",\"timestamp\":{}}}\n",
            fields[0], fields[1], fields[2]
        )
    };
    let mut lines: Vec<String> = rows(60).iter().map(object).collect();
    let folder = Folder::with("log.jsonl", lines.concat());
    folder.build("--events log.jsonl");
    let expected = folder.pack_files();
    lines.insert(
        100,
        "{\"session_id\":\"s1\",\"item_id\":7,\"timestamp\":1}\n".into(),
    );
    lines.insert(50, "{\"session_id\":\n".into());
    folder.write("log.jsonl", lines.concat());
    let run = folder.build("--events log.jsonl");
    assert_eq!(folder.pack_files(), expected);
    assert!(
        run.stderr.contains("log.jsonl, line 51: not JSON"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr
            .contains("log.jsonl, line 102: `item_id` has another"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_catalog_that_is_none() {
    let folder = Folder::with("log.csv", csv(&rows(3)));
    let fails = |name: &str, content: &[u8], status: i32, parts: &[&str]| {
        folder.write(name, content);
        let run = folder.run(&format!(
            "build --events log.csv --out pack --catalog {name}"
        ));
        run.fails(status, &[&[name], parts].concat());
    };
    fails(
        "c.xlsx",
        b"PK\x03\x04\0\0",
        2,
        &["cannot tell", "Google", "WooCommerce"],
    );
    fails("c.xml", b"id,title\nA,B\n", 1, &["line 1", "XML"]);
    fails(
        "c.json",
        b"{\"products\":[\n{]}",
        1,
        &["line 2", "not JSON"],
    );
    fails("c.html", b"<html></html>", 1, &["no products"]);
    fails("c.csv", b"\xff\xfe,title\nA,B\n", 1, &["line 1", "UTF-8"]);
    fails("c.parquet", b"id,title\n", 1, &["cannot read"]);
    fails("c.csv.gz", b"id,title\n", 1, &["cannot read"]);
    let run = folder.run("build --events log.csv --out pack --catalog nowhere");
    run.fails(2, &["no file nowhere"]);
    let run = folder.run("build --events log.csv --out pack --catalog c.csv --currency euro");
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert!(run.stderr.contains("capital letters"), "{}", run.stderr);
}

#[test]
fn a_catalog_is_enough() {
    for name in FIXTURES {
        let folder = Folder::new();
        let catalog = fixture(name);
        folder.build(&format!("--currency EUR --catalog {}", catalog.display()));
        let pack = folder.pack();
        assert!(!pack.is_empty(), "{name}");
        let first = pack.card(whyshelf_pack::ItemIndex(0));
        assert!(!first.title.is_empty(), "{name}");
    }
}
