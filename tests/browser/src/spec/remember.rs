//! With "Remember for me" on: a history that the shopper sees working and can take back.

use anyhow::{Context, Result, ensure};

use crate::shop::{Card, Product, Shop};
use crate::stage::{Site, Stage};

pub(super) async fn two_viewed_products_give_six_recommendations_that_name_them(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let [first, second] = shopper_with_two_views(shop).await?;
            let cards = shop.shelf().await?;
            let named = cards
                .iter()
                .filter(|card| {
                    card.reason.contains(&first.title) || card.reason.contains(&second.title)
                })
                .count();
            ensure!(
                named >= 6,
                "{named} of {} reasons name {} or {}: {:#?}",
                cards.len(),
                first.title,
                second.title,
                reasons(&cards)
            );
            Ok(())
        })
        .await
}

pub(super) async fn putting_an_item_in_the_cart_changes_the_shelf_of_the_cart_page(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let [_, second] = shopper_with_two_views(shop).await?;
            shop.open("/cart.html").await?;
            let before = shop.shelf().await?;

            shop.open(&second.url).await?;
            shop.shelf().await?;
            shop.add_to_cart().await?;
            shop.until("the cart's event", async || {
                let events = shop.events().await?;
                let is_it = |event: &crate::shop::Event| {
                    event.kind == "add_to_cart" && event.item == second.item
                };
                Ok(events.iter().any(is_it).then_some(()))
            })
            .await?;
            shop.open("/cart.html").await?;
            let after = shop.shelf().await?;
            ensure!(
                after != before,
                "the shelf is the same: {:#?}",
                reasons(&after)
            );
            Ok(())
        })
        .await
}

pub(super) async fn forgetting_one_event_changes_the_shelf_at_once(stage: &Stage) -> Result<()> {
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
            let left = shop.events().await?;
            ensure!(left.len() + 1 == events.len(), "{events:?} became {left:?}");
            Ok(())
        })
        .await
}

pub(super) async fn with_everything_forgotten_popular_items_are_called_popular(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            shopper_with_two_views(shop).await?;
            shop.open("/").await?;
            let before = shop.shelf().await?;
            shop.open_panel().await?;
            let listed = shop
                .count("dialog[data-part=panel] [data-part=event]")
                .await?;
            ensure!(
                listed == shop.events().await?.len(),
                "the panel lists {listed} events"
            );
            shop.click("dialog[data-part=panel] [data-part=forget-all]")
                .await?;
            let after = shop.shelf_after(&before).await?;
            ensure!(!after.is_empty(), "the shelf is empty");
            for card in &after {
                ensure!(
                    card.reason.to_lowercase().contains("popular"),
                    "{} says {:?}",
                    card.item,
                    card.reason
                );
            }
            let events = shop.events().await?;
            ensure!(events.is_empty(), "{events:?} are left");
            // The next page knows nothing either.
            shop.open("/").await?;
            let next = shop.shelf().await?;
            ensure!(next == after, "{:#?}", reasons(&next));
            Ok(())
        })
        .await
}

pub(super) async fn history_outlives_a_reload_and_ends_with_the_switch(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            shopper_with_two_views(shop).await?;
            shop.open("/").await?;
            let before = shop.shelf().await?;
            let events = shop.events().await?;
            ensure!(events.len() >= 2, "only {events:?} are remembered");
            shop.reload().await?;
            let after = shop.shelf().await?;
            ensure!(after == before, "{:#?}", reasons(&after));

            let stored = shop.stored().await?;
            ensure!(
                stored.databases == ["whyshelf"]
                    && stored.local_storage.is_empty()
                    && stored.session_storage.is_empty()
                    && stored.caches.is_empty()
                    && stored.cookie.is_empty(),
                "more than one database is stored: {stored:?}"
            );
            shop.remember(false).await?;
            shop.open("/").await?;
            shop.shelf().await?;
            let stored = shop.stored().await?;
            ensure!(stored.is_nothing(), "{stored:?} is left");
            let events = shop.events().await?;
            ensure!(events.is_empty(), "{events:?} are left");
            Ok(())
        })
        .await
}

/// A shopper who switched "Remember for me" on at the first product, and now stands at the second.
pub(crate) async fn shopper_with_two_views(shop: &Shop) -> Result<[Product; 2]> {
    let products = shop.popular().await?;
    let [first, second]: [Product; 2] = products
        .into_iter()
        .take(2)
        .collect::<Vec<_>>()
        .try_into()
        .ok()
        .context("the shop has fewer than two popular items")?;
    shop.open(&first.url).await?;
    shop.shelf().await?;
    shop.remember(true).await?;
    shop.open(&second.url).await?;
    shop.shelf().await?;
    Ok([first, second])
}

fn reasons(cards: &[Card]) -> Vec<&str> {
    cards.iter().map(|card| &*card.reason).collect()
}
