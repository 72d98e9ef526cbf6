//! What the panel switches and forgets takes effect at once, and comes back.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::controls::{as_before, in_panel};
use super::shopper_with_two_views;
use crate::shop::Shop;
use crate::stage::{Site, Stage};

pub(super) async fn a_topic_is_forgotten_and_shown_no_more_until_that_is_undone(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            shopper_with_two_views(shop).await?;
            shop.open("/").await?;
            let shelf = shop.shelf().await?;
            let events = shop.events().await?;
            shop.open_panel().await?;
            in_panel(shop, "[data-part=forget-topic]").await?;
            shop.until("the topic's events to go", async || {
                Ok((shop.events().await?.len() < events.len()).then_some(()))
            })
            .await?;
            in_panel(shop, "[data-part=undo]").await?;
            shop.until("the topic's events to come back", async || {
                Ok((shop.events().await? == events).then_some(()))
            })
            .await?;
            as_before(shop, &shelf).await?;

            shop.run::<()>(
                "const panel = document.querySelector('why-shelf:not([sorts])').shadowRoot.querySelector('dialog[open]');
                 const topics = [...panel.querySelectorAll('[data-part=topic]')];
                 topics.find(({ textContent }) => textContent.includes('Christmas')).querySelector('[data-part=mute]').click()",
                vec![],
            )
            .await?;
            let muted = shop.shelf_after(&shelf).await?;
            ensure!(
                muted.iter().any(|card| !shelf.contains(card)),
                "no other card came: {muted:#?}"
            );
            in_panel(shop, "[data-part=undo]").await?;
            as_before(shop, &shelf).await
        })
        .await
}

pub(super) async fn a_pause_notes_nothing_and_a_present_counts_nothing(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let [first, _] = shopper_with_two_views(shop).await?;
            shop.open("/").await?;
            shop.shelf().await?;
            let events = shop.events().await?;
            shop.open_panel().await?;
            in_panel(shop, "[data-part=pause]").await?;
            let noted = noted(shop, &first.item).await?;
            ensure!(noted.is_null(), "an event was noted as {noted}");
            ensure!(shop.events().await? == events, "the events are others");
            in_panel(shop, "[data-part=undo]").await?;
            let again = self::noted(shop, &first.item).await?;
            ensure!(again.is_number(), "nothing is noted after the pause");

            let events = shop.events().await?;
            in_panel(shop, "[data-part=gift]").await?;
            shop.until("the visit to count for nothing", async || {
                Ok(shop.events().await?.is_empty().then_some(()))
            })
            .await?;
            in_panel(shop, "[data-part=undo]").await?;
            shop.until("the visit to count again", async || {
                Ok((shop.events().await? == events).then_some(()))
            })
            .await
        })
        .await
}

pub(super) async fn one_shelf_is_less_personal_and_the_others_are_not(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            shopper_with_two_views(shop).await?;
            shop.open("/").await?;
            let before = shop.shelf().await?;
            shop.open_panel().await?;
            in_panel(shop, "[data-part=shelf-impersonal]").await?;
            let after = shop.shelf_after(&before).await?;
            ensure!(
                !after.iter().any(|card| card.reason.contains("you ")),
                "{after:#?}"
            );
            // It is known on the next page, and other shelves take no notice.
            shop.until_kept(|kept| kept["shelves"] == json!(["home/"]))
                .await?;
            shop.reload().await?;
            ensure!(shop.shelf().await? == after, "the next page forgot it");
            let others = shop
                .recommend_for(&json!({ "placement": "not-found", "limit": 8 }))
                .await?;
            ensure!(
                others.iter().any(|pick| pick.reason.contains("you ")),
                "{others:#?}"
            );
            shop.open_panel().await?;
            in_panel(shop, "[data-part=shelf-impersonal]").await?;
            as_before(shop, &before).await?;
            in_panel(shop, "[data-part=undo]").await?;
            as_before(shop, &after).await
        })
        .await
}

pub(super) async fn a_paused_shelf_leaves_out_what_is_done_from_then_on(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            shopper_with_two_views(shop).await?;
            let other = shop.popular().await?.pop().context("nothing is popular")?;
            shop.open("/").await?;
            let before = shop.shelf().await?;
            shop.open_panel().await?;
            in_panel(shop, "[data-part=shelf-pause]").await?;
            shop.until("the panel to tell of it", async || {
                let told: String = shop
                    .run(
                        "return document.querySelector('why-shelf:not([sorts])').shadowRoot.querySelector('dialog[open]').innerText",
                        vec![],
                    )
                    .await?;
                Ok(told.contains("This shelf leaves out what you do from now on").then_some(()))
            })
            .await?;
            shop.close_dialog("panel").await?;
            let number = noted(shop, &other.item).await?;
            ensure!(number.is_number(), "nothing was noted");
            let others = shop.recommend_for(&json!({ "placement": "not-found", "limit": 8 })).await?;
            let counts = others.iter().any(|pick| pick.reason.contains("basket"));
            ensure!(counts, "the event counts nowhere: {others:#?}");
            ensure!(shop.shelf().await? == before, "the paused shelf took notice");
            // What it counts can still be forgotten.
            let first = shop.events().await?.first().context("no event")?.id.clone();
            shop.forget(&first).await?;
            let less = shop.shelf_after(&before).await?;
            shop.open_panel().await?;
            in_panel(shop, "[data-part=shelf-pause]").await?;
            shop.shelf_after(&less).await.map(drop)
        })
        .await
}

pub(super) async fn what_is_changed_all_at_once_is_kept_once(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let [first, _] = shopper_with_two_views(shop).await?;
            shop.open("/").await?;
            shop.shelf().await?;
            shop.remember(false).await?;
            noted(shop, &first.item).await?;
            let events = shop.events().await?;
            ensure!(!events.is_empty(), "nothing was noted");
            shop.open_panel().await?;
            // The device is being opened still when the next ones come.
            shop.run::<()>(
                "const panel = document.querySelector('why-shelf:not([sorts])').shadowRoot.querySelector('dialog[open]');
                 for (const part of ['remember', 'impersonal', 'pause', 'mute']) panel.querySelector(`[data-part=${part}]`).click()",
                vec![],
            )
            .await?;
            let kept = async |shop: &Shop| {
                shop.run::<Value>(
                    "const { events, paused, preferences } = await window.whyshelf.exportData();
                     return [events.map(({ kind, item }) => [kind, item]), paused, preferences.impersonal, preferences.categories.length]",
                    vec![],
                )
                .await
            };
            // Consent is carried out one after the other: then the first has been.
            shop.run::<()>("await window.whyshelf.setConsent('granted')", vec![]).await?;
            let named: Vec<Value> = events.iter().map(|event| json!([event.kind, event.item])).collect();
            let expected = json!([named, true, true, 1]);
            let found = kept(shop).await?;
            ensure!(found == expected, "{found}, not {expected}");
            shop.open("/cart.html").await?;
            shop.shelf().await?;
            let found = kept(shop).await?;
            ensure!(found == expected, "{found}, not {expected}");
            Ok(())
        })
        .await
}

/// The number of an event that is recorded now; null where none is.
async fn noted(shop: &Shop, item: &str) -> Result<Value> {
    shop.run(
        "return await window.whyshelf.record({ kind: 'add_to_cart', item: arguments[0] })",
        vec![json!(item)],
    )
    .await
}
