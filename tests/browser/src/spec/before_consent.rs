//! Before any consent: recommendations from what the page shows, and not a byte on the device.

use anyhow::{Result, ensure};

use crate::stage::{Site, Stage};

pub(super) async fn before_consent_a_product_page_recommends_and_stores_nothing(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let products = shop.popular().await?;
            for product in products.iter().take(2) {
                shop.open(&product.url).await?;
                let cards = shop.shelf().await?;
                ensure!(!cards.is_empty(), "{} has an empty shelf", product.url);
                ensure!(
                    cards
                        .iter()
                        .any(|card| card.reason.contains(&product.title)),
                    "no reason speaks of {}, which this page shows: {cards:?}",
                    product.title
                );
                let stored = shop.stored().await?;
                ensure!(stored.is_nothing(), "{} stored {stored:?}", product.url);
            }
            // A page further, nothing is known of the pages before.
            shop.open("/").await?;
            shop.shelf().await?;
            let events = shop.events().await?;
            ensure!(events.is_empty(), "home knows {events:?}");
            let stored = shop.stored().await?;
            ensure!(stored.is_nothing(), "home stored {stored:?}");
            Ok(())
        })
        .await
}
