//! Pictures of the shop for people to look at: no test, but what a test cannot judge.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::engine::{Engine, Look};
use crate::shop::Shop;
use crate::spec::shopper_with_two_views;
use crate::stage::{Places, Site, Stage};

/// Widths in CSS pixels: a small phone, a tablet, a desk.
const WIDTHS: [u32; 3] = [320, 768, 1280];
const HEIGHT: u32 = 1000;

/// Saves a picture of each state at each width in both looks, as `state-width-look.png`.
///
/// # Errors
/// When a page or the browser does not do its part.
pub(crate) fn take(places: &Places, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    for (look, name) in [(Look::Light, "light"), (Look::Dark, "dark")] {
        let stage = Stage::new(Engine::Chromium, places.clone())?.with_look(look);
        stage.block_on(async {
            for width in WIDTHS {
                stage
                    .visit(Site::Demo, async |shop| {
                        shop.resize(width, HEIGHT).await?;
                        states(shop, &|state| {
                            folder.join(format!("{state}-{width}-{name}.png"))
                        })
                        .await
                    })
                    .await?;
            }
            Ok::<(), anyhow::Error>(())
        })?;
    }
    println!("pictures are in {}", folder.display());
    Ok(())
}

async fn states(shop: &Shop, file: &dyn Fn(&str) -> std::path::PathBuf) -> Result<()> {
    for (state, page) in [
        ("home", "/".to_owned()),
        ("category", shop.category().await?),
    ] {
        shop.open(&page).await?;
        picture(shop, &file(state)).await?;
        shop.shelf().await?;
        picture(shop, &file(&format!("{state}-shelf"))).await?;
    }
    let [first, _] = shopper_with_two_views(shop).await?;
    picture(shop, &file("product-shelf")).await?;
    shop.open_why().await?;
    picture(shop, &file("explanation")).await?;
    shop.close_dialog("explanation").await?;
    shop.open_panel().await?;
    picture(shop, &file("panel")).await?;
    shop.close_dialog("panel").await?;
    shop.open(&first.url).await?;
    picture(shop, &file("product")).await?;
    shop.add_to_cart().await?;
    for (state, page) in [
        ("cart", "/cart.html"),
        ("search", "/search.html"),
        ("not-found", "/no-such-page"),
    ] {
        shop.open(page).await?;
        shop.shelf().await?;
        picture(shop, &file(state)).await?;
    }
    Ok(())
}

/// Saves a picture once everything in view is drawn.
async fn picture(shop: &Shop, file: &Path) -> Result<()> {
    shop.until("the pictures in view to be drawn", async || {
        let drawn: bool = shop
            .run(
                "const roots = [document, ...[...document.querySelectorAll('why-shelf:not([sorts])')].flatMap((shelf) => shelf.shadowRoot ?? [])];
                 const isInView = ({ top, bottom, left, right }) => bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
                 const images = roots.flatMap((root) => [...root.querySelectorAll('img')]);
                 return images.filter((image) => isInView(image.getBoundingClientRect())).every((image) => image.complete)
                     && roots.every((root) => root.getAnimations().length === 0)",
                vec![],
            )
            .await?;
        Ok(drawn.then_some(()))
    })
    .await?;
    shop.screenshot(file).await
}
