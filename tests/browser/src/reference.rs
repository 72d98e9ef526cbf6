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
/// Height of a screen for dialogs, which are as high at most.
const HEIGHT: u32 = 1000;
/// Height of one on which everything has room.
const ROOM: u32 = 3000;
/// One language a direction of writing.
pub(crate) const DIRECTIONS: [(&str, &str); 2] = [("en", "ltr"), ("ar", "rtl")];
const LOOKS: [(&str, &str, &str); 3] = [
    ("light", "light", "none"),
    ("dark", "dark", "none"),
    ("forced", "light", "active"),
];
/// A component in a state, as it is pictured.
#[derive(Clone, Copy)]
enum Shot {
    /// What this selects on the page, by the name of the state.
    Part(&'static str, &'static str),
    /// A dialog of the live shelf.
    Dialog(&'static str, Dialog),
    /// The same as if it were never too high, with what it discloses.
    Whole(&'static str, Dialog),
}

/// A dialog, and the part of a shelf that opens it.
#[derive(Clone, Copy)]
struct Dialog {
    opener: &'static str,
    name: &'static str,
}

const WHY: Dialog = Dialog {
    opener: "why",
    name: "explanation",
};
const PANEL: Dialog = Dialog {
    opener: "signals",
    name: "panel",
};
/// Is there once there is something to compare.
const COMPARISON: Dialog = Dialog {
    opener: "compare",
    name: "comparison",
};

/// The gallery's listing under its bar.
const SORTED: &str = "#state-sorter .page";

/// Of a shopper of whom nothing is known.
const AT_FIRST: [Shot; 4] = [
    Shot::Part("popular", LIVE),
    Shot::Part("listing", SORTED),
    Shot::Whole("panel-empty", PANEL),
    Shot::Dialog("decided", WHY),
];
/// After a few views.
const KNOWN: [Shot; 9] = [
    Shot::Part("shelf", "#state-row why-shelf"),
    Shot::Part("grid", "#state-grid why-shelf"),
    Shot::Part("compact", "#state-compact why-shelf"),
    Shot::Part("roomy", "#state-roomy why-shelf"),
    Shot::Part("few", "#state-few why-shelf"),
    Shot::Whole("policy", WHY),
    Shot::Whole("panel-whole", PANEL),
    Shot::Dialog("explanation", WHY),
    Shot::Dialog("panel", PANEL),
];
/// With two products to compare, one hidden and the listing sorted.
const SAID: [Shot; 3] = [
    Shot::Part("said", LIVE),
    Shot::Part("sorted", SORTED),
    Shot::Dialog("comparison", COMPARISON),
];
/// With what the panel offers in use.
const USED: [Shot; 1] = [Shot::Whole("used", PANEL)];
/// All that a card can say.
const CARDS: [Shot; 1] = [Shot::Part("cards", "why-shelf")];

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
    const page = { top: 0, bottom: innerHeight, left: 0, right: innerWidth };
    const within = (view, { top, bottom, left, right }) =>
        bottom > view.top && top < view.bottom && right > view.left && left < view.right;
    // What a row does not reach yet is not asked for.
    const inView = (image) => [page, image.closest('.cards').getBoundingClientRect()]
        .every((view) => within(view, image.getBoundingClientRect()));
    return images.every((image) => image.complete || !inView(image))";

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
        for direction in DIRECTIONS {
            stage
                .visit(Site::Demo, async |shop| {
                    for (name, picture) in pictures(shop, direction).await? {
                        let small = picture::small(&picture)?;
                        bytes += small.len();
                        fs::write(folder.join(name).with_extension("png"), small)?;
                    }
                    Ok(())
                })
                .await?;
        }
        stage
            .visit(Site::Demo, async |shop| {
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
    emulate(shop, (WIDTHS[2], HEIGHT), LOOKS[0]).await?;
    shop.open_cards(language).await?;
    take(shop, &CARDS, direction, &mut pictures).await?;
    shop.open_gallery(language).await?;
    take(shop, &AT_FIRST, direction, &mut pictures).await?;
    shop.pretend().await?;
    take(shop, &KNOWN, direction, &mut pictures).await?;
    shop.have_a_say().await?;
    shop.sort_listing().await?;
    take(shop, &SAID, direction, &mut pictures).await?;
    shop.use_panel().await?;
    take(shop, &USED, direction, &mut pictures).await?;
    Ok(pictures)
}

/// Takes pictures at every width and in every look.
async fn take(
    shop: &Shop,
    shots: &[Shot],
    direction: &str,
    pictures: &mut Vec<(String, Vec<u8>)>,
) -> Result<()> {
    for width in WIDTHS {
        for look in LOOKS {
            let mut before = None;
            for &shot in shots {
                let (state, height) = match shot {
                    Shot::Dialog(state, _) => (state, HEIGHT),
                    Shot::Part(state, _) | Shot::Whole(state, _) => (state, ROOM),
                };
                if before.replace(height) != Some(height) {
                    emulate(shop, (width, height), look).await?;
                }
                let picture = match shot {
                    Shot::Part(_, selector) => part(shop, selector).await?,
                    Shot::Dialog(_, of) | Shot::Whole(_, of) => {
                        dialog(shop, of, height == ROOM).await?
                    }
                };
                pictures.push((format!("{state}-{width}-{}-{direction}", look.0), picture));
            }
        }
    }
    Ok(())
}

/// A picture of a dialog of the live shelf.
async fn dialog(shop: &Shop, Dialog { opener, name }: Dialog, disclosed: bool) -> Result<Vec<u8>> {
    shop.open_live(opener, name).await?;
    let selector = format!("dialog[data-part={name}]");
    let open = shop.part(&selector).await?;
    shop.run::<()>(
        "const dialog = document.querySelector('#live').shadowRoot.querySelector(arguments[0]);
         for (const disclosure of dialog.querySelectorAll('details')) disclosure.open = arguments[1];
         dialog.style.maxBlockSize = arguments[1] ? 'none' : '';
         dialog.scrollTo({ top: 0, behavior: 'instant' })",
        vec![json!(selector), json!(disclosed)],
    )
    .await?;
    settle(shop).await?;
    let picture = open.screenshot().await?;
    shop.close_dialog(name).await?;
    Ok(picture)
}

/// Trees of the shelf and of its dialogs.
async fn trees(shop: &Shop) -> Result<Vec<(String, String)>> {
    emulate(shop, (WIDTHS[2], HEIGHT), LOOKS[0]).await?;
    shop.open_gallery("en").await?;
    shop.pretend().await?;
    settle(shop).await?;
    let mut trees = vec![("shelf".to_owned(), tree::of(shop, LIVE, ".shelf").await?)];
    for Dialog { opener, name } in [WHY, PANEL, COMPARISON] {
        if name == COMPARISON.name {
            shop.have_a_say().await?;
            trees.push(("said".to_owned(), tree::of(shop, LIVE, ".drawer").await?));
            shop.sort_listing().await?;
            let bar = tree::of(shop, "#state-sorter why-shelf", ".sorter").await?;
            trees.push(("sorted".to_owned(), bar));
        }
        shop.open_live(opener, name).await?;
        settle(shop).await?;
        let selector = format!("dialog[data-part={name}]");
        trees.push((name.to_owned(), tree::of(shop, LIVE, &selector).await?));
        shop.close_dialog(name).await?;
    }
    Ok(trees)
}

/// A picture of a part of the page.
async fn part(shop: &Shop, selector: &str) -> Result<Vec<u8>> {
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

/// The window's size, and what the shopper prefers; without motion, which no picture could show.
async fn emulate(
    shop: &Shop,
    (width, height): (u32, u32),
    (_, scheme, forced): (&str, &str, &str),
) -> Result<()> {
    let metrics =
        json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    shop.devtools("Emulation.setDeviceMetricsOverride", metrics)
        .await?;
    let media = json!({ "features": [
        { "name": "prefers-color-scheme", "value": scheme },
        { "name": "forced-colors", "value": forced },
        { "name": "prefers-reduced-motion", "value": "reduce" },
    ]});
    shop.devtools("Emulation.setEmulatedMedia", media).await?;
    // What is under the pointer looks otherwise.
    let away = json!({ "type": "mouseMoved", "x": 0, "y": 0 });
    shop.devtools("Input.dispatchMouseEvent", away).await?;
    Ok(())
}
