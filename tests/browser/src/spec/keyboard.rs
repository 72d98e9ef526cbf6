//! Everything on a shelf is reached and left by keyboard.

use anyhow::{Result, ensure};

use crate::shop::{ENTER, ESCAPE, Shop, TAB};
use crate::stage::{Site, Stage};

/// More stops than a page has before its first shelf.
const MAX_STOPS: usize = 120;

pub(super) async fn a_keyboard_reaches_a_card_opens_its_reasons_and_comes_back(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let products = shop.popular().await?;
            shop.open(&products[0].url).await?;
            shop.shelf().await?;
            tab_to(shop, "link").await?;
            tab_to(shop, "why").await?;
            let card = shop.focus().await?;

            shop.press(&[ENTER]).await?;
            shop.dialog("explanation", true).await?;
            let inside = shop.focus_is_in("explanation").await?;
            ensure!(inside, "the focus is not in the dialog");
            shop.press(&[ESCAPE]).await?;
            shop.dialog("explanation", false).await?;
            let back = shop.focus().await?;
            ensure!(
                back == card,
                "the focus was at {card:?} and came back to {back:?}"
            );

            tab_to(shop, "signals").await?;
            shop.press(&[ENTER]).await?;
            shop.dialog("panel", true).await?;
            shop.press(&[ESCAPE]).await?;
            shop.dialog("panel", false).await?;
            let back = shop.focus().await?;
            ensure!(back.part == "signals", "the focus came back to {back:?}");
            Ok(())
        })
        .await
}

/// Presses Tab until the focus is on this part of a shelf.
async fn tab_to(shop: &Shop, part: &str) -> Result<()> {
    for _ in 0..MAX_STOPS {
        shop.press(&[TAB]).await?;
        if shop.focus().await?.part == part {
            return Ok(());
        }
    }
    anyhow::bail!(
        "{MAX_STOPS} times Tab did not reach {part}: the focus is at {:?}",
        shop.focus().await?
    )
}
