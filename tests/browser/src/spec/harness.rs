//! The harness looks at a page of its own first: a detector that cannot see proves nothing.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::engine::Engine;
use crate::shop::{ENTER, ESCAPE, Shop, TAB};
use crate::stage::{Site, Stage};

pub(super) async fn the_harness_reads_and_uses_a_shelf(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Own, async |shop| {
            shop.open("/").await?;
            let cards = shop.shelf().await?;
            let items: Vec<&str> = cards.iter().map(|card| &*card.item).collect();
            ensure!(items == ["A", "B"], "{cards:?}");
            ensure!(
                cards.iter().all(|card| card.reason == "Popular"),
                "{cards:?}"
            );

            shop.open_why().await?;
            shop.close_dialog("explanation").await?;

            // The close button gave the focus back to "why"; the next stop is the second card's link.
            shop.press(&[TAB, TAB, ENTER]).await?;
            shop.dialog("explanation", true).await?;
            shop.press(&[ESCAPE]).await?;
            shop.dialog("explanation", false).await?;

            let clean = shop.traffic().await?.breaches();
            ensure!(clean.is_empty(), "a quiet page breaches: {clean:?}");
            ensure!(shop.stored().await?.is_nothing(), "a quiet page stores");
            let errors = shop.errors().await?;
            ensure!(errors.is_empty(), "a quiet page errs: {errors:?}");
            Ok(())
        })
        .await
}

pub(super) async fn the_harness_sees_everything_that_is_sent(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Own, async |shop| {
            for deed in ["beacon", "post", "foreign", "query", "picture"] {
                shop.open("/").await?;
                let before = shop.traffic().await?.breaches().len();
                misbehave(shop, deed).await?;
                shop.until(&format!("{deed} to be seen"), async || {
                    let breaches = shop.traffic().await?.breaches().len();
                    let violations = shop.violations().await?.len();
                    Ok((breaches + violations > before).then_some(()))
                })
                .await?;
            }
            Ok(())
        })
        .await
}

pub(super) async fn the_harness_sees_everything_that_is_stored(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Own, async |shop| {
            shop.open("/").await?;
            for deed in ["local", "session", "cookie", "database", "cache"] {
                misbehave(shop, deed).await?;
            }
            // On the next page the attempts are forgotten: what is seen there is what was left behind.
            shop.open("/").await?;
            let stored = shop.stored().await?;
            let everywhere = stored.local_storage == ["seen"]
                && stored.session_storage == ["seen"]
                && stored.databases == ["seen"]
                && stored.caches == ["seen"]
                && stored.cookie == "seen=A"
                && stored.attempts.is_empty();
            ensure!(everywhere, "{stored:?}");
            let cookies = shop.traffic().await?.breaches();
            ensure!(
                cookies.iter().any(|breach| breach.contains("a cookie")),
                "the cookie went with the page and was not seen"
            );
            Ok(())
        })
        .await?;
    stage
        .visit(Site::Own, async |shop| {
            shop.open("/").await?;
            let stored = shop.stored().await?;
            ensure!(stored.is_nothing(), "the profile is not fresh: {stored:?}");
            Ok(())
        })
        .await
}

pub(super) async fn the_harness_sees_what_goes_wrong_on_a_page(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Own, async |shop| {
            shop.open("/").await?;
            for deed in ["warn", "error", "rejection", "policy"] {
                misbehave(shop, deed).await?;
            }
            shop.until("the console, the errors and the violation", async || {
                let said = shop.said().await?;
                let errors = shop.errors().await?;
                let violations = shop.violations().await?;
                let seen = said == ["warn: whyshelf: a message"]
                    && errors.len() == 2
                    && errors.iter().all(|error| error.contains("on purpose"))
                    && violations.len() == 1;
                Ok(seen.then_some(()))
            })
            .await?;
            if stage.engine == Engine::Chromium {
                misbehave(shop, "shift").await?;
                shop.until("the layout shift", async || {
                    Ok((shop.layout_shift().await?.0 > 0.0).then_some(()))
                })
                .await?;
            }
            let globals = shop.new_globals().await?;
            ensure!(globals == ["misbehave"], "{globals:?}");
            Ok(())
        })
        .await
}

async fn misbehave(shop: &Shop, deed: &str) -> Result<()> {
    shop.run("await window.misbehave[arguments[0]]()", vec![json!(deed)])
        .await
}
