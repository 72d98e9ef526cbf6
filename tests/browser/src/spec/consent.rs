//! Nothing is stored unless a source of consent allows it, and what was stored goes when one forbids
//! it, in every tab.

use std::cell::RefCell;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::shopper_with_two_views;
use crate::shop::Shop;
use crate::stage::{Site, Stage};

/// A source of consent: its name, and what its platform does to say nothing yet, yes and no.
struct Platform {
    name: &'static str,
    silent: &'static str,
    yes: &'static str,
    no: &'static str,
}

/// Interfaces as their platforms document them, as small as a page could have them.
const PLATFORMS: [Platform; 7] = [
    Platform {
        name: "shop",
        silent: "",
        yes: "await window.whyshelf.setConsent('granted')",
        no: "await window.whyshelf.setConsent('denied')",
    },
    Platform {
        name: "consent-mode",
        silent: "window.dataLayer ??= [];
            window.gtag = function () { window.dataLayer.push(arguments); };
            gtag('consent', 'default', { ad_storage: 'denied', personalization_storage: 'denied', wait_for_update: 500 })",
        yes: "gtag('consent', 'update', { personalization_storage: 'granted' })",
        no: "gtag('consent', 'update', { personalization_storage: 'denied' })",
    },
    Platform {
        name: "tcf",
        silent: "window.__heard = [];
            window.__data = { gdprApplies: true, cmpStatus: 'loading', eventStatus: 'cmpuishown', isServiceSpecific: true,
                purpose: { consents: {}, legitimateInterests: { 1: true, 5: true, 6: true } }, publisher: { consents: {} } };
            window.__tcfapi = (command, version, heard) => {
                if (command === 'addEventListener' && version === 2) { window.__heard.push(heard); heard(window.__data, true); }
            };
            window.__answer = (yes) => {
                const all = { 1: yes, 5: yes, 6: yes };
                window.__data = { ...window.__data, cmpStatus: 'loaded', eventStatus: 'useractioncomplete', purpose: { consents: all } };
                for (const heard of window.__heard) heard(window.__data, true);
            }",
        yes: "window.__answer(true)",
        no: "window.__answer(false)",
    },
    Platform {
        name: "shopify",
        silent: "window.__allowed = false; window.__asked = false;
            window.Shopify = { shop: 'a.myshopify.com', customerPrivacy: {
                preferencesProcessingAllowed: () => window.__allowed, shouldShowBanner: () => !window.__asked } }",
        yes: "window.__allowed = true; window.__asked = true;
            document.dispatchEvent(new CustomEvent('visitorConsentCollected', { detail: { preferencesAllowed: true } }))",
        no: "window.__allowed = false; window.__asked = true;
            document.dispatchEvent(new CustomEvent('visitorConsentCollected', { detail: { preferencesAllowed: false } }))",
    },
    Platform {
        name: "wordpress",
        silent: "window.__says = false; window.wp_consent_type = 'optin'; window.wp_has_consent = () => window.__says",
        yes: "window.__says = true;
            document.dispatchEvent(new CustomEvent('wp_listen_for_consent_change', { detail: { preferences: 'allow' } }))",
        no: "window.__says = false;
            document.dispatchEvent(new CustomEvent('wp_listen_for_consent_change', { detail: { preferences: 'deny' } }))",
    },
    Platform {
        name: "cookieconsent",
        silent: "window.__answered = false; window.__accepts = false;
            window.CookieConsent = { validConsent: () => window.__answered, acceptedCategory: () => window.__accepts,
                getConfig: () => ({ necessary: {}, functionality: {} }) }",
        yes: "window.__answered = true; window.__accepts = true; dispatchEvent(new CustomEvent('cc:onConsent', { detail: {} }))",
        no: "window.__accepts = false; dispatchEvent(new CustomEvent('cc:onChange', { detail: {} }))",
    },
    Platform {
        name: "klaro",
        silent: "window.__watchers = [];
            window.__manager = { confirmed: false, consents: { whyshelf: false }, savedConsents: { whyshelf: false },
                watch(watcher) { window.__watchers.push(watcher); } };
            window.klaro = { getManager: () => window.__manager };
            window.__answer = (yes) => {
                window.__manager.confirmed = true;
                window.__manager.consents.whyshelf = window.__manager.savedConsents.whyshelf = yes;
                for (const watcher of window.__watchers) watcher.update(window.__manager, 'saveConsents', {});
            }",
        yes: "window.__answer(true)",
        no: "window.__answer(false)",
    },
];

async fn consent(shop: &Shop) -> Result<(String, Option<String>)> {
    let (state, by): (String, Option<String>) = shop
        .run(
            "const { consent } = await window.whyshelf.debug(); return [consent.state, consent.by]",
            vec![],
        )
        .await?;
    Ok((state, by))
}

async fn until_consent(shop: &Shop, state: &str, by: &str) -> Result<()> {
    let last = RefCell::default();
    let reached = shop
        .until(&format!("{state} by {by}"), async || {
            let (now, who) = consent(shop).await?;
            let reached = now == state && who.as_deref() == Some(by);
            last.replace((now, who));
            Ok(reached.then_some(()))
        })
        .await;
    reached.with_context(|| format!("it is {:?}", last.take()))
}

async fn does(shop: &Shop, script: &str) -> Result<()> {
    shop.run::<Value>(script, vec![]).await.map(|_| ())
}

async fn databases(shop: &Shop) -> Result<Vec<String>> {
    Ok(shop.stored().await?.databases)
}

async fn until_erased(shop: &Shop) -> Result<()> {
    shop.until("an erased device", async || {
        Ok(databases(shop).await?.is_empty().then_some(()))
    })
    .await
}

pub(super) async fn every_source_of_consent_stores_only_while_it_grants(
    stage: &Stage,
) -> Result<()> {
    for platform in PLATFORMS {
        stage
            .visit(Site::Demo, async |shop| {
                let Platform {
                    name,
                    silent,
                    yes,
                    no,
                } = platform;
                let item = shop.popular().await?[0].item.clone();
                shop.open("/").await?;
                shop.shelf().await?;
                if !silent.is_empty() {
                    does(shop, silent).await?;
                    until_consent(shop, "unknown", name).await?;
                }
                shop.record("view_item", &item).await?;
                let stored = shop.stored().await?;
                ensure!(stored.is_nothing(), "{name}, unanswered, stored {stored:?}");

                does(shop, yes).await?;
                until_consent(shop, "granted", name).await?;
                shop.until("the event on the device", async || {
                    Ok((!databases(shop).await?.is_empty()).then_some(()))
                })
                .await?;

                does(shop, no).await?;
                until_consent(shop, "denied", name).await?;
                until_erased(shop).await?;
                shop.record("view_item", &item).await?;
                let left = databases(shop).await?;
                ensure!(left.is_empty(), "{name}, refused, stored {left:?}");
                let breaches = shop.traffic().await?.breaches();
                ensure!(breaches.is_empty(), "{name}: {breaches:#?}");
                Ok(())
            })
            .await
            .with_context(|| format!("consent by {}", platform.name))?;
    }
    Ok(())
}

pub(super) async fn whoever_says_no_decides_and_the_shopper_answers_for_the_silent(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            shop.open("/").await?;
            shop.shelf().await?;
            let [_, mode, tcf, ..] = &PLATFORMS;
            for platform in [mode, tcf] {
                does(shop, platform.silent).await?;
                until_consent(shop, "unknown", "consent-mode").await?;
            }
            does(shop, mode.yes).await?;
            until_consent(shop, "unknown", "tcf").await?;
            shop.remember(true).await?;
            until_consent(shop, "granted", "shopper").await?;
            does(shop, tcf.no).await?;
            until_consent(shop, "denied", "tcf").await?;
            until_erased(shop).await?;
            does(shop, tcf.yes).await?;
            until_consent(shop, "granted", "shopper").await?;
            // The shopper's own no stands, though both platforms say yes; only it is kept.
            shop.open_panel().await?;
            shop.switch_remember().await?;
            until_consent(shop, "denied", "shopper").await?;
            // Carried out after the no: the shop has said nothing so far, and does so again.
            does(shop, "await window.whyshelf.setConsent('unknown')").await?;
            shop.reload().await?;
            shop.shelf().await?;
            does(shop, mode.silent).await?;
            does(shop, mode.yes).await?;
            until_consent(shop, "denied", "shopper").await?;
            ensure!(shop.events().await?.is_empty(), "events were kept");
            let exported: Value = shop
                .run("return await window.whyshelf.exportData()", vec![])
                .await?;
            ensure!(exported["consent"] == "denied", "{exported}");
            Ok(())
        })
        .await
}

pub(super) async fn a_signal_of_global_privacy_control_is_a_no_until_the_shopper_says_yes(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            shop.open("/").await?;
            shop.shelf().await?;
            does(
                shop,
                "Object.defineProperty(navigator, 'globalPrivacyControl', { value: true, configurable: true })",
            )
            .await?;
            until_consent(shop, "denied", "gpc").await?;
            does(shop, "await window.whyshelf.setConsent('granted')").await?;
            until_consent(shop, "denied", "gpc").await?;
            let left = databases(shop).await?;
            ensure!(left.is_empty(), "stored {left:?}");
            shop.remember(true).await?;
            until_consent(shop, "granted", "shopper").await
        })
        .await
}

/// Opens a second document of the shop beside the first: to the device, another tab.
const OPEN_TAB: &str = "
    const frame = document.createElement('iframe');
    frame.src = arguments[0];
    document.body.append(frame);
    await new Promise((loaded) => frame.addEventListener('load', loaded));
    window.__tab = frame.contentWindow;
    return (await __tab.whyshelf.events()).length";

pub(super) async fn tabs_share_one_history_and_one_erasure(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let products = shopper_with_two_views(shop).await?;
            let seen: usize = shop.run(OPEN_TAB, vec![json!("/cart.html")]).await?;
            ensure!(seen >= 2, "the other tab knows {seen} events");
            // Both write at once, again and again: nothing is lost, no number given twice.
            let ids: Vec<u32> = shop
                .run(
                    "const write = (tab, item) => tab.whyshelf.record({ kind: 'add_to_cart', item });
                     const written = [];
                     for (let turn = 0; turn < 10; turn++) {
                         written.push(write(window, arguments[0]), write(window.__tab, arguments[1]));
                     }
                     return await Promise.all(written)",
                    vec![json!(products[0].item), json!(products[1].item)],
                )
                .await?;
            let (here, there) = shop
                .until("the same history in both tabs", async || {
                    let both: (Vec<u32>, Vec<u32>) = shop
                        .run(
                            "const ids = async (tab) => (await tab.whyshelf.events()).map(({ id }) => id);
                             return [await ids(window), await ids(window.__tab)]",
                            vec![],
                        )
                        .await?;
                    Ok((both.0 == both.1).then_some(both))
                })
                .await?;
            ensure!(ids.iter().all(|id| here.contains(id)), "{ids:?} of {here:?}");
            let mut numbers = ids.clone();
            numbers.sort_unstable();
            numbers.dedup();
            ensure!(numbers.len() == 20, "numbers were given twice: {ids:?}");
            ensure!(there.len() == here.len());

            does(shop, "await window.__tab.whyshelf.forget('all')").await?;
            shop.until("forgotten everywhere", async || {
                let left: usize = shop
                    .run("return (await window.whyshelf.events()).length", vec![])
                    .await?;
                Ok((left == 0).then_some(()))
            })
            .await?;
            until_erased(shop).await
        })
        .await
}

pub(super) async fn topics_presents_and_copies_are_in_the_shoppers_hand(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            shopper_with_two_views(shop).await?;
            shop.open("/").await?;
            shop.shelf().await?;
            let events = shop.events().await?;
            // Out and in again is the same.
            let copy: Value = shop
                .run("return await window.whyshelf.exportData()", vec![])
                .await?;
            does(shop, "await window.whyshelf.forget({ lastMinutes: 60 })").await?;
            ensure!(shop.events().await?.is_empty());
            shop.run::<Value>(
                "await window.whyshelf.importData(arguments[0])",
                vec![copy.clone()],
            )
            .await?;
            let again: Value = shop
                .run("return await window.whyshelf.exportData()", vec![])
                .await?;
            ensure!(again == copy, "{copy} became {again}");

            // A present leaves no trace, not even of what this visit had recorded before.
            does(shop, "await window.whyshelf.gift()").await?;
            ensure!(shop.events().await?.is_empty());
            shop.record("view_item", &events[0].item).await?;
            ensure!(shop.events().await?.len() == 1);
            shop.reload().await?;
            shop.shelf().await?;
            let view: Value = shop
                .run("return (await window.whyshelf.debug()).storage", vec![])
                .await?;
            ensure!(view["gift"] == true, "{view}");
            ensure!(shop.events().await?.is_empty(), "the present left a trace");
            does(shop, "await window.whyshelf.gift(false)").await?;
            ensure!(shop.events().await?.is_empty());

            // A topic goes as a whole and nothing else.
            let products = shop.popular().await?;
            for product in &products[..3] {
                shop.record("view_item", &product.item).await?;
            }
            let before = shop.events().await?.len();
            ensure!(before == 3);
            let none: bool = shop
                .run(
                    "return await window.whyshelf.forget({ category: 'No such category' })",
                    vec![],
                )
                .await?;
            ensure!(!none);
            ensure!(shop.events().await?.len() == before);
            Ok(())
        })
        .await
}
