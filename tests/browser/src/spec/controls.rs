//! Every control shows its effect at once, and can be taken back.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use super::shopper_with_two_views;
use crate::shop::{Card, Shop};
use crate::stage::{Site, Stage};

pub(super) async fn what_is_not_wanted_goes_at_once_and_comes_back_with_undo(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            shopper_with_two_views(shop).await?;
            shop.open("/").await?;
            let before = shop.shelf().await?;
            choose(shop, 1, "hide").await?;
            let after = shop.shelf_after(&before).await?;
            let gone = &before[0].item;
            ensure!(after.iter().all(|card| card.item != *gone), "{after:#?}");
            focus_on(shop, "undo").await?;

            // The next page knows it too, and the panel gives it back.
            shop.until_kept(|kept| kept["items"] == json!([gone]))
                .await?;
            shop.reload().await?;
            let next = shop.shelf().await?;
            ensure!(next.iter().all(|card| card.item != *gone), "{next:#?}");
            shop.open_panel().await?;
            in_panel(shop, "[data-part=hidden] [data-part=show]").await?;
            shop.shelf_after(&next).await?;
            as_before(shop, &before).await?;
            in_panel(shop, "[data-part=undo]").await?;
            as_before(shop, &next).await
        })
        .await
}

pub(super) async fn a_kind_that_is_not_wanted_is_on_no_shelf(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            shopper_with_two_views(shop).await?;
            shop.open("/").await?;
            let before = shop.shelf().await?;
            choose(shop, 1, "hide-kind").await?;
            shop.shelf_after(&before).await?;
            let hidden: Value = copy(shop).await?["preferences"]["categories"].clone();
            ensure!(
                hidden.as_array().is_some_and(|paths| paths.len() == 1),
                "{hidden}"
            );
            shop.click("[data-part=undo]").await?;
            as_before(shop, &before).await?;
            focus_on(shop, "notice").await
        })
        .await
}

pub(super) async fn a_shelf_that_is_less_personal_leaves_out_what_was_done(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            shopper_with_two_views(shop).await?;
            shop.open("/").await?;
            let before = shop.shelf().await?;
            shop.open_panel().await?;
            in_panel(shop, "[data-part=impersonal]").await?;
            let after = shop.shelf_after(&before).await?;
            let personal = after.iter().any(|card| card.reason.contains("you "));
            ensure!(!personal, "{after:#?}");
            ensure!(!shop.events().await?.is_empty(), "the events are gone");
            in_panel(shop, "[data-part=undo]").await?;
            as_before(shop, &before).await
        })
        .await
}

pub(super) async fn what_is_forgotten_comes_back_with_undo_here_and_on_the_device(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            shopper_with_two_views(shop).await?;
            shop.open("/").await?;
            let before = shop.shelf().await?;
            let events = shop.events().await?;
            shop.open_why().await?;
            shop.click("dialog[data-part=explanation] [data-part=forget]")
                .await?;
            shop.shelf_after(&before).await?;
            shop.click("dialog[data-part=explanation] [data-part=undo]")
                .await?;
            as_before(shop, &before).await?;
            shop.close_dialog("explanation").await?;

            // A present forgets the whole visit, until it is none.
            choose(shop, 1, "gift").await?;
            ensure!(shop.events().await?.is_empty(), "the visit still counts");
            focus_on(shop, "undo").await?;
            shop.click("[data-part=undo]").await?;
            as_before(shop, &before).await?;
            shop.until_kept(|kept| kept["events"] == events.len())
                .await?;
            shop.reload().await?;
            shop.shelf().await?;
            let back = shop.events().await?;
            ensure!(back == events, "{events:?} became {back:?}");
            Ok(())
        })
        .await
}

pub(super) async fn products_are_compared_side_by_side(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            shop.open("/").await?;
            let cards = shop.shelf().await?;
            for place in [1, 2] {
                choose(shop, place, "compare-this").await?;
            }
            tray_has(shop, 2).await?;
            shop.click("[data-part=tray] [data-part=compare]").await?;
            shop.dialog("comparison", true).await?;
            for card in &cards[..2] {
                let column = format!(
                    "dialog[data-part=comparison] th[data-item=\"{}\"]",
                    card.item
                );
                ensure!(shop.count(&column).await? == 1, "{column}");
            }
            let rows = shop.count("dialog[data-part=comparison] tbody tr").await?;
            let differ = shop.count("dialog[data-part=comparison] .differs").await?;
            ensure!(rows >= 2 && differ >= 1, "{differ} of {rows} rows differ");
            shop.close_dialog("comparison").await?;
            shop.click("[data-part=tray] [data-part=compare-none]")
                .await?;
            shop.until("the tray to be empty", async || {
                Ok((shop.count("[data-part=tray] button").await? == 0).then_some(()))
            })
            .await?;
            shop.until("the focus to be on the way back", async || {
                Ok((shop.focus().await?.part == "undo").then_some(()))
            })
            .await?;
            shop.click("[data-part=undo]").await?;
            tray_has(shop, 2).await?;

            // Four is as many as can be seen side by side.
            for place in [3, 4] {
                choose(shop, place, "compare-this").await?;
            }
            tray_has(shop, 4).await?;
            for (place, full) in [(5, true), (1, false)] {
                shop.click(&format!(
                    "[data-part=card]:nth-child({place}) [data-part=why]"
                ))
                .await?;
                shop.dialog("explanation", true).await?;
                let button = "dialog[data-part=explanation] [data-part=compare-this]:disabled";
                let disabled = shop.count(button).await? == 1;
                ensure!(
                    disabled == full,
                    "the button of card {place} is disabled: {disabled}"
                );
                shop.close_dialog("explanation").await?;
            }
            Ok(())
        })
        .await
}

async fn tray_has(shop: &Shop, products: usize) -> Result<()> {
    shop.until("the tray to tell how many", async || {
        let said: String = shop
            .run(
                "return document.querySelector('why-shelf:not([sorts])').shadowRoot.querySelector('[data-part=tray]').textContent",
                vec![],
            )
            .await?;
        Ok(said.contains(&format!("{products} products")).then_some(()))
    })
    .await
}

pub(super) async fn products_of_several_shelves_are_compared(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let [first, _] = shopper_with_two_views(shop).await?;
            shop.open(&first.url).await?;
            let shelves = shop.shelves().await?;
            ensure!(shelves.len() > 1, "one shelf proves nothing");
            for place in [0, 1] {
                shop.run::<()>(
                    "const { shadowRoot: root } = document.querySelectorAll('why-shelf:not([sorts])')[arguments[0]];
                     const until = async (found) => {
                         while (!found()) await new Promise((done) => setTimeout(done, 20));
                         return found();
                     };
                     root.querySelector('[data-part=why]').click();
                     (await until(() => root.querySelector('dialog[open] [data-part=compare-this]'))).click()",
                    vec![place.into()],
                )
                .await?;
            }
            shop.until("both trays to tell of both", async || {
                let said: Vec<String> = shop
                    .run(
                        "const shelves = [...document.querySelectorAll('why-shelf:not([sorts])')].slice(0, 2);
                         return shelves.map(({ shadowRoot }) => shadowRoot.querySelector('[data-part=tray]').textContent)",
                        vec![],
                    )
                    .await?;
                Ok(said.iter().all(|tray| tray.contains("2 products")).then_some(()))
            })
            .await
        })
        .await
}

pub(super) async fn a_copy_is_saved_as_a_file_and_loaded_again(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            shopper_with_two_views(shop).await?;
            shop.open("/").await?;
            shop.shelf().await?;
            choose(shop, 1, "hide").await?;
            shop.open_panel().await?;
            shop.run::<()>(
                "const make = URL.createObjectURL;
                 URL.createObjectURL = (blob) => { window.__copy = blob.text(); return make.call(URL, blob); }",
                vec![],
            )
            .await?;
            in_panel(shop, "[data-part=save]").await?;
            let saved: Value = shop
                .run("return JSON.parse(await window.__copy)", vec![])
                .await?;
            let exported = copy(shop).await?;
            ensure!(saved == exported, "{saved} is not {exported}");

            in_panel(shop, "[data-part=forget-all]").await?;
            load(shop, &saved.to_string()).await?;
            shop.until("the events of the copy", async || {
                Ok((copy(shop).await?["events"] == saved["events"]).then_some(()))
            })
            .await?;
            let again = copy(shop).await?;
            ensure!(again["preferences"] == saved["preferences"], "{again}");

            // Another file changes nothing and is called what it is.
            load(shop, "{\"events\": []}").await?;
            shop.until("the other file to be refused", async || {
                let said: bool = shop
                    .run(
                        "const panel = document.querySelector('why-shelf:not([sorts])').shadowRoot.querySelector('dialog[data-part=panel]');
                         return panel.textContent.includes('not a copy saved here')",
                        vec![],
                    )
                    .await?;
                Ok(said.then_some(()))
            })
            .await?;
            ensure!(copy(shop).await? == again, "the other file was taken");
            Ok(())
        })
        .await
}

/// Opens "Why this?" of the product in this place, from 1, and uses one of its choices.
pub(super) async fn choose(shop: &Shop, place: usize, choice: &str) -> Result<()> {
    shop.click(&format!(
        "[data-part=card]:nth-child({place}) [data-part=why]"
    ))
    .await?;
    shop.dialog("explanation", true).await?;
    shop.click(&format!(
        "dialog[data-part=explanation] [data-part={choice}]"
    ))
    .await?;
    shop.dialog("explanation", false).await
}

pub(super) async fn in_panel(shop: &Shop, part: &str) -> Result<()> {
    shop.click(&format!("dialog[data-part=panel] {part}")).await
}

pub(super) async fn as_before(shop: &Shop, before: &[Card]) -> Result<()> {
    shop.until("the shelf as it was", async || {
        Ok((shop.cards().await? == before).then_some(()))
    })
    .await
}

async fn focus_on(shop: &Shop, part: &str) -> Result<()> {
    shop.until(&format!("the focus on {part}"), async || {
        Ok((shop.focus().await?.part == part).then_some(()))
    })
    .await
}

async fn copy(shop: &Shop) -> Result<Value> {
    shop.run("return await window.whyshelf.exportData()", vec![])
        .await
}

/// Gives the panel a file, as the browser does once one was chosen.
async fn load(shop: &Shop, text: &str) -> Result<()> {
    shop.run(
        "const input = document.querySelector('why-shelf:not([sorts])').shadowRoot.querySelector('[data-part=file]');
         const files = new DataTransfer();
         files.items.add(new File([arguments[0]], 'whyshelf.json', { type: 'application/json' }));
         input.files = files.files;
         input.dispatchEvent(new Event('change', { bubbles: true }))",
        vec![text.into()],
    )
    .await
}
