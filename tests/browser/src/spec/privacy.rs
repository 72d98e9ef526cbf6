//! Nothing leaves: the network sees a shopper read static files, and the same ones whoever shops.

use anyhow::{Result, ensure};

use crate::shop::{Shop, is_fetched_by_widget};
use crate::stage::{Site, Stage};

pub(super) async fn ten_pages_of_shopping_send_nothing_but_gets_of_static_files(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let products = shop.popular().await?;
            let mut pages: Vec<String> = products
                .iter()
                .take(5)
                .map(|product| product.url.clone())
                .collect();
            pages.extend(["/cart.html", "/search.html", "/"].map(str::to_owned));
            pages.push(shop.category().await?);
            pages.push("/no-such-page".to_owned());
            ensure!(pages.len() == 10);

            for page in &pages {
                visit_page(shop, page).await?;
                let stored = shop.stored().await?;
                ensure!(stored.is_nothing(), "{page} stored {stored:?}");
            }
            // The same round again with a history, which nobody may hear of.
            shop.open("/").await?;
            shop.shelf().await?;
            shop.remember(true).await?;
            for page in &pages {
                visit_page(shop, page).await?;
                if page.starts_with("/product/") {
                    shop.add_to_cart().await?;
                    shop.open_why().await?;
                    shop.close_dialog("explanation").await?;
                }
            }
            let served = shop.traffic().await?.log.len();
            ensure!(
                served > 20,
                "the log shows {served} requests of twenty pages"
            );
            Ok(())
        })
        .await
}

pub(super) async fn the_widget_leaves_the_shops_cookies_at_home(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            shop.open("/cart.html").await?;
            let baker = "document.cookie = 'cart=1; path=/'";
            shop.run::<()>(baker, vec![]).await?;
            let before = shop.traffic().await?.log.len();
            shop.open("/").await?;
            shop.shelf().await?;
            let log = shop.traffic().await?.log;
            let requests = || log.iter().skip(before);
            ensure!(
                requests().any(|request| request.path == "/" && request.cookie),
                "the page itself went without the cookie: this proves nothing"
            );
            let with_cookie: Vec<&str> = requests()
                .filter(|request| request.cookie && is_fetched_by_widget(&request.path))
                .map(|request| &*request.path)
                .collect();
            ensure!(
                with_cookie.is_empty(),
                "the shop's cookie went with {with_cookie:?}"
            );
            Ok(())
        })
        .await
}

pub(super) async fn the_same_ten_pages_are_the_same_requests_whatever_the_history(
    stage: &Stage,
) -> Result<()> {
    let asked = same_requests(stage, Site::Demo).await?;
    ensure!(
        asked.iter().any(|path| path.starts_with("/whyshelf/")),
        "no request of the widget was seen: {asked:#?}"
    );
    Ok(())
}

/// Two shoppers who remember different things open the same ten pages; what both asked the server
/// for, sorted. The pictures of products are the shelf's own.
///
/// # Errors
/// When one asked for what the other did not, or more often.
pub(super) async fn same_requests(stage: &Stage, site: Site) -> Result<Vec<String>> {
    let mut asked: Vec<Vec<String>> = Vec::new();
    for (history, kind) in [(0..3, "view_item"), (10..13, "add_to_cart")] {
        stage
            .visit(site, async |shop| {
                let products = shop.popular().await?;
                let category = shop.category().await?;
                let mut pages: Vec<&str> = vec!["/", "/cart.html", "/search.html", &category];
                pages.extend(products[5..9].iter().map(|product| &*product.url));
                pages.extend(["/order-confirmation.html", "/no-such-page"]);
                ensure!(pages.len() == 10);
                shop.open("/").await?;
                shop.shelf().await?;
                shop.remember(true).await?;
                for product in &products[history.clone()] {
                    shop.record(kind, &product.item).await?;
                }
                ensure!(shop.events().await?.len() == 3, "no history to tell");
                let before = shop.traffic().await?.log.len();
                for page in pages {
                    shop.open(page).await?;
                    shop.shelves().await?;
                    // Whoever listens has come, and what the page tells has been heard.
                    shop.events().await?;
                }
                let log = shop.traffic().await?.log;
                let mut paths: Vec<String> = log[before..]
                    .iter()
                    .map(|request| request.path.clone())
                    .filter(|path| !path.starts_with("/picture/"))
                    .collect();
                paths.sort_unstable();
                asked.push(paths);
                Ok(())
            })
            .await?;
    }
    let [one, other] = <[Vec<String>; 2]>::try_from(asked).unwrap_or_default();
    ensure!(one == other, "{one:#?} are not {other:#?}");
    Ok(one)
}

/// Opens a page, waits for its shelf and holds what it sent against the promise.
async fn visit_page(shop: &Shop, page: &str) -> Result<()> {
    shop.open(page).await?;
    shop.shelf().await?;
    let breaches = shop.traffic().await?.breaches();
    ensure!(breaches.is_empty(), "{page}: {breaches:#?}");
    Ok(())
}
