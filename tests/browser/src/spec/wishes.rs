//! The shopper's own sliders do what they say, at once, and say how much.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::shopper_with_two_views;
use crate::shop::{Card, Shop};
use crate::stage::{Site, Stage};

const RIGHT: char = '\u{e014}';
const HOME: char = '\u{e011}';
const END: char = '\u{e010}';

/// Prices that the shelf's cards have in the engine's answer.
async fn prices(shop: &Shop) -> Result<Vec<f64>> {
    let request = shop.shelf_request().await?;
    shop.run(
        "const picks = await window.whyshelf.recommend(arguments[0]);
         return picks.map((pick) => pick.price.amount)",
        vec![request],
    )
    .await
}

fn mean(prices: &[f64]) -> f64 {
    prices.iter().sum::<f64>() / prices.len() as f64
}

/// Puts the focus on a wish's slider.
async fn to_slider(shop: &Shop, wish: &str) -> Result<()> {
    shop.run(
        "document.querySelector('why-shelf:not([sorts])').shadowRoot.querySelector(`[data-wish=${arguments[0]}]`).focus()",
        vec![wish.into()],
    )
    .await
}

/// How many items the panel says that a wish moves.
async fn said_to_move(shop: &Shop) -> Result<Option<usize>> {
    let said: Vec<String> = shop
        .run(
            "const root = document.querySelector('why-shelf:not([sorts])').shadowRoot;
             return [...root.querySelectorAll('[data-part=moves]')].map((line) => line.textContent)",
            vec![],
        )
        .await?;
    let said: Vec<&String> = said.iter().filter(|line| !line.is_empty()).collect();
    ensure!(said.len() <= 1, "more than one wish moves: {said:?}");
    let number = said.first().and_then(|line| line.split(' ').nth(1));
    Ok(number.and_then(|number| number.parse().ok()))
}

fn moved(before: &[Card], after: &[Card]) -> usize {
    let pairs = after.iter().enumerate();
    let elsewhere =
        |at: usize, card: &Card| before.get(at).map(|card| &card.item) != Some(&card.item);
    pairs.filter(|&(at, card)| elsewhere(at, card)).count()
}

pub(super) async fn a_wish_for_cheaper_products_moves_what_it_says(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            shopper_with_two_views(shop).await?;
            shop.open("/").await?;
            let before = shop.shelf().await?;
            let dear = mean(&prices(shop).await?);
            shop.open_panel().await?;
            to_slider(shop, "price").await?;
            shop.press(&[RIGHT, RIGHT]).await?;
            let after = shop
                .until("the panel to tell what the wish moves", async || {
                    let kept: Value = shop
                        .run(
                            "return (await whyshelf.exportData()).preferences.wishes.price",
                            vec![],
                        )
                        .await?;
                    let after = shop.cards().await?;
                    let told = said_to_move(shop).await? == Some(moved(&before, &after));
                    Ok((kept == "much-cheaper" && told).then_some(after))
                })
                .await?;
            ensure!(moved(&before, &after) > 0, "nothing moves: {after:#?}");
            let cheap = mean(&prices(shop).await?);
            ensure!(cheap < dear, "{cheap} is not below {dear}");
            let focus = shop.focus().await?.part;
            ensure!(focus == "wish", "the focus went to {focus}");

            // The next page knows it too.
            shop.until_kept(|kept| kept["wishes"] == json!([2, 1, 0]))
                .await?;
            shop.reload().await?;
            ensure!(
                shop.shelf().await? == after,
                "the next page forgot the wish"
            );
            shop.open_panel().await?;
            to_slider(shop, "price").await?;
            shop.press(&[HOME]).await?;
            shop.until("the shelf as it was", async || {
                Ok((shop.cards().await? == before).then_some(()))
            })
            .await?;
            ensure!(
                said_to_move(shop).await?.is_none(),
                "what is not asked for moves something"
            );
            shop.click("dialog[data-part=panel] [data-part=undo]")
                .await?;
            shop.until("the wish to be back", async || {
                Ok((shop.cards().await? == after).then_some(()))
            })
            .await
        })
        .await
}

pub(super) async fn a_wish_for_well_known_products_moves_what_it_says(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            shopper_with_two_views(shop).await?;
            shop.open("/").await?;
            let before = shop.shelf().await?;
            shop.open_panel().await?;
            to_slider(shop, "novelty").await?;
            shop.press(&[END]).await?;
            let after = shop.shelf_after(&before).await?;
            shop.until("the panel to tell what the wish moves", async || {
                let told = said_to_move(shop).await?;
                Ok((told == Some(moved(&before, &after))).then_some(()))
            })
            .await?;
            let said: String = shop
                .run(
                    "return document.querySelector('why-shelf:not([sorts])').shadowRoot.querySelector('[data-wish=novelty]').getAttribute('aria-valuetext')",
                    vec![],
                )
                .await?;
            ensure!(said == "Well-known ones first", "{said}");
            Ok(())
        })
        .await
}

pub(super) async fn what_a_wish_brings_forward_says_so(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            // Only the gallery's catalog says what is in stock.
            for (page, wish, keys, line) in [
                ("/", "price", &[RIGHT][..], "You asked for cheaper products"),
                ("/gallery/cards.html", "stock", &[END], "You asked for products that you can have sooner"),
            ] {
                shop.open(page).await?;
                let before = shop.shelf().await?;
                shop.open_panel().await?;
                to_slider(shop, wish).await?;
                shop.press(keys).await?;
                let after = shop
                    .shelf_after(&before)
                    .await
                    .with_context(|| format!("{wish}: nothing moves"))?;
                shop.close_dialog("panel").await?;
                for (at, card) in after.iter().enumerate() {
                    let was = before.iter().position(|other| other.item == card.item);
                    let rose = was.is_none_or(|was| was > at);
                    let says = card.reason == line;
                    ensure!(rose == says, "{wish}: at {at}, before at {was:?}: {card:?}");
                }
                let forward = after.iter().position(|card| card.reason == line);
                let forward = forward.with_context(|| format!("{wish}: nothing came forward"))?;
                shop.click(&format!("[data-part=card]:nth-child({}) [data-part=why]", forward + 1))
                    .await?;
                shop.dialog("explanation", true).await?;
                let told: String = shop
                    .run(
                        "return document.querySelector('why-shelf:not([sorts])').shadowRoot.querySelector('[data-part=asked] [data-part=place]').textContent",
                        vec![],
                    )
                    .await?;
                ensure!(told.contains("without it"), "{wish}: {told}");
            }
            Ok(())
        })
        .await
}
