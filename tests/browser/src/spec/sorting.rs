//! The shop's own listings: sorted for the shopper who asks, with a reason, and put back.

use anyhow::{Result, ensure};

use super::shopper_with_two_views;
use crate::shop::Shop;
use crate::stage::{Site, Stage};

/// Where the listing's links lead, in their order.
async fn listed(shop: &Shop) -> Result<Vec<String>> {
    shop.run(
        "return [...document.querySelectorAll('.grid > li > a')].map((link) => link.getAttribute('href'))",
        vec![],
    )
    .await
}

/// What the bar says beside its button.
async fn said(shop: &Shop) -> Result<String> {
    shop.run(
        "return document.querySelector('why-shelf[sorts]').shadowRoot.querySelector('[data-part=sorted]').textContent",
        vec![],
    )
    .await
}

/// Waits for the bar and puts the focus on its button.
async fn to_button(shop: &Shop) -> Result<()> {
    shop.until("the bar", async || {
        let ready: bool = shop
            .run(
                "const bar = document.querySelector('why-shelf[sorts]');
                 bar.scrollIntoView({ block: 'center', behavior: 'instant' });
                 return bar.dataset.state === 'ready'",
                vec![],
            )
            .await?;
        Ok(ready.then_some(()))
    })
    .await?;
    shop.run(
        "document.querySelector('why-shelf[sorts]').shadowRoot.querySelector('[data-part=sort]').focus()",
        vec![],
    )
    .await
}

pub(super) async fn a_listing_is_sorted_when_asked_for_with_a_reason_and_put_back(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let viewed = shopper_with_two_views(shop).await?;
            shop.open(&shop.category().await?).await?;
            let before = listed(shop).await?;
            to_button(shop).await?;
            ensure!(listed(shop).await? == before, "it was sorted unasked");
            shop.press(&[crate::shop::ENTER]).await?;
            let after = shop
                .until("another order", async || {
                    let after = listed(shop).await?;
                    Ok((after != before).then_some(after))
                })
                .await?;
            let (mut one, mut other) = (before.clone(), after.clone());
            one.sort();
            other.sort();
            ensure!(one == other, "products came or went");
            let reason = said(shop).await?;
            let named = viewed.iter().any(|product| reason.contains(&product.title));
            ensure!(
                reason.starts_with("Sorted for you. Because you viewed") && named,
                "{reason}"
            );
            let focus = shop.focus().await?.part;
            ensure!(focus == "sort", "the focus went to {focus}");
            let found = shop.axe(None).await?;
            ensure!(found.is_empty(), "{found:#?}");
            shop.press(&[crate::shop::ENTER]).await?;
            shop.until("the shop's order", async || {
                Ok((listed(shop).await? == before && said(shop).await?.is_empty()).then_some(()))
            })
            .await?;
            let errors = shop.errors().await?;
            ensure!(errors.is_empty(), "{errors:?}");
            Ok(())
        })
        .await
}

pub(super) async fn a_listing_stays_as_it_is_while_too_little_is_known(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            // Results that the page's own script puts there.
            shop.open("/search.html?q=light").await?;
            shop.until("results", async || {
                Ok((!listed(shop).await?.is_empty()).then_some(()))
            })
            .await?;
            let before = listed(shop).await?;
            to_button(shop).await?;
            shop.press(&[crate::shop::ENTER]).await?;
            shop.until("the bar to say so", async || {
                Ok(said(shop)
                    .await?
                    .contains("Too little is known")
                    .then_some(()))
            })
            .await?;
            ensure!(listed(shop).await? == before, "it was sorted by nothing");
            Ok(())
        })
        .await
}

pub(super) async fn a_bar_that_is_gone_before_its_code_came_covers_nothing(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            shop.open("/").await?;
            shop.shelf().await?;
            // Nothing on this page has asked for the bar's code yet.
            let left: String = shop
                .run(
                    "const bar = document.createElement('why-shelf');
                     bar.setAttribute('sorts', '.row');
                     document.querySelector('main').prepend(bar);
                     bar.scrollIntoView({ block: 'center', behavior: 'instant' });
                     while (!bar.shadowRoot) await new Promise((done) => setTimeout(done));
                     bar.remove();
                     const came = () => performance.getEntriesByType('resource').find(({ name, responseEnd }) => name.includes('lazy_sort') && responseEnd > 0);
                     while (!came()) await new Promise((done) => setTimeout(done, 20));
                     await new Promise((done) => setTimeout(done, 500));
                     return [...bar.shadowRoot.children].map(({ localName }) => localName).join(' ')",
                    vec![],
                )
                .await?;
            ensure!(left == "slot", "{left} covers the shop's own content");
            Ok(())
        })
        .await
}
