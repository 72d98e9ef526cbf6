//! Nothing on the shop's pages moves, however they load. Chromium counts the shifts.

use std::time::Duration;

use anyhow::{Result, ensure};

use super::shopper_with_two_views;
use crate::shop::Shop;
use crate::site::Fault;
use crate::stage::{Site, Stage};

/// So tall that every shelf is in view from the first moment.
const TALL: u32 = 5200;
/// A slow network's patience.
const PATIENCE: Duration = Duration::from_secs(90);

pub(super) async fn nothing_shifts_on_a_cold_or_warm_or_failing_load(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let pages = pages(shop).await?;
            for height in [900, TALL] {
                shop.resize(1280, height).await?;
                for page in &pages {
                    steady(shop, page, "warm").await?;
                }
            }
            shop.disable_cache().await?;
            for page in &pages {
                steady(shop, page, "cold").await?;
            }
            shop.resize(320, TALL).await?;
            for page in &pages {
                steady(shop, page, "narrow").await?;
            }
            Ok(())
        })
        .await?;
    stage
        .visit(Site::Demo, async |shop| {
            shopper_with_two_views(shop).await?;
            let pages = pages(shop).await?;
            for height in [900, TALL] {
                shop.resize(1280, height).await?;
                for page in &pages {
                    steady(shop, page, "remembered").await?;
                }
            }
            Ok(())
        })
        .await?;
    for fault in [Fault::NoManifest, Fault::GarbledWasm] {
        stage
            .visit(Site::Broken(fault), async |shop| {
                shop.resize(1280, TALL).await?;
                // The window has its size before the page is there: that would count as well.
                drawn(shop).await?;
                for page in [
                    "/",
                    "/search.html",
                    "/cart.html",
                    "/order-confirmation.html",
                    "/no-such-page",
                ] {
                    shop.open(page).await?;
                    shop.until("a message of whyshelf", async || {
                        Ok((!shop.said().await?.is_empty()).then_some(()))
                    })
                    .await?;
                    unmoved(shop, &format!("{page}, failing")).await?;
                }
                Ok(())
            })
            .await?;
    }
    Ok(())
}

pub(super) async fn nothing_shifts_on_a_slow_load(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let pages = pages(shop).await?;
            shop.resize(1280, TALL).await?;
            shop.disable_cache().await?;
            shop.slow_down().await?;
            for page in &pages {
                steady(shop, page, "slow").await?;
            }
            Ok(())
        })
        .await
}

async fn pages(shop: &Shop) -> Result<Vec<String>> {
    let products = shop.popular().await?;
    Ok(vec![
        "/".to_owned(),
        shop.category().await?,
        "/search.html".to_owned(),
        products[0].url.clone(),
        "/cart.html".to_owned(),
        "/order-confirmation.html".to_owned(),
        "/no-such-page".to_owned(),
    ])
}

/// Opens a page, waits until its shelf and all pictures in view are there, and counts the shifts.
async fn steady(shop: &Shop, page: &str, load: &str) -> Result<()> {
    shop.open(page).await?;
    shop.until_within(PATIENCE, "a whole page", async || {
        let whole: bool = shop
            .run(
                "const shelves = [...document.querySelectorAll('why-shelf:not([sorts])')];
                 shelves[0].scrollIntoView({ block: 'nearest', behavior: 'instant' });
                 const inside = shelves.flatMap(({ shadowRoot }) => [...(shadowRoot?.querySelectorAll('img') ?? [])]);
                 const images = [...document.images, ...inside];
                 const inView = ({ top, bottom, left, right }) => bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
                 const near = shelves.filter((shelf, at) => at === 0 || inView(shelf.getBoundingClientRect()));
                 const whole = near.every(({ dataset, shadowRoot }) => dataset.state === 'ready' && !shadowRoot.querySelector('.still'));
                 return whole && images.every((image) => image.complete || !inView(image.getBoundingClientRect()))",
                vec![],
            )
            .await?;
        Ok(whole.then_some(()))
    })
    .await?;
    unmoved(shop, &format!("{page}, {load}")).await
}

/// Waits for two more frames, in which what came last is laid out.
async fn drawn(shop: &Shop) -> Result<()> {
    shop.run(
        "for (let frame = 0; frame < 2; frame++) await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))",
        vec![],
    )
    .await
}

/// After what came last has been drawn and counted.
pub(super) async fn unmoved(shop: &Shop, name: &str) -> Result<()> {
    drawn(shop).await?;
    let (shift, moved) = shop.layout_shift().await?;
    ensure!(
        shift == 0.0,
        "{name}: the layout shifts by {shift}: {moved}"
    );
    Ok(())
}
