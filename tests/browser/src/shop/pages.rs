//! Finding one's way in the shop.

use anyhow::{Context, Result, ensure};
use serde_json::json;

use super::Shop;

/// A product as its recommendation tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Product {
    pub(crate) item: String,
    pub(crate) title: String,
    /// Path of its page.
    pub(crate) url: String,
}

impl Shop {
    /// Opens the home page and returns the shop's most popular products: with no history, those are recommended.
    pub(crate) async fn popular(&self) -> Result<Vec<Product>> {
        self.open("/").await?;
        self.shelf().await?;
        let recommendations = self
            .recommend_for(&json!({ "placement": "home", "limit": 24 }))
            .await?;
        ensure!(
            recommendations.len() >= 16,
            "home has only {} recommendations",
            recommendations.len()
        );
        let origin = self.origin();
        let products = recommendations.into_iter().map(|rec| Product {
            item: rec.item,
            title: rec.title,
            url: rec.url.strip_prefix(origin).unwrap_or(&rec.url).to_owned(),
        });
        Ok(products.collect())
    }

    /// The path of a category's page, from the home page's links.
    pub(crate) async fn category(&self) -> Result<String> {
        self.open("/").await?;
        self.run::<Option<String>>(
            "return document.querySelector('a[href^=\"/category/\"]')?.getAttribute('href')",
            vec![],
        )
        .await?
        .context("home links to no category")
    }

    /// Adds the page's product to the cart with the shop's own button.
    pub(crate) async fn add_to_cart(&self) -> Result<()> {
        let button = self
            .element(
                // At once: a page that scrolls smoothly would still be moving when the click comes.
                "const button = document.querySelector('[data-action=add-to-cart]');
                 button?.scrollIntoView({ block: 'center', behavior: 'instant' });
                 return button",
                vec![],
            )
            .await?;
        button.click().await.context("cannot add to the cart")
    }

    /// How many copies of the loader this page ran.
    pub(crate) async fn loaders(&self) -> Result<usize> {
        self.run(
            "return performance.getEntriesByType('resource').filter(({ name }) => name.includes('/whyshelf/whyshelf.js')).length",
            vec![],
        )
        .await
    }
}
