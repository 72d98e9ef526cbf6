//! The consent platforms that shops really load, as npm has them, in every state that they can be in:
//! what is stored and asked for is the platform's own, to the last entry, until it grants.

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::shop::{Shop, Stored};
use crate::stage::{Site, Stage};

/// A platform: what its address, the source of consent and its own cookie are called.
struct Platform {
    name: &'static str,
    cookie: &'static str,
}

const PLATFORMS: [Platform; 3] = [
    Platform {
        name: "tcf",
        cookie: "tcstring",
    },
    Platform {
        name: "cookieconsent",
        cookie: "cc_cookie",
    },
    Platform {
        name: "klaro",
        cookie: "klaro",
    },
];

pub(super) async fn real_consent_platforms_decide_what_is_stored_in_every_state(
    stage: &Stage,
) -> Result<()> {
    for platform in PLATFORMS {
        // One shopper says yes, changes their mind, and changes it back; another says no at once.
        stage
            .visit(Site::ConsentPlatforms, async |shop| {
                platform.opens(shop, "unknown").await?;
                let files = shop.widget_files().await?;
                platform.answers(shop, true).await?;
                platform.opens(shop, "granted").await?;
                platform.answers(shop, false).await?;
                platform.opens(shop, "denied").await?;
                platform.answers(shop, true).await?;
                platform.opens(shop, "granted").await?;
                let all = shop.widget_files().await?;
                ensure!(files == all, "{files:?} became {all:?}");
                Ok(())
            })
            .await
            .with_context(|| format!("yes to {}", platform.name))?;
        stage
            .visit(Site::ConsentPlatforms, async |shop| {
                platform.opens(shop, "unknown").await?;
                platform.answers(shop, false).await?;
                platform.opens(shop, "denied").await
            })
            .await
            .with_context(|| format!("no to {}", platform.name))?;
    }
    Ok(())
}

impl Platform {
    /// Opens a page where the platform says this, and does what a shopper does there.
    async fn opens(&self, shop: &Shop, says: &str) -> Result<()> {
        shop.open(&format!("/?platform={}", self.name)).await?;
        shop.shelf().await?;
        self.says(shop, says).await?;
        shop.record("add_to_cart", "85123A").await?;
        if says != "granted" {
            let tried = shop.stored().await?.attempts;
            let ours = tried.iter().find(|attempt| !attempt.starts_with("cookie"));
            ensure!(ours.is_none(), "{says}, and yet it tried {ours:?}");
        }
        self.keeps(shop, says == "granted").await
    }

    async fn answers(&self, shop: &Shop, yes: bool) -> Result<()> {
        let answer = format!("(await window.__platform)({yes})");
        shop.run::<Value>(&answer, vec![]).await?;
        self.says(shop, if yes { "granted" } else { "denied" })
            .await?;
        self.keeps(shop, yes).await
    }

    async fn says(&self, shop: &Shop, what: &str) -> Result<()> {
        let wanted = (what.to_owned(), Some(self.name.to_owned()));
        shop.until(&format!("{what} by {}", self.name), async || {
            let said: (String, Option<String>) = shop
                .run(
                    "const { consent } = await window.whyshelf.debug(); return [consent.state, consent.by]",
                    vec![],
                )
                .await?;
            Ok((said == wanted).then_some(()))
        })
        .await
    }

    /// What is stored beside the platform's own cookie is the one database, or nothing.
    async fn keeps(&self, shop: &Shop, something: bool) -> Result<()> {
        let wanted = if something {
            vec!["whyshelf".to_owned()]
        } else {
            Vec::new()
        };
        shop.until(&format!("{wanted:?} on the device"), async || {
            let stored = shop.stored().await?;
            Ok((stored.databases == wanted).then_some(()))
        })
        .await?;
        let Stored {
            local_storage,
            session_storage,
            databases: _,
            caches,
            cookie,
            service_workers,
            attempts: _,
        } = shop.stored().await?;
        let entries = [local_storage, session_storage, caches].concat();
        ensure!(entries.is_empty() && service_workers == 0, "{entries:?}");
        let mut cookies = cookie.split("; ").filter(|entry| !entry.is_empty());
        let own = |entry: &str| entry.split('=').next() == Some(self.cookie);
        ensure!(cookies.all(own), "not only the platform's: {cookie}");

        let traffic = shop.traffic().await?;
        let breaches = traffic.breaches_beside_cookies();
        ensure!(breaches.is_empty(), "{breaches:#?}");
        Ok(())
    }
}
