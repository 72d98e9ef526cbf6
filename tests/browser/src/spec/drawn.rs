//! A shelf as it is drawn first, and what takes its place.

use anyhow::{Result, ensure};
use serde::Deserialize;
use serde_json::Value;

use super::loading::unmoved;
use crate::shop::{Card, Shop};
use crate::site::Fault;
use crate::stage::{Site, Stage};

const ROOT: &str = "const root = document.querySelector('why-shelf:not([sorts])').shadowRoot;";

/// Opens the home page, where nothing but drawn shelves come, and reads the first.
async fn drawn(shop: &Shop) -> Result<Vec<Card>> {
    shop.open("/").await?;
    shop.scroll_to_shelf().await?;
    shop.until("a drawn shelf", async || {
        let drawn: bool = shop
            .run(
                &format!("{ROOT} return root?.querySelector('.still .why') != null"),
                vec![],
            )
            .await?;
        Ok(drawn.then_some(()))
    })
    .await?;
    shop.cards().await
}

async fn is_drawn(shop: &Shop) -> Result<bool> {
    let still = format!("{ROOT} return root.querySelector('.still') !== null");
    shop.run(&still, vec![]).await
}

async fn release(shop: &Shop) -> Result<()> {
    shop.run::<Value>("window.__late.release()", vec![]).await?;
    Ok(())
}

/// What a shopper would notice.
#[derive(Debug, Deserialize, PartialEq)]
struct Noticed {
    same_images: bool,
    focus: Option<(String, String)>,
    scrolled: f64,
}

const NOTICE: &str = "
    const images = [...root.querySelectorAll('img')];
    const focus = root.activeElement;
    return {
        same_images: images.length > 0 && images.every((image, at) => image === (window.__images ??= images)[at]),
        focus: focus && [focus.dataset.part, focus.closest('[data-item]').dataset.item],
        scrolled: root.querySelector('.cards').scrollLeft,
    };";

pub(super) async fn a_drawn_shelf_is_taken_over_unnoticed(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Broken(Fault::LateShelf), async |shop| {
            let before = drawn(shop).await?;
            ensure!(
                before.iter().all(|card| !card.reason.is_empty() && !card.href.is_empty()),
                "a drawn card lacks its reason or its link: {before:#?}"
            );
            shop.run::<Value>(
                &format!(
                    "{ROOT} root.querySelectorAll('.why')[3].focus();
                     const row = root.querySelector('.cards');
                     row.scrollTo({{ left: row.scrollWidth / 3, behavior: 'instant' }});
                     for (let frame = 0; frame < 3; frame++) await new Promise((done) => requestAnimationFrame(done))"
                ),
                vec![],
            )
            .await?;
            let look = format!("{ROOT} {NOTICE}");
            let first: Noticed = shop.run(&look, vec![]).await?;
            ensure!(
                first.scrolled > 0.0 && first.focus == Some(("why".to_owned(), before[3].item.clone())),
                "there is nothing to notice: {first:?}"
            );
            ensure!(is_drawn(shop).await?, "it was taken over before");
            release(shop).await?;
            let after = shop.shelf().await?;
            ensure!(after == before, "{before:#?} became {after:#?}");
            let then: Noticed = shop.run(&look, vec![]).await?;
            ensure!(then == first, "{first:?} became {then:?}");
            unmoved(shop, "a drawn shelf that was taken over").await?;
            let (errors, said) = (shop.errors().await?, shop.said().await?);
            ensure!(errors.is_empty() && said.is_empty(), "{errors:?} {said:?}");
            Ok(())
        })
        .await
}

pub(super) async fn what_is_asked_of_a_drawn_shelf_is_answered_later(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Broken(Fault::LateShelf), async |shop| {
            let cards = drawn(shop).await?;
            shop.click("[data-part=card]:nth-child(2) [data-part=why]")
                .await?;
            ensure!(is_drawn(shop).await?, "it was taken over before");
            release(shop).await?;
            shop.dialog("explanation", true).await?;
            let about: String = shop
                .run(
                    &format!("{ROOT} return root.querySelector('.tree').dataset.item"),
                    vec![],
                )
                .await?;
            ensure!(about == cards[1].item, "the dialog is about {about}");
            shop.close_dialog("explanation").await?;
            let focus = shop.focus().await?;
            ensure!(
                focus.part == "why" && focus.item == cards[1].item,
                "the focus is not where the question was: {focus:?}"
            );
            Ok(())
        })
        .await
}

pub(super) async fn a_drawn_shelf_stays_where_the_rest_does_not_come(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Broken(Fault::LateShelf), async |shop| {
            let before = drawn(shop).await?;
            shop.run::<Value>("window.__late.lose = true", vec![])
                .await?;
            release(shop).await?;
            shop.until("a message of whyshelf", async || {
                let said = shop.said().await?;
                let told = |line: &String| {
                    line.starts_with("warn: whyshelf:")
                        || line.contains("not-loaded")
                        || line.contains("did not arrive")
                };
                Ok(said.iter().any(told).then_some(()))
            })
            .await?;
            ensure!(is_drawn(shop).await?, "the drawn shelf has gone");
            ensure!(shop.cards().await? == before, "its cards have changed");
            let errors = shop.errors().await?;
            ensure!(errors.is_empty(), "{errors:#?}");
            // Once it can be had, a click is enough.
            shop.run::<Value>("window.__late.lose = false", vec![])
                .await?;
            shop.open_why().await?;
            Ok(())
        })
        .await
}
