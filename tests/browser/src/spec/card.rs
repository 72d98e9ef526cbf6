//! What a card says beside title and reason.

use anyhow::{Result, ensure};

use crate::shop::Shop;
use crate::stage::{Site, Stage};

async fn texts(shop: &Shop, part: &str, attribute: &str) -> Result<Vec<String>> {
    shop.run(
        "const shelf = document.querySelector('why-shelf').shadowRoot;
         const parts = [...shelf.querySelectorAll(`[part=${arguments[0]}]`)];
         return parts.map((part) => (arguments[1] ? part.getAttribute(arguments[1]) : part.textContent).trim())",
        vec![part.into(), attribute.into()],
    )
    .await
}

pub(super) async fn a_card_says_what_it_was_and_what_buyers_think(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Hostile, async |shop| {
            shop.open("/").await?;
            let cards = shop.shelf().await?;
            let was = texts(shop, "was", "").await?;
            let prices = texts(shop, "price", "").await?;
            ensure!(was.len() == cards.len(), "{was:?}");
            let reduced = prices.iter().zip(&was).filter(|(price, was)| {
                price.starts_with("£2.50") && *was == "was £3.50" && price.contains(was.as_str())
            });
            ensure!(reduced.count() >= 3, "{prices:?}");
            let rated = texts(shop, "rating", "aria-label").await?;
            ensure!(
                rated.len() == cards.len()
                    && rated.iter().all(|said| said == "Rating: 4.6 of 5 (213)"),
                "{rated:?}"
            );
            Ok(())
        })
        .await
}

pub(super) async fn a_shelf_that_has_changed_all_day_shows_what_is_true(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            shop.open("/").await?;
            shop.shelf().await?;
            shop.run::<()>(
                "document.querySelector('why-shelf').shadowRoot.querySelector('[data-part=signals]').focus()",
                vec![],
            )
            .await?;
            // More changes than a list bears: its cards are made anew meanwhile.
            let came: usize = shop
                .run(
                    "const popular = await window.whyshelf.recommend({ placement: 'home', limit: 50 });
                     const root = document.querySelector('why-shelf').shadowRoot;
                     const seen = new WeakSet();
                     let came = 0;
                     for (let turn = 0; turn < 160; turn++) {
                         if (turn % 4 === 0) await window.whyshelf.forget('all');
                         await window.whyshelf.record({ kind: 'view_item', item: popular[turn % 50].item });
                         // A shelf that is to change says so until it has.
                         do await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
                         while (root.querySelector('[aria-busy]'));
                         for (const card of root.querySelectorAll('[data-part=card]')) {
                             came += !seen.has(card);
                             seen.add(card);
                         }
                     }
                     return came",
                    vec![],
                )
                .await?;
            ensure!(came > 400, "{came} cards came, which proves nothing");
            let request = shop.shelf_request().await?;
            shop.until("what the engine says", async || {
                let ranked = shop.recommend_for(&request).await?;
                let said: Vec<(String, String)> =
                    ranked.into_iter().map(|pick| (pick.item, pick.reason)).collect();
                let shown: Vec<(String, String)> =
                    shop.cards().await?.into_iter().map(|card| (card.item, card.reason)).collect();
                Ok((said == shown).then_some(()))
            })
            .await?;
            let focus = shop.focus().await?.part;
            ensure!(focus == "signals", "the focus went to {focus}");
            let errors = shop.errors().await?;
            ensure!(errors.is_empty(), "{errors:?}");
            Ok(())
        })
        .await
}

pub(super) async fn a_shelf_that_is_asked_for_something_else_stays_where_it_is(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let products = shop.popular().await?;
            shop.open("/").await?;
            let before = shop.shelf().await?;
            // The shop's own content would show through a slot while another shelf was made.
            let (same, covered): (bool, bool) = shop
                .run(
                    "const element = document.querySelector('why-shelf:not([sorts])');
                     const shelf = element.shadowRoot.querySelector('.shelf');
                     const cards = () => [...shelf.querySelectorAll('.card')].map(({ dataset }) => dataset.item).join(' ');
                     const before = cards();
                     let covered = true;
                     new MutationObserver(() => covered &&= !element.shadowRoot.querySelector('slot'))
                        .observe(element.shadowRoot, { childList: true, subtree: true });
                     element.setAttribute('placement', 'product');
                     element.setAttribute('item', arguments[0]);
                     while (shelf.isConnected && cards() === before) await new Promise((done) => setTimeout(done, 10));
                     return [element.shadowRoot.querySelector('.shelf') === shelf, covered]",
                    vec![products[0].item.clone().into()],
                )
                .await?;
            ensure!(same && covered, "another shelf took its place");
            let after = shop.shelf().await?;
            ensure!(after != before, "{after:#?}");
            Ok(())
        })
        .await
}
