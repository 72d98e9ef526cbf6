//! The demo shop with a catalog that somebody filled with attacks.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::site;

/// A product of the hostile catalog. Category and brand get the title too.
pub(crate) struct Item {
    pub(crate) id: &'static str,
    title: &'static str,
    url: &'static str,
    image: &'static str,
    currency: &'static str,
}

/// How many of [`ITEMS`] have an address that may be linked.
pub(crate) const LINKABLE: usize = 7;
/// Titles longer than any product's.
const LONG: usize = 10_240;

/// Every script would set `window.hacked`.
pub(crate) const ITEMS: [Item; 12] = [
    Item {
        id: "elements",
        title: "<script>window.hacked=1</script>",
        url: "/product/elements.html",
        image: "/shop/thistle.svg",
        currency: "GBP",
    },
    Item {
        id: "quotes",
        title: "\"><img src=x onerror=\"window.hacked=1\">",
        url: "/product/\" onclick=\"window.hacked=1",
        image: "/shop/thistle.svg?\" onload=\"window.hacked=1",
        currency: "GBP",
    },
    Item {
        id: "script-link",
        title: "A link that is a script",
        url: "javascript:window.hacked=1",
        image: "javascript:window.hacked=1",
        currency: "GBP",
    },
    Item {
        id: "spaced-script-link",
        title: "A link that browsers read as a script",
        url: " java\tscript:window.hacked=1",
        image: "",
        currency: "GBP",
    },
    Item {
        id: "data-link",
        title: "A link that is a page",
        url: "data:text/html,<script>window.hacked=1</script>",
        image: "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='window.hacked=1'/>",
        currency: "GBP",
    },
    Item {
        id: "foreign-link",
        title: "A link to elsewhere, unencrypted",
        url: "http://elsewhere.invalid/",
        image: "//elsewhere.invalid/picture.png",
        currency: "GBP",
    },
    Item {
        id: "blob-link",
        title: "A link to what a script made",
        url: "blob:https://elsewhere.invalid/1",
        image: "",
        currency: "GBP",
    },
    Item {
        id: "turned",
        title: "\u{202e}gnp.terces\u{2066} left \u{200f}and\u{61c} right",
        url: "/product/turned.html",
        image: "",
        currency: "<b>",
    },
    Item {
        id: "templates",
        title: "{{constructor.constructor('window.hacked=1')()}} ${window.hacked=1} <%= window.hacked=1 %>",
        url: "/product/templates.html",
        image: "",
        currency: "GBP",
    },
    Item {
        id: "\"><script>window.hacked=1</script>",
        title: "</why-shelf></style><svg onload=window.hacked=1>",
        url: "/product/closing.html",
        image: "",
        currency: "GBP",
    },
    Item {
        id: "control",
        title: "Bells \u{7} and \u{1b}[31mwhistles\u{1b}[0m",
        url: "/product/control.html",
        image: "",
        currency: "GBP",
    },
    Item {
        id: "endless",
        title: "",
        url: "/product/endless.html",
        image: "",
        currency: "GBP",
    },
];

/// Copies the demo to `folder`, with a pack of [`ITEMS`] in the place of its own.
///
/// # Errors
/// When the demo is not built, or the pack cannot be.
pub(crate) fn copy(demo: &Path, whyshelf: &Path, folder: &Path) -> Result<()> {
    site::copy(demo, folder)?;
    let work = folder.parent().unwrap_or(folder);
    let (catalog, events) = (work.join("hostile.csv"), work.join("hostile-events.csv"));
    fs::write(&catalog, catalog_rows()?)?;
    fs::write(&events, event_rows()?)?;
    let pack = folder.join("whyshelf/pack");
    fs::remove_dir_all(&pack)?;
    let mut build = Command::new(whyshelf);
    build.args(["build", "--min-support", "1", "--events"]);
    build.arg(events).arg("--catalog").arg(catalog);
    let output = build.arg("--out").arg(pack).output();
    let output = output.context("the packer is built by `cargo xtask demo --no-serve`")?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(())
}

fn catalog_rows() -> Result<String> {
    let mut rows =
        "item_id,title,url,image,price,sale_price,currency,category,brand,rating,rating_count\n"
            .to_owned();
    for item in &ITEMS {
        let endless = "endless ".repeat(LONG / 8);
        let title = if item.title.is_empty() {
            &endless
        } else {
            item.title
        };
        let fields = [
            item.id,
            title,
            item.url,
            item.image,
            "3.50",
            "2.50",
            item.currency,
            title,
            title,
            "4.6",
            "213",
        ];
        let quoted: Vec<String> = fields
            .iter()
            .map(|field| format!("\"{}\"", field.replace('"', "\"\"")))
            .collect();
        writeln!(rows, "{}", quoted.join(","))?;
    }
    Ok(rows)
}

/// Sessions in which every product meets several others.
fn event_rows() -> Result<String> {
    let mut rows = "session_id,item_id,timestamp\n".to_owned();
    for session in 0..48 {
        for step in 0..5 {
            let item = &ITEMS[(session + step * 5) % ITEMS.len()];
            let id = item.id.replace('"', "\"\"");
            writeln!(
                rows,
                "{session},\"{id}\",2026-01-{:02}T10:0{step}:00Z",
                1 + session % 28
            )?;
        }
    }
    Ok(rows)
}
