//! Whatever is broken, the shop's own content stays and one message says why.

use anyhow::{Result, ensure};

use crate::site::Fault;
use crate::stage::{Site, Stage};

pub(super) async fn a_truncated_pack_leaves_the_shops_own_content(stage: &Stage) -> Result<()> {
    fallback_stays(stage, Site::Broken(Fault::TruncatedPack)).await
}

pub(super) async fn a_tampered_pack_leaves_the_shops_own_content(stage: &Stage) -> Result<()> {
    fallback_stays(stage, Site::Broken(Fault::TamperedPack)).await
}

pub(super) async fn a_missing_pack_leaves_the_shops_own_content(stage: &Stage) -> Result<()> {
    fallback_stays(stage, Site::Broken(Fault::MissingPack)).await
}

pub(super) async fn a_garbled_manifest_leaves_the_shops_own_content(stage: &Stage) -> Result<()> {
    fallback_stays(stage, Site::Broken(Fault::GarbledManifest)).await
}

pub(super) async fn a_missing_manifest_leaves_the_shops_own_content(stage: &Stage) -> Result<()> {
    fallback_stays(stage, Site::Broken(Fault::NoManifest)).await
}

pub(super) async fn garbled_wasm_leaves_the_shops_own_content(stage: &Stage) -> Result<()> {
    fallback_stays(stage, Site::Broken(Fault::GarbledWasm)).await
}

pub(super) async fn a_policy_that_refuses_wasm_leaves_the_shops_own_content(
    stage: &Stage,
) -> Result<()> {
    fallback_stays(stage, Site::Broken(Fault::WasmRefused)).await
}

pub(super) async fn a_database_that_never_answers_does_not_keep_the_shelf_away(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Broken(Fault::JammedDatabase), async |shop| {
            shop.open("/").await?;
            shop.shelf().await?;
            shop.remember(true).await?;
            shop.open("/cart.html").await?;
            ensure!(!shop.shelf().await?.is_empty(), "the shelf is empty");
            let errors = shop.errors().await?;
            ensure!(errors.is_empty(), "{errors:#?}");
            Ok(())
        })
        .await
}

pub(super) async fn the_loader_on_a_page_twice_is_harmless(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Broken(Fault::LoaderTwice), async |shop| {
            shop.open("/").await?;
            ensure!(!shop.shelf().await?.is_empty(), "the shelf is empty");
            let loaders = shop.loaders().await?;
            ensure!(
                loaders >= 2,
                "the loader ran {loaders} times: this proves nothing"
            );
            let (errors, said) = (shop.errors().await?, shop.said().await?);
            ensure!(errors.is_empty() && said.is_empty(), "{errors:?} {said:?}");
            Ok(())
        })
        .await
}

pub(super) async fn fallback_stays(stage: &Stage, site: Site) -> Result<()> {
    stage
        .visit(site, async |shop| {
            shop.open("/").await?;
            shop.scroll_to_shelf().await?;
            shop.until("a message of whyshelf", async || {
                let said = shop.said().await?;
                Ok(said
                    .iter()
                    .any(|line| line.contains("whyshelf:"))
                    .then_some(()))
            })
            .await?;
            // More messages, if there are any, come right behind the first.
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            let said = shop.said().await?;
            ensure!(
                said.len() == 1 && said.iter().all(|line| line.starts_with("warn: whyshelf:")),
                "not one warning of whyshelf: {said:#?}"
            );
            let errors = shop.errors().await?;
            ensure!(errors.is_empty(), "{errors:#?}");
            ensure!(
                shop.shows_fallback().await?,
                "the shop's own content is gone"
            );
            Ok(())
        })
        .await
}
