//! The shop's own analytics are told what shelves show only where the merchant asked for it and consent to
//! analytics allows it at that moment.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::shop::Shop;
use crate::stage::{Site, Stage};

/// What gtag() pushes.
const SAYS: &str = "(function () { (window.dataLayer ??= []).push(arguments); })";

/// What the data layer holds of one event.
async fn told(shop: &Shop, event: &str) -> Result<Vec<Value>> {
    shop.run(
        "return (window.dataLayer ?? []).filter((entry) => entry?.event === arguments[0] && entry.ecommerce?.item_list_id?.startsWith('whyshelf')).map((entry) => entry.ecommerce)",
        vec![event.into()],
    )
    .await
}

/// Consent Mode's word on analytics.
async fn consent(shop: &Shop, word: &str) -> Result<()> {
    shop.run(
        &format!("{SAYS}('consent', 'update', {{ analytics_storage: arguments[0] }})"),
        vec![word.into()],
    )
    .await
}

/// Clicks the first product and stays on the page.
async fn click_first(shop: &Shop) -> Result<()> {
    shop.run::<()>(
        "addEventListener('click', (event) => event.preventDefault(), { once: true })",
        vec![],
    )
    .await?;
    shop.click("[data-part=card] [data-part=link]").await
}

/// Shows the shelf anew with so many products.
async fn anew(shop: &Shop, limit: usize) -> Result<Vec<crate::shop::Card>> {
    shop.run::<()>(
        "document.querySelector('why-shelf:not([sorts])').setAttribute('limit', arguments[0])",
        vec![limit.into()],
    )
    .await?;
    shop.until("the shelf anew", async || {
        let cards = shop.shelf().await?;
        Ok((cards.len() == limit).then_some(cards))
    })
    .await
}

pub(super) async fn analytics_are_told_of_shelves_where_shop_and_consent_want_it(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Measured, async |shop| {
            shop.open("/").await?;
            shop.shelf().await?;
            shop.events().await?;
            shop.until("the file that tells", async || {
                let loaded = shop.traffic().await?.loaded;
                let there = loaded.iter().any(|url| url.contains("lazy_analytics"));
                Ok(there.then_some(()))
            })
            .await?;
            // Nobody has been asked; then somebody refused.
            click_first(shop).await?;
            consent(shop, "denied").await?;
            click_first(shop).await?;
            ensure!(told(shop, "select_item").await?.is_empty(), "told without consent");
            ensure!(told(shop, "view_item_list").await?.is_empty(), "told without consent");

            consent(shop, "granted").await?;
            let cards = anew(shop, 4).await?;
            let list = shop
                .until("the list to be told", async || {
                    Ok(told(shop, "view_item_list").await?.pop())
                })
                .await?;
            let items = list["items"].as_array().context("no items")?;
            let told_items: Vec<&Value> = items.iter().map(|item| &item["item_id"]).collect();
            let shown: Vec<Value> = cards.iter().map(|card| json!(card.item)).collect();
            ensure!(told_items == shown.iter().collect::<Vec<_>>(), "{list} for {shown:?}");
            click_first(shop).await?;
            let chosen = told(shop, "select_item").await?;
            ensure!(chosen.len() == 1, "{chosen:?}");
            let first = &chosen[0]["items"][0];
            ensure!(
                first["item_id"] == cards[0].item.as_str() && first["index"] == 0,
                "{first} for {:?}",
                cards[0]
            );
            ensure!(
                first["item_name"].as_str().is_some_and(|name| cards[0].text.contains(name)),
                "{first} for {:?}",
                cards[0]
            );
            // What is told of shelves is no signal of the shopper's.
            ensure!(shop.events().await?.is_empty(), "the widget heard itself");

            // A browser that says no is obeyed, whatever the shop says.
            shop.run::<()>(
                "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { value: true, configurable: true })",
                vec![],
            )
            .await?;
            click_first(shop).await?;
            ensure!(told(shop, "select_item").await?.len() == 1, "told against GPC");
            let errors = shop.errors().await?;
            ensure!(errors.is_empty(), "{errors:?}");
            Ok(())
        })
        .await
}

pub(super) async fn analytics_of_a_shop_that_does_not_ask_are_told_nothing(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            shop.open("/").await?;
            consent(shop, "granted").await?;
            shop.shelf().await?;
            shop.events().await?;
            anew(shop, 4).await?;
            click_first(shop).await?;
            for event in ["view_item_list", "select_item"] {
                ensure!(told(shop, event).await?.is_empty(), "{event} was told");
            }
            let loaded = shop.traffic().await?.loaded;
            ensure!(
                !loaded.iter().any(|url| url.contains("analytics")),
                "{loaded:#?}"
            );
            Ok(())
        })
        .await
}
