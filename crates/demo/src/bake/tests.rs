#![allow(clippy::unwrap_used)]
use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use super::*;
use crate::table::{CatalogRow, EventRow};

/// The repository's own templates, so that the shop's pages themselves are tested.
fn shop_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www/shop")
}

fn order(folder: &TempDir) -> Order {
    let index = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../index.html");
    Order {
        data: folder.path().join("data"),
        templates: shop_folder(),
        index,
        out: folder.path().join("out"),
    }
}

const ATTACK: &str = "</script><script>alert(1)</script><img src=x onerror='alert(2)'> \"Mug\"";

fn row(id: &str, title: &str, category: &str) -> CatalogRow {
    CatalogRow {
        id: id.into(),
        title: title.into(),
        url: format!(
            "/product/{}-{}.html",
            crate::clean::slug(title),
            id.to_lowercase()
        ),
        image: format!("/picture/{id}.svg"),
        price: 2.5,
        category: category.into(),
    }
}

/// A baked shop of 60 lanterns, one product with a hostile title, and one in a department nobody knows.
fn baked() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let order = order(&folder);
    fs::create_dir_all(&order.data).unwrap();
    let mut catalog: Vec<CatalogRow> = (0..60)
        .map(|number| {
            row(
                &format!("{}A", 10_000 + number),
                "White Metal Lantern",
                "Candles & Lanterns",
            )
        })
        .collect();
    catalog.push(row("20000", ATTACK, "Tea & Coffee"));
    catalog.push(row("30000", "Odd One", "Café <b>"));
    let events: Vec<EventRow> = catalog
        .iter()
        .map(|item| EventRow {
            session: "1".into(),
            shopper: None,
            item: item.id.clone(),
            timestamp: 0,
            quantity: 2,
            price: item.price,
        })
        .collect();
    crate::table::write_events(&order.data.join(table::EVENTS), &events).unwrap();
    crate::table::write_catalog(&order.data.join(table::CATALOG), &catalog).unwrap();
    run(&order).unwrap();
    folder
}

fn pages(folder: &TempDir) -> Vec<(PathBuf, String)> {
    let out = folder.path().join("out");
    let folders = [out.clone(), out.join("product"), out.join("category")];
    let files = folders
        .iter()
        .flat_map(|folder| fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path());
    files
        .filter(|path| path.extension().is_some_and(|kind| kind == "html"))
        .map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
        .collect()
}

fn blocks<'a>(page: &'a str, open: &str) -> Vec<&'a str> {
    page.split(open)
        .skip(1)
        .map(|rest| rest.split("</script>").next().unwrap())
        .collect()
}

#[test]
fn every_page_keeps_to_the_strict_policy_and_carries_the_integration() {
    let folder = baked();
    let pages = pages(&folder);
    assert_eq!(pages.len(), 5 + 62 + 4);
    for (path, page) in &pages {
        let path = path.display();
        assert!(page.contains("<script type=\"module\" src=\"/whyshelf/whyshelf.js\" data-pack=\"/whyshelf/pack/manifest.json\"></script>"), "{path}");
        let shelves: Vec<&str> = page.split("<why-shelf placement=").skip(1).collect();
        assert!(!shelves.is_empty(), "{path}");
        // Over a listing of the shop's own stands a bar, which has nothing to fall back to.
        for shelf in shelves
            .into_iter()
            .filter(|shelf| !shelf.split('>').next().unwrap().contains(" sorts="))
        {
            let (own, _) = shelf.split_once("</why-shelf>").unwrap();
            assert!(
                own.contains("<a href=\"/product/"),
                "{path}: fallback links"
            );
        }
        assert!(
            page.contains("10.24432/C5BW33") && page.contains("nothing is for sale"),
            "{path}: footer"
        );
        assert!(
            !page.contains("<style") && !page.contains(" style="),
            "{path}: inline style"
        );
        for script in page.split("<script").skip(1) {
            let tag = script.split('>').next().unwrap();
            assert!(
                tag.contains(" src=\"/") || tag.contains("json"),
                "{path}: inline script <script{tag}>"
            );
        }
        for tag in page
            .split('<')
            .skip(1)
            .filter_map(|rest| rest.split('>').next())
        {
            // Values are quoted and their quotes escaped, so every second piece lies outside a value.
            let names: String = tag.split('"').step_by(2).collect();
            assert!(
                !names
                    .split_whitespace()
                    .any(|name| name.starts_with("on") && name.ends_with('=')),
                "{path}: handler in <{tag}>"
            );
        }
        assert!(
            !page.contains("<script>alert") && !page.contains("<img src=x"),
            "{path}: title not escaped"
        );
    }
}

#[test]
fn json_blocks_parse_and_say_what_the_page_shows() {
    let folder = baked();
    for (path, page) in pages(&folder) {
        for block in blocks(&page, "<script type=\"application/ld+json\">")
            .into_iter()
            .chain(blocks(
                &page,
                "<script type=\"application/json\" id=\"page-facts\">",
            ))
        {
            serde_json::from_str::<Value>(block)
                .unwrap_or_else(|error| unreachable!("{}: {error}: {block}", path.display()));
        }
        if path.to_string_lossy().contains("/product/")
            && path.to_string_lossy().ends_with("-20000.html")
        {
            let json_ld = blocks(&page, "<script type=\"application/ld+json\">");
            let product: Value = serde_json::from_str(json_ld[0]).unwrap();
            assert_eq!(
                (
                    product["@type"].as_str(),
                    product["name"].as_str(),
                    product["sku"].as_str()
                ),
                (Some("Product"), Some(ATTACK), Some("20000"))
            );
            assert_eq!(product["offers"]["price"].as_str(), Some("2.50"));
            let trail: Value = serde_json::from_str(json_ld[1]).unwrap();
            assert_eq!(trail["itemListElement"].as_array().map(Vec::len), Some(3));
            let facts: Value =
                serde_json::from_str(blocks(&page, "id=\"page-facts\">")[0]).unwrap();
            assert_eq!(
                (
                    facts["event"].as_str(),
                    facts["ecommerce"]["items"][0]["item_id"].as_str()
                ),
                (Some("view_item"), Some("20000"))
            );
        }
    }
}

#[test]
fn departments_have_real_pages_and_search_knows_everything() {
    let folder = baked();
    let out = folder.path().join("out");
    let first = fs::read_to_string(out.join("category/candles-lanterns.html")).unwrap();
    assert_eq!(
        first.matches("class=\"card\"").count(),
        PAGE + 4 - 2,
        "a page of lanterns and the two others in the shelf"
    );
    assert!(first.contains("href=\"/category/candles-lanterns-2.html\""));
    assert!(
        out.join("category/candles-lanterns-2.html").exists()
            && out.join("category/caf-b.html").exists()
    );
    let rows: Vec<Value> =
        serde_json::from_str(&fs::read_to_string(out.join("shop/search.json")).unwrap()).unwrap();
    assert_eq!(rows.len(), 62);
    for file in [
        "shop/shop.css",
        "shop/shop.js",
        "shop/hero.svg",
        "picture/20000.svg",
        "search.html",
        "cart.html",
        "order-confirmation.html",
        "not-found.html",
    ] {
        assert!(out.join(file).exists(), "{file}");
    }
}

#[test]
fn missing_data_and_templates_name_the_file_and_the_cure() {
    let folder = tempfile::tempdir().unwrap();
    let mut order = order(&folder);
    let message = run(&order).err().unwrap().to_string();
    assert!(
        message.contains("catalog.parquet") && message.contains("cure:"),
        "{message}"
    );
    let baked = baked();
    order.data = baked.path().join("data");
    order.templates = folder.path().join("nowhere");
    let message = run(&order).err().unwrap().to_string();
    assert!(
        message.contains("nowhere/parts/base.html") && message.contains("--templates"),
        "{message}"
    );
}

#[test]
fn a_broken_template_names_itself() {
    let baked = baked();
    let mut order = order(&baked);
    order.index = baked.path().join("index.html");
    fs::write(&order.index, "{{ nonsense }}").unwrap();
    let message = run(&order).err().unwrap().to_string();
    assert!(
        message.contains("template index.html") && message.contains("cure:"),
        "{message}"
    );
}
