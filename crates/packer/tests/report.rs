//! The page that `whyshelf evaluate --report` writes.
#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeSet;

use support::{Folder, csv, rows};

/// What a hostile catalog may hold.
const ATTACKS: [&str; 5] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "</svg></style></title><iframe src=javascript:alert(1)>",
    "&lt;b&gt;<b>bold",
    "\u{202e}desrever {{7*7}} ${7*7}",
];

/// A page over a catalog whose categories are attacks, and one over none.
fn pages() -> [String; 2] {
    let folder = Folder::with("log.csv", csv(&rows(60)));
    folder.build("--events log.csv --min-support 1");
    let plain = page(&folder, "--events log.csv --baselines log.csv");

    let mut catalog = "item_id,title,url,category\n".to_owned();
    for item in 0..24 {
        let attack = ATTACKS[item % ATTACKS.len()].replace('"', "\"\"");
        catalog += &format!("item-{item:02},\"{attack}\",/p/{item},\"{attack}\"\n");
    }
    folder.write("catalog.csv", catalog);
    folder.write("<img>.csv", csv(&rows(60)));
    folder.build("--events log.csv --catalog catalog.csv --min-support 1");
    [plain, page(&folder, "--events <img>.csv")]
}

fn page(folder: &Folder, arguments: &str) -> String {
    let run = folder.run(&format!(
        "evaluate --pack pack --report out.html {arguments}"
    ));
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stdout.contains("Wrote out.html"), "{}", run.stdout);
    String::from_utf8(folder.read("out.html")).unwrap()
}

/// The names of all tags: whatever an attack smuggles in would be among them.
fn tags(page: &str) -> BTreeSet<&str> {
    let after = page.split('<').skip(1);
    after
        .map(|tag| {
            let tag = tag.trim_start_matches(['/', '!']);
            let end = tag.find(|letter: char| !letter.is_alphanumeric());
            &tag[..end.unwrap_or(tag.len())]
        })
        .collect()
}

#[test]
fn text_of_the_catalog_stays_text() {
    let [plain, attacked] = pages();
    assert!(attacked.contains("&lt;script"));
    assert!(attacked.contains("&lt;img&gt;.csv"));
    assert!(!attacked.contains('\u{202e}'));
    // The attacked page is made of what the other one is made of, and nothing else.
    let foreign: Vec<_> = tags(&attacked).difference(&tags(&plain)).copied().collect();
    assert_eq!(foreign, [""; 0]);
    for harmful in ["script", "img", "iframe", "b"] {
        assert!(!tags(&plain).contains(harmful), "{harmful}");
    }
}

#[test]
fn the_page_needs_nothing_but_itself() {
    for page in pages() {
        for loaded in [" src=", " href=", "@import", "url(", "://"] {
            let harmless = page
                .replace("&lt;iframe src=", "")
                .replace("&lt;img src=", "");
            assert!(!harmless.contains(loaded), "{loaded}");
        }
        assert!(page.contains("default-src 'none'"));
    }
}

#[test]
fn every_plot_has_words_and_numbers() {
    for page in pages() {
        let plots: Vec<&str> = page
            .split("<svg ")
            .filter(|plot| plot.contains("role=\"img\""))
            .collect();
        assert!(plots.len() >= 16, "{}", plots.len());
        for plot in plots {
            let named = plot.split("aria-labelledby=\"").nth(1).unwrap();
            for id in named.split('"').next().unwrap().split(' ') {
                assert_eq!(page.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
            }
            assert!(
                plot.contains("<title ") && plot.contains("<desc "),
                "{plot}"
            );
        }
        assert_eq!(
            page.matches("<figure>").count(),
            page.matches("<details>").count()
        );
    }
}

#[test]
fn the_page_says_where_it_comes_from() {
    let [plain, attacked] = pages();
    assert!(plain.contains("whyshelf evaluate --pack pack --events log.csv --baselines log.csv"));
    assert!(plain.contains("manifest.json") && plain.contains("sha256-"));
    assert!(plain.contains("by popularity") && plain.contains("VMIS-kNN"));
    assert!(attacked.contains("by category") && !attacked.contains("VMIS-kNN"));
}

#[test]
fn a_page_that_cannot_be_written_is_an_error() {
    let folder = Folder::with("log.csv", csv(&rows(60)));
    folder.build("--events log.csv --min-support 1");
    folder
        .run("evaluate --pack pack --events log.csv --report none/out.html")
        .fails(1, &["none/out.html"]);
}
