//! Whatever stands in the catalog is text; and the strictest policies leave the shelf its work.

use anyhow::{Result, ensure};
use serde_json::json;

use super::controls::choose;
use crate::engine::Engine;
use crate::hostile;
use crate::shop::Shop;
use crate::stage::{Site, Stage};

/// What in the page's shelves is more than text: elements and attributes that the widget does not
/// make, unsafe addresses, characters that turn the direction of writing, titles without end.
const MORE_THAN_TEXT: &str = r"
    const found = [];
    if ('hacked' in window) found.push('a script ran');
    const turns = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000e-\u001f]/;
    const roots = [...document.querySelectorAll('why-shelf:not([sorts])')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
    if (!roots.length) found.push('no shelf is there');
    for (const shadowRoot of roots) {
        for (const part of shadowRoot.querySelectorAll('*')) {
            const name = part.outerHTML.slice(0, 120);
            if (/^(script|svg|iframe|object|embed|style|base|form)$/.test(part.localName)) found.push(`an element: ${name}`);
            for (const { name: attribute, value } of part.attributes) {
                if (attribute.startsWith('on') || attribute === 'srcdoc') found.push(`${attribute}: ${name}`);
                if (attribute === 'href' || attribute === 'src') {
                    const { protocol, origin } = new URL(value, location.href);
                    if (protocol !== 'https:' && origin !== location.origin) found.push(`an address: ${value}`);
                }
                if (turns.test(value) && attribute !== 'data-item') found.push(`turned ${attribute}: ${name}`);
            }
        }
        if (turns.test(shadowRoot.textContent)) found.push('turned text');
        for (const title of shadowRoot.querySelectorAll('.title, .subject, .row-text')) {
            if (title.textContent.length > 600) found.push(`${title.textContent.length} characters of ${title.className}`);
        }
    }
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push('the page scrolls sideways');
    return found";

pub(super) async fn a_catalog_full_of_attacks_runs_nothing_and_links_nowhere_unsafe(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Hostile, async |shop| {
            shop.open("/").await?;
            shop.shelf().await?;
            shop.run::<()>(
                "document.querySelector('why-shelf:not([sorts])').setAttribute('limit', '50')",
                vec![],
            )
            .await?;
            shop.until("every product that can be linked", async || {
                Ok((shop.cards().await?.len() == hostile::LINKABLE).then_some(()))
            })
            .await?;
            // The others are left to be recommended because of these.
            let viewed = || hostile::ITEMS.iter().step_by(2);
            for item in viewed() {
                shop.record("view_item", item.id).await?;
            }
            let known = shop.events().await?.len();
            ensure!(known == viewed().count(), "{known} events");
            harmless(shop, "a shelf").await?;

            shop.open_why().await?;
            harmless(shop, "the explanation").await?;
            shop.close_dialog("explanation").await?;
            shop.open_panel().await?;
            harmless(shop, "the panel").await?;
            shop.close_dialog("panel").await?;

            for place in [1, 2] {
                choose(shop, place, "compare-this").await?;
            }
            harmless(shop, "the tray").await?;
            shop.click("[data-part=tray] [data-part=compare]").await?;
            shop.dialog("comparison", true).await?;
            harmless(shop, "the comparison").await?;
            shop.close_dialog("comparison").await?;
            choose(shop, 1, "hide").await?;
            harmless(shop, "a product is hidden").await?;
            shop.open_panel().await?;
            harmless(shop, "the panel with what is hidden").await?;
            shop.close_dialog("panel").await?;

            let told = shop.recommend_for(&json!({ "limit": 50 })).await;
            // Without an address there is no link: the answer has null, which is no string.
            ensure!(told.is_err() || told.is_ok_and(|all| !all.is_empty()));
            for item in hostile::ITEMS {
                let url: Option<String> = shop
                    .run(
                        "return (await window.whyshelf.explain(arguments[0])).url",
                        vec![json!(item.id)],
                    )
                    .await?;
                let own = url
                    .as_deref()
                    .is_none_or(|url| url.starts_with(shop.origin()));
                ensure!(own, "{} links to {url:?}", item.id);
            }
            Ok(())
        })
        .await
}

pub(super) async fn a_shelf_runs_where_only_scripts_with_a_nonce_may(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Nonce, async |shop| {
            shop.open("/").await?;
            ensure!(!shop.shelf().await?.is_empty(), "the shelf is empty");
            shop.open_why().await?;
            shop.close_dialog("explanation").await?;
            shop.remember(true).await?;
            nothing_is_refused(stage, shop, "the shop").await?;
            shop.open("/gallery/").await?;
            shop.all_shelves().await?;
            shop.pretend().await?;
            nothing_is_refused(stage, shop, "the gallery").await
        })
        .await
}

/// Where only scripts with a nonce may run, nothing was kept from running.
async fn nothing_is_refused(stage: &Stage, shop: &Shop, name: &str) -> Result<()> {
    let mut violations = shop.violations().await?;
    if stage.engine == Engine::Webkit {
        // It has reported scripts with the right nonce that ran all the same, as what the page shows
        // proves; most likely by its scanner, which fetches ahead.
        let trusted: Vec<String> = shop
            .run(
                "return [...document.scripts].filter(({ nonce }) => nonce).map(({ src }) => `script-src-elem blocked ${src}`)",
                vec![],
            )
            .await?;
        violations.retain(|violation| !trusted.contains(violation));
    }
    let said = shop.said().await?;
    ensure!(
        violations.is_empty() && said.is_empty(),
        "{name}: {violations:?} {said:?}"
    );
    Ok(())
}

async fn harmless(shop: &Shop, name: &str) -> Result<()> {
    let found: Vec<String> = shop.run(MORE_THAN_TEXT, vec![]).await?;
    ensure!(found.is_empty(), "{name}: {found:#?}");
    quiet(shop, name).await
}

async fn quiet(shop: &Shop, name: &str) -> Result<()> {
    let (violations, said) = (shop.violations().await?, shop.said().await?);
    ensure!(
        violations.is_empty() && said.is_empty(),
        "{name}: {violations:?} {said:?}"
    );
    Ok(())
}
