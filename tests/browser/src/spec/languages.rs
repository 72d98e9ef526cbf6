//! Shelves speak the language of the page around them.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use super::shopper_with_two_views;
use crate::shop::Shop;
use crate::stage::{Site, Stage};

/// A language tag, its direction of writing, and how its shelf says "popular" and "because".
const LANGUAGES: [(&str, &str, &str, &str); 8] = [
    ("en-GB", "ltr", "Popular in this shop", "Because you viewed"),
    ("de", "ltr", "Beliebt in diesem Shop", "Weil Sie"),
    (
        "fr-CA",
        "ltr",
        "Populaire dans cette boutique",
        "Parce que vous avez",
    ),
    ("es", "ltr", "Popular en esta tienda", "Porque has"),
    ("pt-BR", "ltr", "Popular nesta loja", "Porque você"),
    ("ar", "rtl", "رائج في هذا المتجر", "لأنك"),
    ("ja", "ltr", "このショップの人気商品", "にもとづくおすすめ"),
    ("nl", "ltr", "Popular in this shop", "Because you viewed"),
];

pub(super) async fn a_shelf_speaks_the_language_of_the_page_around_it(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let item = shop.popular().await?[0].item.clone();
            for (tag, direction, popular, because) in LANGUAGES {
                shop.open("/").await?;
                put_shelf(shop, tag, direction).await?;
                for card in shop.shelf().await? {
                    ensure!(card.reason == popular, "{tag}: {card:?}");
                }
                let before = shop.cards().await?;
                shop.record("view_item", &item).await?;
                let after = shop.shelf_after(&before).await?;
                let said = after.iter().any(|card| card.reason.contains(because));
                ensure!(said, "{tag}: {after:#?}");
                let breaches = shop.traffic().await?.breaches();
                ensure!(breaches.is_empty(), "{tag}: {breaches:#?}");
            }
            Ok(())
        })
        .await
}

pub(super) async fn why_this_tells_the_place_that_forgetting_leaves(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            shopper_with_two_views(shop).await?;
            shop.open("/").await?;
            let item = shop.shelf().await?[1].item.clone();
            shop.click("[data-part=card]:nth-child(2) [data-part=why]")
                .await?;
            shop.dialog("explanation", true).await?;
            let (event, said): (u32, String) = shop
                .run(
                    "const root = document.querySelector('why-shelf:not([sorts])').shadowRoot;
                     const row = root.querySelector('dialog[data-part=explanation] [data-event]').closest('li');
                     return [Number(row.querySelector('[data-event]').dataset.event), row.querySelector('[data-part=place]').textContent]",
                    vec![],
                )
                .await?;
            ensure!(said.starts_with("2nd on this shelf"), "{said}");
            let request = shop.shelf_request().await?;
            shop.forget(&json!(event)).await?;
            let left = shop.recommend_for(&request).await?;
            let place = left.iter().position(|other| other.item == item);
            let told = match place {
                Some(1) => said.ends_with("with it or without it"),
                Some(place) => said.contains(&format!("without it {}", place + 1)),
                // A place behind the shelf is told, too.
                None => said.ends_with("not shown") || behind(&said, &request),
            };
            ensure!(told, "{said:?}, and it is at {place:?}");
            Ok(())
        })
        .await
}

/// Whether the last number of a text is above the number of cards that were asked for.
fn behind(said: &str, request: &Value) -> bool {
    let cards = request["limit"].as_u64();
    let not_digit = |c: char| !c.is_ascii_digit();
    let mut numbers = said.split(not_digit).filter(|number| !number.is_empty());
    let last: Option<u64> = numbers.next_back().and_then(|number| number.parse().ok());
    last > cards && cards.is_some()
}

pub(super) async fn the_shop_can_print_how_shelves_are_chosen(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            shop.open("/").await?;
            shop.shelf().await?;
            let policy: Vec<String> = shop
                .run("return await window.whyshelf.policy()", vec![])
                .await?;
            ensure!(policy.len() >= 9, "{policy:#?}");
            let numbers = policy.iter().filter(|line| line.contains('%')).count();
            ensure!(numbers >= 6, "{policy:#?}");
            shop.open_why().await?;
            let shown: String = shop
                .run(
                    "return document.querySelector('why-shelf:not([sorts])').shadowRoot.querySelector('[data-part=policy]').textContent",
                    vec![],
                )
                .await?;
            for line in &policy {
                ensure!(shown.contains(&**line), "{line:?} is not in {shown:?}");
            }
            Ok(())
        })
        .await
}

/// Puts a shelf into a part of the page that is in this language, before all others.
async fn put_shelf(shop: &Shop, tag: &str, direction: &str) -> Result<()> {
    shop.run(
        "const part = document.createElement('div');
         [part.lang, part.dir] = arguments;
         const shelf = document.createElement('why-shelf');
         shelf.setAttribute('placement', 'home');
         part.append(shelf);
         document.body.prepend(part)",
        vec![json!(tag), json!(direction)],
    )
    .await
}
