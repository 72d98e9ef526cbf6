//! Every kind of catalog in the shape its system exports, and what is made of it.
#![allow(clippy::unwrap_used)]

use std::fmt::Write;
use std::path::PathBuf;

use indicatif::ProgressBar;
use proptest::prelude::*;
use whyshelf_pack::Price;

use super::{Catalog, CatalogOptions};
use crate::error::SourceError;
use crate::{ColumnMap, Input, parse};

/// What every fixture names as a cost, wherever its format has a place for one.
const COST: &str = "7131";

const FIXTURES: [&str; 10] = [
    "merchant-center.xml",
    "merchant-center-atom.xml",
    "merchant-center.tsv",
    "shopify-products.json",
    "shopify-export.csv",
    "shopify-export-2025.csv",
    "woocommerce.csv",
    "pages",
    "table.csv",
    "table.jsonl",
];

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/catalogs")).join(name)
}

fn read(files: &[PathBuf], options: &CatalogOptions) -> Result<Catalog, SourceError> {
    let input = Input {
        files,
        map: &ColumnMap::default(),
        progress: &ProgressBar::hidden(),
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(Catalog::read(input, options))
}

fn in_euros(margin_bands: bool) -> CatalogOptions {
    CatalogOptions {
        currency: Some("EUR".into()),
        margin_bands,
    }
}

/// All that a catalog says, a fact a line; what is not known is left out.
fn render(catalog: &Catalog) -> String {
    let price = |price: &Price| format!("{} {}", price.minor, price.currency);
    let mut text = format!(
        "{} items, {} repeated, {} unlisted, {} problems\n",
        catalog.items.len(),
        catalog.repeated,
        catalog.unlisted,
        catalog.problems.count(),
    );
    text.push_str(&catalog.problems.listing(100));
    for item in &catalog.items {
        let attributes: Vec<_> = item
            .attributes
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let facts = [
            ("aliases", item.aliases.join(", ")),
            ("title", item.title.clone()),
            ("url", item.url.clone()),
            ("image", item.image.clone()),
            ("price", item.price.as_ref().map_or_else(String::new, price)),
            (
                "regular",
                item.regular_price.as_ref().map_or_else(String::new, price),
            ),
            (
                "rating",
                item.rating.map_or_else(String::new, |rating| {
                    format!("{} tenths by {}", rating.tenths, rating.count)
                }),
            ),
            ("category", item.category.clone()),
            ("brand", item.brand.clone()),
            ("availability", format!("{:?}", item.availability)),
            ("group", item.group.clone().unwrap_or_default()),
            ("attributes", attributes.join(", ")),
            (
                "added",
                item.added
                    .map_or_else(String::new, |added| added.to_string()),
            ),
            (
                "margin",
                item.margin
                    .map_or_else(String::new, |margin| format!("{margin:?}")),
            ),
        ];
        writeln!(text, "\n{}", item.id).unwrap();
        for (name, fact) in facts.iter().filter(|(_, fact)| !fact.is_empty()) {
            writeln!(text, "  {name}: {fact}").unwrap();
        }
    }
    text
}

#[test]
fn every_kind_reads_as_written_down() {
    let mut wrong = String::new();
    for name in FIXTURES {
        let found = render(&read(&[fixture(name)], &in_euros(false)).unwrap());
        let golden = fixture(&format!("{name}.golden"));
        let expected = std::fs::read_to_string(golden).unwrap_or_default();
        if found != expected {
            write!(wrong, "==== {name}.golden\n{found}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn costs_are_nowhere() {
    for name in FIXTURES {
        for margin_bands in [false, true] {
            let bytes = walk(fixture(name));
            let named = bytes.windows(4).any(|window| window == COST.as_bytes());
            assert_eq!(
                named,
                name != "merchant-center-atom.xml",
                "{name} is to name a cost"
            );
            let catalog = read(&[fixture(name)], &in_euros(margin_bands)).unwrap();
            let said = format!("{catalog:?}");
            assert!(!said.contains(COST), "{name}: {said}");
            let bands = catalog.items.iter().filter(|item| item.margin.is_some());
            assert!(margin_bands || bands.count() == 0, "{name}");
        }
    }
}

#[test]
fn bands_are_kept_where_they_are_asked_for() {
    let table =
        "id,price,cost\nA,10 EUR,9\nB,10 EUR,5\nC,10 EUR,1 EUR\nD,10 EUR,1 USD\nE,10 EUR,\n";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table.csv");
    std::fs::write(&path, table).unwrap();
    let catalog = read(&[path], &in_euros(true)).unwrap();
    let bands: Vec<_> = catalog
        .items
        .iter()
        .map(|item| format!("{:?}", item.margin))
        .collect();
    assert_eq!(
        bands,
        ["Some(Low)", "Some(Middle)", "Some(High)", "None", "None"]
    );
}

/// All bytes of a file, or of the files of a folder.
fn walk(path: PathBuf) -> Vec<u8> {
    if path.is_dir() {
        let entries = std::fs::read_dir(path).unwrap();
        entries
            .flat_map(|entry| walk(entry.unwrap().path()))
            .collect()
    } else {
        std::fs::read(path).unwrap()
    }
}

#[test]
fn a_compressed_catalog_is_the_same_catalog() {
    for (name, compressed) in [
        ("merchant-center.xml", "merchant-center.xml.gz"),
        ("woocommerce.csv", "woocommerce.csv.xz"),
        ("shopify-products.json", "shopify-products.json.zst"),
    ] {
        let plain = read(&[fixture(name)], &in_euros(false)).unwrap();
        let catalog = read(&[fixture(compressed)], &in_euros(false)).unwrap();
        assert_eq!(catalog, plain, "{compressed}");
    }
}

#[test]
fn several_catalogs_are_one() {
    let tsv = read(&[fixture("merchant-center.tsv")], &in_euros(false)).unwrap();
    let files = [
        fixture("merchant-center.tsv"),
        fixture("merchant-center.tsv"),
    ];
    let twice = read(&files, &in_euros(false)).unwrap();
    assert_eq!(twice.items, tsv.items);
    assert_eq!(twice.repeated, 3);
}

/// The problems of a catalog of bytes, or why it is refused.
fn problems(read: Result<Catalog, SourceError>) -> String {
    match read {
        Ok(catalog) => catalog.problems.listing(100),
        Err(error) => format!("refused: {error}"),
    }
}

#[test]
fn bad_products_of_a_feed_are_listed_and_the_others_read() {
    let good = "<item><g:id>A</g:id></item>\n".repeat(97);
    let bad = "<item><g:title>no id</g:title></item>\n\
        <item><g:id>B</g:id><g:price>cheap</g:price></item>\n\
        <item><g:id>C</g:id><g:title>&nope;</g:title></item>\n";
    let feed = format!(
        "<rss xmlns:g=\"x\"><channel>\n{good}{bad}<item><g:id>\u{e9}</g:id></item></channel></rss>"
    );
    assert_eq!(
        problems(parse::parse_merchant_center(feed.as_bytes())),
        "catalog, line 99: `item_id` is empty\n\
         catalog, line 100: `price` is no price: \"cheap\"\n\
         catalog, line 101: not well-formed XML: the entity &nope; is not defined\n"
    );
    let latin: Vec<u8> = feed.chars().map(|letter| letter as u8).collect();
    let listed = problems(parse::parse_merchant_center(&latin));
    assert!(listed.contains("line 102: not UTF-8 text"), "{listed}");
}

#[test]
fn a_feed_that_breaks_off_is_refused_with_its_line() {
    for (feed, expected) in [
        (
            "<rss><channel>\n<item><g:id>A</g:id>",
            "line 2: not well-formed XML: the file ends inside <item>",
        ),
        (
            "<rss><channel>\n<item></channel></rss>",
            "line 2: not well-formed XML",
        ),
        ("hello", "line 1: not well-formed XML: no element"),
        ("<rss></rss>", "holds no products"),
    ] {
        let found = problems(parse::parse_merchant_center(feed.as_bytes()));
        assert!(found.starts_with("refused"), "{feed}: {found}");
        assert!(found.contains(expected), "{feed}: {found}");
    }
}

#[test]
fn entities_of_nobody_are_not_expanded() {
    let feed = "<!DOCTYPE rss [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\
        <rss><item><id>&b;</id></item></rss>";
    let found = problems(parse::parse_merchant_center(feed.as_bytes()));
    assert!(found.contains("&b; is not defined"), "{found}");
}

#[test]
fn broken_blocks_of_pages_are_listed_with_their_line() {
    let block = |json: &str| format!("<script type=application/ld+json>{json}</script>\n");
    let mut page = String::from("<!DOCTYPE html>\n");
    for number in 0..40 {
        page += &block(&format!("{{\"@type\":\"Product\",\"sku\":\"{number}\"}}"));
    }
    page += &block("\n{\"@type\":\n}");
    page += &block("{\"@type\":\"Product\",\"name\":\"nameless\"}");
    let found = problems(parse::parse_page(page.as_bytes()));
    assert_eq!(
        found,
        "catalog, line 2: `sku` is empty\n\
         catalog, line 44: not JSON: expected value\n"
    );
}

#[test]
fn blocks_on_one_line_are_blocks() {
    let page = "<script type=application/ld+json>{\"@type\":\"Product\",\"sku\":\"A\"}</script>\
        <script type=application/ld+json>{\"@type\":\"Product\",\"sku\":\"B\"}</script>";
    let catalog = parse::parse_page(page.as_bytes()).unwrap();
    assert_eq!(catalog.items.len(), 2);
}

#[test]
fn json_lines_go_on_after_broken_ones() {
    let good = "{\"id\":\"A\"}\n".repeat(60);
    let text = format!(
        "{good}\n{{\"id\":\n[1]\n{{\"title\":\"x\"}}\n{{\"id\":7,\"price\":\"2,50 EUR\"}}\n"
    );
    assert_eq!(
        problems(parse::parse_json_lines(text.as_bytes())),
        "catalog, line 62: not JSON: EOF while parsing a value at column 6\n\
         catalog, line 63: JSON, but not an object\n\
         catalog, line 64: `item_id` is empty\n"
    );
}

#[test]
fn a_variation_without_its_product_is_a_problem() {
    let text = "ID,Type,SKU,Regular price,Categories,Parent\n".to_owned()
        + &"1,simple,A,5,X,\n".repeat(40)
        + "2,variation,B,5,,gone\n3,variation,C,5,,\n";
    assert_eq!(
        problems(parse::parse_csv(text.as_bytes())),
        "catalog, line 42: `Parent` names a product that is not in the file: \"gone\"\n\
         catalog, line 43: `Parent` is empty\n"
    );
}

#[test]
fn an_id_of_shopify_without_a_number_stays_as_it_is() {
    let ids = ["gid://shopify/Product/7", "gid://shopify/Product/"].map(|id| {
        let text = format!(r#"{{"products": [{{"id": "{id}", "title": "T", "variants": []}}]}}"#);
        let catalog = parse::parse_shopify_json(text.as_bytes()).unwrap();
        catalog.items[0].id.clone()
    });
    assert_eq!(ids, ["7", "gid://shopify/Product/"]);
}

/// A reader and an input that it likes.
type Reader = fn(&[u8]) -> Result<Catalog, SourceError>;

fn readers() -> Vec<(Reader, Vec<u8>)> {
    let of = |name: &str| walk(fixture(name));
    vec![
        (parse::parse_merchant_center, of("merchant-center.xml")),
        (parse::parse_merchant_center, of("merchant-center-atom.xml")),
        (parse::parse_tsv, of("merchant-center.tsv")),
        (parse::parse_shopify_json, of("shopify-products.json")),
        (parse::parse_csv, of("shopify-export.csv")),
        (parse::parse_csv, of("woocommerce.csv")),
        (parse::parse_page, of("pages/tee.html")),
        (parse::parse_page, of("pages/mugs/mug.htm")),
        (parse::parse_json_ld, of("pages/lamp.json")),
        (parse::parse_json_lines, of("table.jsonl")),
        (parse::parse_csv, of("table.csv")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        for (read, _) in readers() {
            let _ = read(&bytes);
        }
    }

    #[test]
    fn any_damage_is_survived(
        which in any::<prop::sample::Index>(),
        edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_u8..3), 1..20),
    ) {
        let readers = readers();
        let (read, mut bytes) = readers[which.index(readers.len())].clone();
        for (at, byte, edit) in edits {
            if bytes.is_empty() {
                break;
            }
            let at = at.index(bytes.len());
            match edit {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => { bytes.drain(at..(at + usize::from(byte)).min(bytes.len())); }
            }
        }
        if let Ok(catalog) = read(&bytes) {
            prop_assert!(catalog.items.iter().all(|item| !item.id.is_empty()));
        }
    }

    #[test]
    fn the_order_of_rows_does_not_matter(
        rows in Just((1..20_u32).map(|row| {
            format!("{},{},title {},{}.50 EUR", row % 7, ["", "G"][row as usize % 2], row % 3, row % 5)
        }).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let table = |rows: &[String]| {
            let text = format!("id,item_group_id,title,price\n{}\n", rows.join("\n"));
            parse::parse_csv(text.as_bytes()).unwrap()
        };
        let mut sorted = rows.clone();
        sorted.sort();
        prop_assert_eq!(table(&rows), table(&sorted));
    }
}
