//! What each strategy puts on a shelf, and that it is called what it is.

use std::collections::HashSet;

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::shop::{Product, Shop, Standing};
use crate::spec::remember::shopper_with_two_views;
use crate::stage::{Site, Stage};

const HOURS: u64 = 3_600_000;

pub(super) async fn no_item_stands_on_two_shelves_of_a_page(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let [first, _] = shopper_with_two_views(shop).await?;
            for page in ["/", &first.url, "/cart.html", "/order-confirmation.html"] {
                shop.open(page).await?;
                let shelves = shop.shelves().await?;
                ensure!(shelves.len() >= 2, "{page} has one shelf");
                let mut seen = HashSet::new();
                let mut headings = HashSet::new();
                for shelf in &shelves {
                    ensure!(headings.insert(&shelf.heading), "{page}: {shelves:#?}");
                    ensure!(
                        !shelf.items.is_empty(),
                        "{page}: an empty shelf in {shelves:#?}"
                    );
                    for item in &shelf.items {
                        ensure!(seen.insert(item), "{page} has {item} twice: {shelves:#?}");
                    }
                }
            }
            Ok(())
        })
        .await
}

pub(super) async fn with_too_little_signal_a_shelf_says_so_and_shows_what_is_popular(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            shop.open("/").await?;
            for shelf in shop.shelves().await? {
                let popular = shelf
                    .reasons
                    .iter()
                    .all(|reason| reason == "Popular in this shop");
                ensure!(
                    shelf.strategy == "popular" || shelf.strategy == "new",
                    "{shelf:#?}"
                );
                ensure!(shelf.strategy != "popular" || popular, "{shelf:#?}");
            }
            let shelves = shop.shelves().await?;
            let first = &shelves[0];
            ensure!(
                first.fallback.as_deref() == Some("too-little-signal"),
                "{first:#?}"
            );
            ensure!(first.note.contains("Too little"), "{first:#?}");
            Ok(())
        })
        .await
}

pub(super) async fn popular_is_said_of_the_time_in_which_it_was_counted(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Faults, async |shop| {
            for (fault, line) in [
                ("the log is some days old", "Popular this week"),
                ("the log is some weeks old", "Popular this month"),
                ("none", "Popular in this shop"),
            ] {
                shop.open(&format!("/?fault={}", fault.replace(' ', "%20")))
                    .await?;
                let shelves = shop.shelves().await?;
                let popular = shelves.iter().find(|shelf| shelf.strategy == "popular");
                let popular = popular.context("no shelf of what is popular")?;
                let lines = std::iter::once(&popular.heading).chain(&popular.reasons);
                ensure!(lines.clone().count() > 1, "{popular:#?}");
                ensure!(lines.clone().all(|said| said == line), "{popular:#?}");
            }
            Ok(())
        })
        .await
}

pub(super) async fn what_was_left_in_the_basket_is_shown_on_return(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let products = returning(shop, &["add_to_cart", "view_item", "add_to_cart"]).await?;
            let shelf = shelf_of(shop, "/", "continue").await?;
            ensure!(shelf.strategy == "left-in-basket", "{shelf:#?}");
            ensure!(
                shelf.heading == "You left these in your basket",
                "{shelf:#?}"
            );
            let left = [&*products[2].item, &*products[0].item];
            ensure!(shelf.items == left, "{shelf:#?}, not {left:?}");
            // What is bought is not left any more.
            shop.record("purchase", &products[2].item).await?;
            let shelf = shelf_of(shop, "/", "continue").await?;
            ensure!(shelf.items == [&*products[0].item], "{shelf:#?}");
            Ok(())
        })
        .await
}

pub(super) async fn what_was_viewed_goes_on_where_it_was_left(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let products = returning(shop, &["view_item", "view_item", "view_item"]).await?;
            let shelf = shelf_of(shop, "/", "continue").await?;
            ensure!(shelf.strategy == "continue", "{shelf:#?}");
            let latest: Vec<&str> = products[..3]
                .iter()
                .rev()
                .map(|product| &*product.item)
                .collect();
            ensure!(shelf.items == latest, "{shelf:#?}, not {latest:?}");
            ensure!(
                shelf
                    .reasons
                    .iter()
                    .all(|reason| reason == "You viewed this before"),
                "{shelf:#?}"
            );
            Ok(())
        })
        .await
}

pub(super) async fn what_has_come_since_the_last_visit_is_called_so(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::FreshPack, async |shop| {
            returning(shop, &["view_item"]).await?;
            let shelf = shelf_of(shop, "/", "since-last-visit").await?;
            ensure!(shelf.strategy == "since-last-visit", "{shelf:#?}");
            ensure!(shelf.heading == "New since your last visit", "{shelf:#?}");
            Ok(())
        })
        .await
}

pub(super) async fn a_product_page_has_what_is_similar_and_what_goes_with_it(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let mut filled = Vec::new();
            for product in &shop.popular().await?[..8] {
                shop.open(&product.url).await?;
                let shelves = shop.shelves().await?;
                let strategies = shelves.into_iter().map(|shelf| shelf.strategy);
                filled.push(strategies.collect::<Vec<_>>());
            }
            // Not every product has enough of both; but such as have are not told otherwise.
            let whole = |shelves: &&Vec<String>| **shelves == ["for-you", "similar", "goes-with"];
            ensure!(filled.iter().filter(whole).count() >= 4, "{filled:#?}");
            Ok(())
        })
        .await
}

pub(super) async fn a_cart_is_completed_and_taken_to_free_shipping(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let products = shop.popular().await?;
            shop.open(&products[0].url).await?;
            shop.shelf().await?;
            shop.add_to_cart().await?;
            shop.open("/cart.html").await?;
            shop.record("add_to_cart", &products[0].item).await?;
            let completes = shelf_of(shop, "", "").await?;
            ensure!(completes.strategy == "completes-basket", "{completes:#?}");
            let gap = shelf_of(shop, "", "free-shipping").await?;
            ensure!(gap.strategy == "free-shipping", "{gap:#?}");
            let prices: Vec<f64> = shop
                .run(
                    "const worth = Number(document.querySelector('[free-shipping]').getAttribute('cart-value'));
                     const found = await window.whyshelf.recommend({ placement: 'cart', strategy: 'free-shipping', freeShipping: 50, cartValue: worth });
                     return found.map(({ price }) => price.amount + worth)",
                    vec![],
                )
                .await?;
            ensure!(!prices.is_empty(), "nothing closes the gap");
            ensure!(prices.iter().all(|sum| (49.995..=62.505).contains(sum)), "{prices:?}");
            Ok(())
        })
        .await
}

pub(super) async fn what_was_bought_before_may_be_bought_again(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let products = returning(shop, &["purchase", "purchase"]).await?;
            let shelf = shelf_of(shop, "/order-confirmation.html", "buy-again").await?;
            ensure!(shelf.strategy == "buy-again", "{shelf:#?}");
            ensure!(
                shelf.items == [&*products[1].item, &*products[0].item],
                "{shelf:#?}"
            );
            Ok(())
        })
        .await
}

pub(super) async fn a_page_that_does_not_exist_still_leads_somewhere(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let products = returning(shop, &["view_item", "view_item"]).await?;
            shop.open("/not-found.html").await?;
            let shelves = shop.shelves().await?;
            ensure!(shelves[0].strategy == "for-you", "{shelves:#?}");
            ensure!(
                shelves[0].heading == "Perhaps one of these?",
                "{shelves:#?}"
            );
            ensure!(
                shelves[1].items == [&*products[1].item, &*products[0].item],
                "{shelves:#?}"
            );
            Ok(())
        })
        .await
}

/// The shelf of a page with this strategy attribute; the first without one, and the page that is
/// open, for nothing.
async fn shelf_of(shop: &Shop, page: &str, strategy: &str) -> Result<Standing> {
    if !page.is_empty() {
        shop.open(page).await?;
    }
    let shelves = shop.shelves().await?;
    let at: usize = shop
        .run(
            "return [...document.querySelectorAll('why-shelf:not([sorts])')].findIndex((shelf) => (shelf.getAttribute('strategy') ?? '') === arguments[0])",
            vec![json!(strategy)],
        )
        .await?;
    ensure!(at < shelves.len(), "{page} has no shelf of {strategy:?}");
    Ok(shelves[at].clone())
}

/// A shopper who did these things with the most popular products yesterday, remembered.
pub(super) async fn returning(shop: &Shop, kinds: &[&str]) -> Result<Vec<Product>> {
    let products = shop.popular().await?;
    let pairs: Vec<_> = kinds
        .iter()
        .zip(&products)
        .map(|(kind, product)| json!([kind, product.item]))
        .collect();
    shop.run::<()>(
        "const [pairs, ago] = arguments;
         await window.whyshelf.setConsent('granted');
         const data = await window.whyshelf.exportData();
         const time = Date.now() - ago;
         data.events = pairs.map(([kind, item], at) => ({ id: at + 1, kind, item, time: time + at, visit: 1 }));
         data.next = pairs.length + 1;
         data.visit = 1;
         await window.whyshelf.importData(data)",
        vec![json!(pairs), json!(24 * HOURS)],
    )
    .await?;
    Ok(products)
}
