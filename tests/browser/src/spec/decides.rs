//! "Why this?" where no score decides: what does is told, and no share is.

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::json;

use super::remember::shopper_with_two_views;
use super::strategies::returning;
use crate::shop::Shop;
use crate::stage::{Site, Stage};

/// Opens "why this?" of the first card on the page with this reason, and reads it.
const EXPLAINED: &str = "
    const [reason] = arguments;
    const until = async (found) => {
        for (let turn = 0; turn < 300; turn++) {
            const it = found();
            if (it) return it;
            await new Promise((done) => setTimeout(done, 40));
        }
        throw new Error(`in vain: ${found}`);
    };
    const roots = () => [...document.querySelectorAll('why-shelf:not([sorts])')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
    const cards = () => roots().flatMap((root) => [...root.querySelectorAll('[data-part=card]')]);
    const says = (card) => card.querySelector('[data-part=reason]').textContent.trim() === reason;
    const card = await until(() => cards().find(says));
    const { item } = card.dataset;
    card.querySelector('[data-part=why]').click();
    const dialog = await until(() => roots().map((root) => root.querySelector('dialog[data-part=explanation][open]')).find(Boolean));
    const texts = (part) => [...dialog.querySelectorAll(`[data-part=${part}]`)].map((one) => one.innerText);
    return {
        item,
        decides: texts('decides'),
        deeds: texts('deed'),
        places: texts('place'),
        events: [...dialog.querySelectorAll('[data-part=forget]')].map((one) => Number(one.dataset.event)),
        shares: texts('share').length + texts('contribution').length,
        text: dialog.querySelector('.tree').innerText,
    }";

#[derive(Debug, Deserialize)]
struct Explained {
    item: String,
    decides: Vec<String>,
    deeds: Vec<String>,
    places: Vec<String>,
    events: Vec<u32>,
    shares: usize,
    text: String,
}

pub(super) async fn where_no_score_decides_why_this_tells_what_does(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            for (reason, decides) in [
                (
                    "Popular in this shop",
                    "The most popular products stand first",
                ),
                ("New in this shop", "The newest products stand first"),
            ] {
                let explained = explained(shop, "/", reason).await?;
                ensure!(explained.decides.len() == 1, "{explained:#?}");
                ensure!(explained.decides[0].starts_with(decides), "{explained:#?}");
                ensure!(
                    explained.deeds.is_empty() && explained.events.is_empty(),
                    "{explained:#?}"
                );
            }
            returning(shop, &["view_item", "view_item", "view_item"]).await?;
            let explained = explained(shop, "/", "Something different").await?;
            ensure!(
                explained.decides[0].starts_with("It is the most popular product of a kind"),
                "{explained:#?}"
            );
            Ok(())
        })
        .await
}

pub(super) async fn what_was_left_goes_with_the_deed_that_why_this_names(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let kinds = ["add_to_cart", "view_item", "add_to_cart"];
            let products = returning(shop, &kinds).await?;
            let explained = explained(shop, "/", "You left this in your basket").await?;
            let latest = &products[2];
            ensure!(explained.item == latest.item, "{explained:#?}");
            ensure!(explained.decides[0].starts_with("What you did with it decides"), "{explained:#?}");
            ensure!(explained.deeds.len() == 1, "{explained:#?}");
            let deed = format!("You put {} in your basket", latest.title);
            ensure!(explained.deeds[0].contains(&deed), "{explained:#?}, not {deed}");
            ensure!(explained.places == ["1st on this shelf; without it not shown"], "{explained:#?}");
            ensure!(explained.events == [3], "{explained:#?}");

            let left: Vec<String> = shop
                .run(
                    "const shelf = [...document.querySelectorAll('why-shelf:not([sorts])')].find(({ shadowRoot }) => shadowRoot?.querySelector('dialog[open]'));
                     shelf.shadowRoot.querySelector('dialog[open] [data-part=forget]').click();
                     const items = () => [...shelf.shadowRoot.querySelectorAll('[data-part=card]')].map(({ dataset }) => dataset.item);
                     for (let turn = 0; turn < 300 && items().includes(arguments[0]); turn++)
                         await new Promise((done) => setTimeout(done, 40));
                     return items()",
                    vec![json!(latest.item)],
                )
                .await?;
            let next = left.first().context("the shelf is empty")?;
            ensure!(*next == products[0].item, "{left:?}");
            Ok(())
        })
        .await
}

pub(super) async fn every_share_has_its_place_and_the_text_begins_with_what_fills_the_shelf(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let [first, _] = shopper_with_two_views(shop).await?;
            for (page, begins) in [
                // Events, the page's own product and popularity are parts of its scores.
                (&*first.url, "This shelf shows what goes best with everything"),
                ("/cart.html", "This shelf shows what goes with the products in your basket"),
            ] {
                shop.open(page).await?;
                shop.shelf().await?;
                shop.open_why().await?;
                let (rows, sentence): (Vec<String>, String) = shop
                    .run(
                        "const dialog = document.querySelector('why-shelf:not([sorts])').shadowRoot.querySelector('dialog[open]');
                         const place = (row) => row.querySelector('[data-part=place]')?.innerText ?? `no place: ${row.innerText}`;
                         return [
                             [...dialog.querySelectorAll('[data-part=contribution]')].map(place),
                             dialog.querySelector('[data-part=policy] > p').textContent,
                         ]",
                        vec![],
                    )
                    .await?;
                ensure!(rows.len() > 1, "{page}: {rows:#?}");
                ensure!(rows.iter().all(|place| place.starts_with("1st on this shelf")), "{page}: {rows:#?}");
                ensure!(sentence.starts_with(begins), "{page}: {sentence}");
                shop.close_dialog("explanation").await?;
                shop.record("add_to_cart", &first.item).await?;
            }
            Ok(())
        })
        .await
}

/// What "why this?" tells of the first card with this reason; never a share.
async fn explained(shop: &Shop, page: &str, reason: &str) -> Result<Explained> {
    shop.open(page).await?;
    shop.shelves().await?;
    let explained: Explained = shop.run(EXPLAINED, vec![json!(reason)]).await?;
    ensure!(explained.shares == 0, "{explained:#?}");
    ensure!(!explained.text.contains('%'), "{explained:#?}");
    Ok(explained)
}
