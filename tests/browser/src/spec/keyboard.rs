//! Everything on a shelf is reached and left by keyboard.

use anyhow::{Context, Result, ensure};

use serde_json::json;

use crate::shop::{ENTER, ESCAPE, Focus, Shop, TAB};
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

pub(super) async fn tab_does_not_leave_an_open_dialog(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let products = shop.popular().await?;
            shop.open(&products[0].url).await?;
            shop.shelf().await?;
            tab_to(shop, "why").await?;
            shop.press(&[ENTER]).await?;
            shop.dialog("explanation", true).await?;
            stays_inside(shop, "explanation").await
        })
        .await
}

pub(super) async fn a_keyboard_turns_the_row_and_forgets_without_losing_its_place(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let products = shop.popular().await?;
            for product in products.iter().take(2) {
                shop.record("view_item", &product.item).await?;
            }
            shop.shelf().await?;
            turn_the_row(shop).await?;
            walk_the_cards(shop).await?;

            // From the last stop back to the reasons of the last card but one, and forget from within: the last
            // is something different, which rests on no event.
            back_to(shop, "why").await?;
            back_to(shop, "link").await?;
            back_to(shop, "why").await?;
            let card = shop.focus().await?;
            shop.press(&[ENTER]).await?;
            shop.dialog("explanation", true).await?;
            tab_to(shop, "forget").await?;
            shop.press(&[ENTER]).await?;
            shop.until("the event to be forgotten", async || {
                Ok((shop.events().await?.len() == 1).then_some(()))
            })
            .await?;
            shop.until("the focus to stay in the dialog", async || {
                Ok(shop.focus_is_in("explanation").await?.then_some(()))
            })
            .await?;
            shop.press(&[ESCAPE]).await?;
            shop.dialog("explanation", false).await?;
            let cards = shop.cards().await?;
            if cards.iter().any(|shown| shown.item == card.item) {
                comes_to(shop, |focus| *focus == card).await?;
            } else {
                comes_to(shop, |focus| focus.part == "why" && !focus.item.is_empty()).await?;
            }

            // A card that leaves hands the focus to the one in its place.
            back_to(shop, "link").await?;
            let card = shop.focus().await?;
            shop.run::<()>(
                "await window.whyshelf.record({ kind: 'add_to_cart', item: arguments[0] })",
                vec![json!(card.item)],
            )
            .await?;
            shop.until("the card to leave", async || {
                let cards = shop.cards().await?;
                Ok(cards
                    .iter()
                    .all(|shown| shown.item != card.item)
                    .then_some(()))
            })
            .await?;
            comes_to(shop, |focus| focus.part == "link" && !focus.item.is_empty()).await?;

            tab_to(shop, "signals").await?;
            shop.press(&[ENTER]).await?;
            shop.dialog("panel", true).await?;
            stays_inside(shop, "panel").await
        })
        .await
}

/// Waits until the focus is where it should be: it is given back in the task after.
async fn comes_to(shop: &Shop, is: impl Fn(&Focus) -> bool) -> Result<()> {
    let mut focus = shop.focus().await?;
    let came = shop
        .until("the focus to come back", async || {
            focus = shop.focus().await?;
            Ok(is(&focus).then_some(()))
        })
        .await;
    came.with_context(|| format!("it is at {focus:?}"))
}

/// The row's buttons scroll it, keep the focus and say when there is no more.
async fn turn_the_row(shop: &Shop) -> Result<()> {
    tab_to(shop, "next").await?;
    for part in ["next", "previous"] {
        let focus = shop.focus().await?;
        ensure!(focus.part == part, "the focus is at {focus:?}, not {part}");
        shop.until(&format!("{part} to have no more"), async || {
            shop.press(&[ENTER]).await?;
            let ended: bool = shop
                .run(
                    "const shelf = document.querySelector('why-shelf:not([sorts])').shadowRoot;
                     return shelf.querySelector(`[data-part=${arguments[0]}]`).ariaDisabled === 'true'",
                    vec![part.into()],
                )
                .await?;
            Ok(ended.then_some(()))
        })
        .await?;
        if part == "next" {
            shop.press_with_shift(TAB).await?;
        }
    }
    Ok(())
}

/// From card to card in the order they are shown in, and out at the end.
async fn walk_the_cards(shop: &Shop) -> Result<()> {
    let mut met: Vec<String> = Vec::new();
    for _ in 0..MAX_STOPS {
        shop.press(&[TAB]).await?;
        let focus = shop.focus().await?;
        if focus.part == "signals" {
            break;
        }
        if !focus.item.is_empty() && met.last() != Some(&focus.item) {
            met.push(focus.item);
        }
    }
    let shown: Vec<String> = shop
        .cards()
        .await?
        .into_iter()
        .map(|card| card.item)
        .collect();
    ensure!(met == shown, "the focus went through {met:?} of {shown:?}");
    Ok(())
}

/// Tab never leaves an open dialog for the page behind it.
async fn stays_inside(shop: &Shop, dialog: &str) -> Result<()> {
    for _ in 0..12 {
        shop.press(&[TAB]).await?;
        let focus = shop.focus().await?;
        // From a dialog's end some engines go through the browser's own controls.
        let outside_the_page = focus.part == "body" || focus.part == "html";
        ensure!(
            outside_the_page || shop.focus_is_in(dialog).await?,
            "the focus left {dialog} for {focus:?}"
        );
    }
    Ok(())
}

/// Presses Shift and Tab until the focus is on this part of a shelf.
async fn back_to(shop: &Shop, part: &str) -> Result<()> {
    for _ in 0..MAX_STOPS {
        shop.press_with_shift(TAB).await?;
        if shop.focus().await?.part == part {
            return Ok(());
        }
    }
    anyhow::bail!("the way back does not lead to {part}")
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
