//! Everyone can use it: axe-core finds nothing in any state, and nothing is lost at 320 pixels.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::shop::{LIVE, Shop};
use crate::stage::{Site, Stage};

/// Small phones, and pages at 400 %.
const NARROW: u32 = 320;
/// One language a direction of writing.
const LANGUAGES: [&str; 2] = ["en", "ar"];

/// What does not fit: parts that stick out of the page sideways, and controls too small to hit.
const LOST: &str = "
    const page = document.documentElement, lost = [];
    // Without the scroll bar, which is on the left where pages are read from the right.
    const { left: from, right: to } = page.getBoundingClientRect();
    if (page.scrollWidth > page.clientWidth) lost.push('the page scrolls sideways');
    for (const { shadowRoot } of document.querySelectorAll('why-shelf:not([sorts])')) {
        for (const part of shadowRoot?.querySelectorAll('h2, button, dialog[open], dialog[open] *, footer *') ?? []) {
            // Rows and tables scroll by themselves.
            if (part.closest('.cards, .scroll > *') || part.getClientRects().length === 0) continue;
            const { left, right, width: wide, height } = part.getBoundingClientRect();
            const name = `${part.localName}.${part.className} ${part.textContent.slice(0, 40)}`;
            if (left < from - 1 || right > to + 1) lost.push(`${name} reaches from ${left} to ${right}, the page from ${from} to ${to}`);
            if (part.localName === 'button' && (wide < 24 || height < 24)) lost.push(`${name} is ${wide} by ${height}`);
        }
    }
    return lost";

pub(super) async fn axe_finds_nothing_in_any_state_wide_or_narrow(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            for language in LANGUAGES {
                let gallery = format!("/gallery/?lang={language}");
                shop.open(&gallery).await?;
                shop.all_shelves().await?;
                dialogs(shop, &FIRST, &format!("nothing known, {gallery}")).await?;
                states(shop, &format!("wide {gallery}")).await?;
                in_the_dark(shop, &gallery).await?;
                shop.open_framed(&gallery, NARROW).await?;
                states(shop, &format!("narrow {gallery}")).await?;
                shop.open_cards(language).await?;
                clean(shop, &format!("cards in {language}"), None).await?;
            }
            let products = shop.popular().await?;
            for page in [
                &*products[0].url,
                "/examples/plain.html",
                "/examples/react.html",
            ] {
                shop.open(page).await?;
                shop.all_shelves().await?;
                clean(shop, page, None).await?;
            }
            shop.open_framed(&products[0].url, NARROW).await?;
            shop.shelf().await?;
            fits(shop, "a narrow product page").await?;
            // Last, since it is remembered.
            shop.open_gallery(LANGUAGES[0]).await?;
            shop.pretend().await?;
            shop.use_panel().await?;
            dialogs(shop, &FIRST[1..], "all in use").await
        })
        .await
}

/// Holds the gallery against axe: all of its shelves, and each dialog by itself.
async fn states(shop: &Shop, name: &str) -> Result<()> {
    shop.all_shelves().await?;
    shop.pretend().await?;
    clean(shop, name, None).await?;
    fits(shop, name).await?;
    dialogs(shop, &FIRST, name).await?;
    shop.have_a_say().await?;
    let said = format!("something said, {name}");
    clean(shop, &said, Some((LIVE, ".drawer"))).await?;
    fits(shop, &said).await?;
    dialogs(shop, &[COMPARISON], name).await
}

/// The live shelf in dark colours, with its dialogs.
async fn in_the_dark(shop: &Shop, gallery: &str) -> Result<()> {
    shop.run::<()>(
        "const { scheme } = document.getElementById('knobs').elements;
         scheme.value = 'dark';
         scheme.dispatchEvent(new Event('input', { bubbles: true }))",
        vec![],
    )
    .await?;
    let name = format!("dark {gallery}");
    for part in [".shelf", ".drawer"] {
        clean(shop, &name, Some((LIVE, part))).await?;
    }
    dialogs(shop, &FIRST, &name).await?;
    dialogs(shop, &[COMPARISON], &name).await
}

/// Dialogs by the part of a shelf that opens them.
const FIRST: [(&str, &str); 2] = [("why", "explanation"), ("signals", "panel")];
/// Is there once there is something to compare.
const COMPARISON: (&str, &str) = ("compare", "comparison");

/// Each of these dialogs of the live shelf, with all that it discloses.
async fn dialogs(shop: &Shop, dialogs: &[(&str, &str)], name: &str) -> Result<()> {
    for (part, dialog) in dialogs {
        shop.open_live(part, dialog).await?;
        let selector = format!("dialog[data-part={dialog}]");
        shop.run::<()>(
            "const dialog = document.querySelector('#live').shadowRoot.querySelector(arguments[0]);
             for (const disclosure of dialog.querySelectorAll('details')) disclosure.open = true",
            vec![json!(selector)],
        )
        .await?;
        clean(shop, &format!("{dialog}, {name}"), Some((LIVE, &selector))).await?;
        fits(shop, &format!("{dialog}, {name}")).await?;
        shop.close_dialog(dialog).await?;
    }
    Ok(())
}

/// Whether nothing fades or moves, two frames on: in the frame in which a dialog opens, WebKit may not
/// have its animation yet. Its opacity is asked as well, since that is what contrast is judged by.
const STILL: &str = "
    const frame = () => new Promise(requestAnimationFrame);
    await frame();
    await frame();
    const shadows = [...document.querySelectorAll('why-shelf:not([sorts])')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
    const dialogs = shadows.flatMap((root) => [...root.querySelectorAll('dialog[open]')]);
    return [document, ...shadows].every((root) => root.getAnimations().every(({ playState }) => playState !== 'running'))
        && dialogs.every((dialog) => getComputedStyle(dialog).opacity === '1')";

async fn clean(shop: &Shop, name: &str, part: Option<(&str, &str)>) -> Result<()> {
    // What is fading in has not the contrast that it will have.
    shop.until("everything to stand still", async || {
        let still: bool = shop.run(STILL, vec![]).await?;
        Ok(still.then_some(()))
    })
    .await?;
    let found = shop.axe(part).await?;
    ensure!(found.is_empty(), "{name}: {found:#?}");
    Ok(())
}

async fn fits(shop: &Shop, name: &str) -> Result<()> {
    let lost: Vec<String> = shop.run(LOST, vec![]).await?;
    ensure!(lost.is_empty(), "{name}: {lost:#?}");
    Ok(())
}
