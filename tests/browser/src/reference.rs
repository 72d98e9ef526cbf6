//! What components look like and what they tell assistive technology, kept in `tests/browser/reference`
//! and compared with what Chromium shows now.
//!
//! Fonts differ from machine to machine: pages are set in DejaVu Sans, which `cargo xtask test` installs.

mod picture;
mod tree;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::json;

use crate::engine::Engine;
use crate::shop::{LIVE, Shop};
use crate::stage::{Places, Site, Stage};

/// Widths in CSS pixels: a small phone, a tablet, a desk.
const WIDTHS: [u32; 3] = [320, 768, 1280];
const HEIGHT: u32 = 1000;
/// One language a direction of writing.
pub(crate) const DIRECTIONS: [(&str, &str); 2] = [("en", "ltr"), ("ar", "rtl")];
const LOOKS: [(&str, &str, &str); 3] = [
    ("light", "light", "none"),
    ("dark", "dark", "none"),
    ("forced", "light", "active"),
];
/// Dialogs by the part of a shelf that opens them.
const DIALOGS: [(&str, &str); 2] = [("why", "explanation"), ("signals", "panel")];
/// The dialog that is there once there is something to compare.
const COMPARISON: (&str, &str) = ("compare", "comparison");
/// The gallery's states that differ by more than their surroundings.
const STATES: [&str; 4] = ["grid", "compact", "roomy", "few"];

/// The gallery's listing under its bar.
const SORTED: &str = "#state-sorter .page";

/// The page in the pinned font, without what changes from run to run: times, and where rows are scrolled to.
const SETTLE: &str = "
    document.documentElement.style.fontFamily = '\"DejaVu Sans\"';
    const shelves = [...document.querySelectorAll('why-shelf:not([sorts])')].map(({ shadowRoot }) => shadowRoot);
    while (shelves.some((root) => root.querySelector('[aria-busy]'))) await new Promise((done) => setTimeout(done, 5));
    for (const root of shelves) {
        for (const time of root.querySelectorAll('[data-part=event] .share')) time.firstChild.data = '25 Nov 2026, 12:00';
        for (const row of root.querySelectorAll('.cards')) row.scrollTo({ left: 0, behavior: 'instant' });
        root.activeElement?.blur();
    }
    await document.fonts.ready;
    for (let frame = 0; frame < 3; frame++) await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const images = shelves.flatMap((root) => [...root.querySelectorAll('img')]);
    const inView = ({ top, bottom, left, right }) => bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
    return images.every((image) => image.complete || !inView(image.getBoundingClientRect()))";

/// Makes all references anew.
///
/// # Errors
/// When the browser does not do its part or a file cannot be written.
pub(crate) fn update(places: &Places) -> Result<()> {
    let folder = &places.reference;
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let stage = Stage::new(Engine::Chromium, places.clone())?;
    let mut bytes = 0;
    stage.block_on(async {
        stage
            .visit(Site::Demo, async |shop| {
                for direction in DIRECTIONS {
                    for (name, picture) in pictures(shop, direction).await? {
                        let small = picture::small(&picture)?;
                        bytes += small.len();
                        fs::write(folder.join(name).with_extension("png"), small)?;
                    }
                }
                for (name, tree) in trees(shop).await? {
                    fs::write(folder.join(name).with_extension("txt"), tree)?;
                }
                Ok(())
            })
            .await
    })?;
    println!(
        "references are in {}, {bytes} bytes of pictures",
        folder.display()
    );
    Ok(())
}

/// Every picture that is not as in its reference, with the share of it that differs.
///
/// # Errors
/// When the browser does not do its part or a reference is missing.
pub(crate) async fn compare_pictures(
    places: &Places,
    shop: &Shop,
    direction: (&str, &str),
) -> Result<Vec<String>> {
    let mut different = Vec::new();
    for (name, picture) in pictures(shop, direction).await? {
        let reference = read(&places.reference.join(&name).with_extension("png"))?;
        let found = picture::difference(&reference, &picture)?;
        if let Some(found) = found {
            let now = places.work.join(format!("now-{name}.png"));
            fs::write(&now, &picture)?;
            different.push(format!("{name}: {found}; it is now {}", now.display()));
        }
    }
    Ok(different)
}

/// Every accessibility tree that is not as in its reference.
///
/// # Errors
/// As [`compare_pictures`].
pub(crate) async fn compare_trees(places: &Places, shop: &Shop) -> Result<Vec<String>> {
    let mut different = Vec::new();
    for (name, tree) in trees(shop).await? {
        let reference = read(&places.reference.join(&name).with_extension("txt"))?;
        if reference != tree.as_bytes() {
            let reference = String::from_utf8_lossy(&reference);
            different.push(format!("{name} was\n{reference}\nand is\n{tree}"));
        }
    }
    Ok(different)
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| {
        format!(
            "no reference {}: `whyshelf-browser-tests --update-references` makes it",
            file.display()
        )
    })
}

/// Pictures of components in their states: `component-width-look-direction`.
async fn pictures(
    shop: &Shop,
    (language, direction): (&str, &str),
) -> Result<Vec<(String, Vec<u8>)>> {
    let mut pictures = Vec::new();
    emulate(shop, 1280, LOOKS[0]).await?;
    shop.open_gallery(language).await?;
    if direction == "ltr" {
        let picture = shelf(shop, LIVE).await?;
        pictures.push(("popular-1280-light-ltr".to_owned(), picture));
    }
    shop.pretend().await?;
    for width in WIDTHS {
        for look in LOOKS {
            emulate(shop, width, look).await?;
            let name = format!("{width}-{}-{direction}", look.0);
            pictures.push((format!("shelf-{name}"), shelf(shop, LIVE).await?));
            for opened in DIALOGS {
                pictures.push((format!("{}-{name}", opened.1), dialog(shop, opened).await?));
            }
            if direction == "ltr" && look == LOOKS[0] && width != 768 {
                for state in STATES {
                    let picture = shelf(shop, &format!("#state-{state} why-shelf")).await?;
                    pictures.push((format!("{state}-{name}"), picture));
                }
            }
        }
    }
    shop.have_a_say().await?;
    shop.sort_listing().await?;
    for width in WIDTHS {
        for look in LOOKS {
            emulate(shop, width, look).await?;
            let name = format!("{width}-{}-{direction}", look.0);
            pictures.push((format!("said-{name}"), shelf(shop, LIVE).await?));
            pictures.push((format!("sorted-{name}"), shelf(shop, SORTED).await?));
            let picture = dialog(shop, COMPARISON).await?;
            pictures.push((format!("{}-{name}", COMPARISON.1), picture));
        }
    }
    Ok(pictures)
}

/// A picture of a dialog of the live shelf.
async fn dialog(shop: &Shop, (part, dialog): (&str, &str)) -> Result<Vec<u8>> {
    shop.open_live(part, dialog).await?;
    settle(shop).await?;
    let element = shop.part(&format!("dialog[data-part={dialog}]")).await?;
    let picture = element.screenshot().await?;
    shop.close_dialog(dialog).await?;
    Ok(picture)
}

/// Trees of the shelf and of its dialogs.
async fn trees(shop: &Shop) -> Result<Vec<(String, String)>> {
    emulate(shop, 1280, LOOKS[0]).await?;
    shop.open_gallery("en").await?;
    shop.pretend().await?;
    settle(shop).await?;
    let mut trees = vec![("shelf".to_owned(), tree::of(shop, LIVE, ".shelf").await?)];
    for (part, dialog) in DIALOGS.into_iter().chain([COMPARISON]) {
        if (part, dialog) == COMPARISON {
            shop.have_a_say().await?;
            trees.push(("said".to_owned(), tree::of(shop, LIVE, ".drawer").await?));
            shop.sort_listing().await?;
            let bar = tree::of(shop, "#state-sorter why-shelf", ".sorter").await?;
            trees.push(("sorted".to_owned(), bar));
        }
        shop.open_live(part, dialog).await?;
        settle(shop).await?;
        let selector = format!("dialog[data-part={dialog}]");
        trees.push((dialog.to_owned(), tree::of(shop, LIVE, &selector).await?));
        shop.close_dialog(dialog).await?;
    }
    Ok(trees)
}

/// A picture of one shelf.
async fn shelf(shop: &Shop, selector: &str) -> Result<Vec<u8>> {
    shop.run::<()>(
        "document.querySelector(arguments[0]).scrollIntoView({ block: 'center', behavior: 'instant' })",
        vec![json!(selector)],
    )
    .await?;
    settle(shop).await?;
    let element = shop
        .element(
            "return document.querySelector(arguments[0])",
            vec![json!(selector)],
        )
        .await?;
    Ok(element.screenshot().await?)
}

async fn settle(shop: &Shop) -> Result<()> {
    shop.until("the pictures in view to be drawn", async || {
        let settled: bool = shop.run(SETTLE, vec![]).await?;
        Ok(settled.then_some(()))
    })
    .await
}

/// The window's width, and what the shopper prefers; without motion, which no picture could show.
async fn emulate(shop: &Shop, width: u32, (_, scheme, forced): (&str, &str, &str)) -> Result<()> {
    let metrics =
        json!({ "width": width, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": false });
    shop.devtools("Emulation.setDeviceMetricsOverride", metrics)
        .await?;
    let media = json!({ "features": [
        { "name": "prefers-color-scheme", "value": scheme },
        { "name": "forced-colors", "value": forced },
        { "name": "prefers-reduced-motion", "value": "reduce" },
    ]});
    shop.devtools("Emulation.setEmulatedMedia", media).await?;
    Ok(())
}
