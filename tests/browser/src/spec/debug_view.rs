//! What a merchant opens when "it does not work".

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use crate::stage::{Site, Stage};

pub(super) async fn the_debug_view_is_a_live_log_that_moves_nothing(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            shop.open("/?whyshelf-debug").await?;
            shop.shelf().await?;
            let log = async || -> Result<String> {
                shop.run(
                    "return document.querySelector('whyshelf-debug')?.shadowRoot.querySelector('[role=log]').innerText ?? ''",
                    vec![],
                )
                .await
            };
            let says = async |words: &str| {
                shop.until(&format!("the log to say {words}"), async || {
                    Ok(log().await?.contains(words).then_some(()))
                })
                .await
            };
            says("unknown, decided by nobody").await?;
            says("manifest.json").await?;
            says("verified").await?;
            says("rank: ").await?;
            shop.record("add_to_cart", "SEEN-IN-THE-LOG").await?;
            says("api: add_to_cart SEEN-IN-THE-LOG is event 1").await?;
            shop.run::<Value>(
                "(window.dataLayer ??= []).push({ event: 'view_item', ecommerce: { items: [{}] } });
                 document.dispatchEvent(new Event('visibilitychange'))",
                vec![],
            )
            .await?;
            says("no-identifier").await?;

            let stored = shop.stored().await?;
            ensure!(stored.is_nothing(), "it stored {stored:?}");
            let (errors, violations) = (shop.errors().await?, shop.violations().await?);
            ensure!(errors.is_empty() && violations.is_empty(), "{errors:?} {violations:?}");
            let (shift, moved) = shop.layout_shift().await?;
            ensure!(shift == 0.0, "a shift of {shift}: {moved}");

            let closed: bool = shop
                .run(
                    "document.querySelector('whyshelf-debug').shadowRoot.querySelector('button').click();
                     return document.querySelector('whyshelf-debug') === null",
                    vec![],
                )
                .await?;
            ensure!(closed, "it does not close");
            // Nobody else loads it.
            shop.open("/").await?;
            shop.shelf().await?;
            let loaded = shop.traffic().await?.loaded;
            ensure!(!loaded.iter().any(|url| url.contains("debug")), "{loaded:#?}");
            Ok(())
        })
        .await
}

pub(super) async fn the_debug_object_is_plain_and_complete(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let product = shop.popular().await?.swap_remove(0);
            shop.open(&product.url).await?;
            shop.shelf().await?;
            let view: Value = shop
                .run(
                    "const plain = (value) => value === null || typeof value !== 'object'
                        || (['Object', 'Array'].includes(Object.getPrototypeOf(value)?.constructor?.name)
                            && Object.values(value).every(plain));
                     const view = await window.whyshelf.debug();
                     if (!plain(view)) throw new Error('not a plain object');
                     return view",
                    vec![],
                )
                .await?;
            let facts = [
                "id", "title", "brand", "price", "currency", "availability", "category", "image",
            ];
            let page = &view["page"]["product"];
            for fact in facts {
                ensure!(page.get(fact).is_some(), "no {fact}: {page:#}");
            }
            ensure!(
                page["title"]["value"] == json!(product.title) && page["title"]["source"].is_string(),
                "{page:#}"
            );
            ensure!(view["events"].is_array() && view["dropped"].is_array(), "{view:#}");
            ensure!(view["consent"]["state"] == "unknown", "{view:#}");
            let files = view["files"].as_array().cloned().unwrap_or_default();
            let verified = |file: &Value| file["verified"] == true && file["bytes"].as_u64() > Some(0);
            ensure!(files.iter().any(verified), "{files:#?}");
            for step in ["markup", "device", "pack", "consent", "rank"] {
                ensure!(view["timings"][step].is_number(), "no time of {step}: {view:#}");
            }
            Ok(())
        })
        .await
}
