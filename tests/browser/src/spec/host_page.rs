//! The shop's page is never the worse for the widget.

use anyhow::{Result, ensure};

use crate::stage::{Site, Stage};

/// What shop and widget may add to the global object: the shop's own data layer, and one name of ours.
const EXPECTED_GLOBALS: [&str; 2] = ["dataLayer", "whyshelf"];

pub(super) async fn no_page_of_the_shop_breaks_shifts_or_violates_its_policy(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let products = shop.popular().await?;
            let pages = [
                "/".to_owned(),
                shop.category().await?,
                "/search.html".to_owned(),
                products[0].url.clone(),
                "/cart.html".to_owned(),
                "/order-confirmation.html".to_owned(),
                "/no-such-page".to_owned(),
            ];
            for page in &pages {
                shop.open(page).await?;
                ensure!(!shop.shelf().await?.is_empty(), "{page} has an empty shelf");
                let violations = shop.violations().await?;
                ensure!(violations.is_empty(), "{page}: {violations:#?}");
                let errors = shop.errors().await?;
                ensure!(errors.is_empty(), "{page}: {errors:#?}");
                let said = shop.said().await?;
                ensure!(said.is_empty(), "{page}: {said:#?}");
                let (shift, moved) = shop.layout_shift().await?;
                ensure!(
                    shift == 0.0,
                    "{page}: the layout shifts by {shift}: {moved}"
                );
                let mut globals = shop.new_globals().await?;
                globals.retain(|name| !EXPECTED_GLOBALS.contains(&&**name));
                ensure!(globals.is_empty(), "{page}: new globals {globals:?}");
            }
            Ok(())
        })
        .await
}
