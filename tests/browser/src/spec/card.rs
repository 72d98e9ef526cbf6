//! What a card says beside title and reason.

use anyhow::{Result, ensure};
use serde_json::json;

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

/// Twenty turns of shopping, forgotten now and then; how many cards came to the shelf that had not been there.
const CHANGES: &str = "
    const [first] = arguments;
    const popular = await window.whyshelf.recommend({ placement: 'home', limit: 50 });
    const root = document.querySelector('why-shelf').shadowRoot;
    const seen = window.__seen ??= new WeakSet();
    let came = 0;
    for (let turn = first; turn < first + 20; turn++) {
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
    return came";

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
            // More changes than a list bears: its cards are made anew meanwhile. A busy machine may take its time.
            let mut came = 0;
            for first in (0..160).step_by(20) {
                came += shop.run::<usize>(CHANGES, vec![json!(first)]).await?;
            }
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

/// Asks the page's shelf what goes with a product; how many cards each task of the page put on the shelf,
/// and whether it said that it was changing.
const PARTS: &str = "
    const [item] = arguments;
    const shelf = document.querySelector('why-shelf');
    const root = shelf.shadowRoot;
    const parts = [];
    let busy = false;
    new MutationObserver((changes) => {
        const added = changes.flatMap(({ addedNodes }) => [...addedNodes]);
        // What is moved was there before.
        const fresh = added.filter((node) => node.dataset?.part === 'card' && !seen.has(node));
        for (const card of fresh) seen.add(card);
        if (fresh.length > 0) parts.push(fresh.length);
        busy ||= changes.some(({ attributeName }) => attributeName === 'aria-busy');
    }).observe(root, { subtree: true, childList: true, attributes: true });
    const seen = new Set(root.querySelectorAll('[data-part=card]'));
    shelf.setAttribute('placement', 'product');
    shelf.setAttribute('item', item);
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    while (parts.length === 0 || root.querySelector('[aria-busy]')) await frame();
    return [parts, busy]";

pub(super) async fn a_shelf_that_changes_a_lot_changes_a_few_cards_at_a_time(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let products = shop.popular().await?;
            shop.open("/").await?;
            let before = shop.shelf().await?;
            let on_it = |item: &str| before.iter().any(|card| card.item == item);
            let (mut most, mut farthest) = (0, String::new());
            for product in products {
                let request = json!({ "placement": "product", "item": product.item, "limit": 8 });
                let ranked = shop.recommend_for(&request).await?;
                let new = ranked.iter().filter(|pick| !on_it(&pick.item)).count();
                if new > most {
                    (most, farthest) = (new, product.item);
                }
            }
            let (parts, busy): (Vec<usize>, bool) = shop.run(PARTS, vec![farthest.into()]).await?;
            let fresh: usize = parts.iter().sum();
            ensure!(fresh > 4, "{fresh} cards came, which proves nothing");
            ensure!(parts.iter().all(|&part| part <= 4), "{parts:?}");
            ensure!(busy, "nothing said that the shelf was changing");
            let request = shop.shelf_request().await?;
            let ranked = shop.recommend_for(&request).await?;
            let shown: Vec<String> = shop
                .cards()
                .await?
                .into_iter()
                .map(|card| card.item)
                .collect();
            let wanted: Vec<String> = ranked.into_iter().map(|pick| pick.item).collect();
            ensure!(shown == wanted, "{shown:?}, not {wanted:?}");
            Ok(())
        })
        .await
}

/// Asks the page's shelf what goes with one product after the other; after which of them its row does not
/// stand at its beginning, where it stood, and after how many its first card has gone or moved.
const ROW: &str = "
    const shelf = document.querySelector('why-shelf');
    const root = shelf.shadowRoot;
    const first = () => root.querySelector('[data-part=card]').dataset.item;
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const away = [];
    let others = 0;
    shelf.setAttribute('placement', 'product');
    for (const item of arguments[0]) {
        const before = first();
        shelf.setAttribute('item', item);
        do await frame(); while (root.querySelector('[aria-busy]'));
        // A browser may follow a card in the frames after.
        for (let frames = 0; frames < 5; frames++) await frame();
        others += first() !== before;
        const row = root.querySelector('.cards');
        if (row.scrollLeft !== 0) away.push(item);
        row.scrollTo({ left: 0, behavior: 'instant' });
    }
    return [away, others]";

pub(super) async fn a_row_at_its_beginning_stays_there(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let products = shop.popular().await?;
            shop.open("/").await?;
            shop.shelf().await?;
            let items: Vec<String> = products.into_iter().map(|product| product.item).collect();
            let (away, others): (Vec<String>, usize) = shop.run(ROW, vec![json!(items)]).await?;
            ensure!(others >= 5, "the first card was another {others} times");
            ensure!(away.is_empty(), "the row followed a card after {away:?}");
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
