//! A browser that is killed and started again with the same profile. WebKit's driver starts its
//! browser without one, so that nothing can outlive it: there these specs do not exist.

use anyhow::{Result, ensure};
use serde_json::Value;

use crate::stage::{Site, Stage};

pub(super) async fn what_was_acknowledged_outlives_a_killed_browser(stage: &Stage) -> Result<()> {
    let profile = stage.profile()?;
    stage
        .killed_visit(Site::Demo, &profile, async |shop| {
            let product = shop.popular().await?.swap_remove(0);
            shop.remember(true).await?;
            shop.record("add_to_cart", &product.item).await
        })
        .await?;
    stage
        .killed_visit(Site::Demo, &profile, async |shop| {
            shop.open("/").await?;
            let events = shop.events().await?;
            ensure!(
                events.iter().any(|event| event.kind == "add_to_cart"),
                "of an acknowledged event nothing is left: {events:?}"
            );
            shop.run::<Value>("await window.whyshelf.setConsent('denied')", vec![])
                .await?;
            Ok(())
        })
        .await?;
    stage
        .killed_visit(Site::Demo, &profile, async |shop| {
            shop.open("/").await?;
            let stored = shop.stored().await?;
            ensure!(stored.is_nothing(), "a withdrawal left {stored:?}");
            let events = shop.events().await?;
            ensure!(events.is_empty(), "{events:?} are left");
            Ok(())
        })
        .await
}
