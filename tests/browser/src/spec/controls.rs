//! Every control shows its effect at once, and can be taken back.

use anyhow::{Result, ensure};
use serde_json::Value;

use super::shopper_with_two_views;
use crate::shop::Shop;
use crate::stage::{Site, Stage};

pub(super) async fn what_is_not_wanted_goes_at_once_and_comes_back_with_undo(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            shopper_with_two_views(shop).await?;
            shop.open("/").await?;
            let before = shop.shelf().await?;
            shop.click("[data-part=card] [data-part=options]").await?;
            shop.dialog("options", true).await?;
            shop.click("dialog[data-part=options] [data-part=hide]")
                .await?;
            let after = shop.shelf_after(&before).await?;
            let gone = &before[0].item;
            ensure!(after.iter().all(|card| card.item != *gone), "{after:#?}");
            shop.until("the focus on undo", async || {
                Ok((shop.focus().await?.part == "undo").then_some(()))
            })
            .await?;

            // The next page knows it too.
            shop.reload().await?;
            let next = shop.shelf().await?;
            ensure!(next.iter().all(|card| card.item != *gone), "{next:#?}");
            shop.open_panel().await?;
            shop.click("dialog[data-part=panel] [data-part=hidden] [data-part=show]")
                .await?;
            shop.shelf_after(&next).await?;
            shop.click("dialog[data-part=panel] [data-part=undo]")
                .await?;
            shop.until("the product to be gone again", async || {
                let cards = shop.cards().await?;
                Ok(cards.iter().all(|card| card.item != *gone).then_some(()))
            })
            .await
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
            shop.click("dialog[data-part=panel] [data-part=impersonal]")
                .await?;
            let after = shop.shelf_after(&before).await?;
            let personal = after.iter().any(|card| card.reason.contains("you "));
            ensure!(!personal, "{after:#?}");
            let held = shop.events().await?;
            ensure!(!held.is_empty(), "the events are gone");
            shop.click("dialog[data-part=panel] [data-part=undo]")
                .await?;
            shop.until("the shelf as it was", async || {
                Ok((shop.cards().await? == before).then_some(()))
            })
            .await
        })
        .await
}

pub(super) async fn a_forgotten_event_comes_back_with_undo(stage: &Stage) -> Result<()> {
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
            shop.until("the shelf as it was", async || {
                Ok((shop.cards().await? == before).then_some(()))
            })
            .await?;
            let back = shop.events().await?;
            ensure!(back == events, "{events:?} became {back:?}");
            Ok(())
        })
        .await
}

pub(super) async fn two_products_are_compared_side_by_side(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            shop.open("/").await?;
            shop.shelf().await?;
            for place in [1, 2] {
                choose(shop, place).await?;
            }
            shop.click("[data-part=tray] [data-part=compare]").await?;
            shop.dialog("comparison", true).await?;
            let columns = shop.count("dialog[data-part=comparison] thead th").await?;
            ensure!(columns == 2, "{columns} columns");
            let rows = shop.count("dialog[data-part=comparison] tbody tr").await?;
            ensure!(rows >= 2, "{rows} rows");
            shop.close_dialog("comparison").await
        })
        .await
}

pub(super) async fn a_saved_copy_holds_what_is_exported(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            shopper_with_two_views(shop).await?;
            shop.open("/").await?;
            shop.shelf().await?;
            shop.open_panel().await?;
            shop.run::<()>(
                "const make = URL.createObjectURL;
                 URL.createObjectURL = (blob) => { window.__copy = blob.text(); return make.call(URL, blob); }",
                vec![],
            )
            .await?;
            shop.click("dialog[data-part=panel] [data-part=save]").await?;
            let (saved, exported): (Value, Value) = shop
                .run(
                    "return [JSON.parse(await window.__copy), await window.whyshelf.exportData()]",
                    vec![],
                )
                .await?;
            ensure!(saved == exported, "{saved} is not {exported}");
            Ok(())
        })
        .await
}

/// Puts the product in this place, from 1, into the comparison.
async fn choose(shop: &Shop, place: usize) -> Result<()> {
    let card = format!("[data-part=card]:nth-child({place}) [data-part=options]");
    shop.click(&card).await?;
    shop.dialog("options", true).await?;
    shop.click("dialog[data-part=options] [data-part=compare-this]")
        .await?;
    shop.dialog("options", false).await
}
