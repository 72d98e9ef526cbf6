//! Many documents of one shop, open at once or one after the other.

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::{Value, json};

use super::shopper_with_two_views;
use crate::stage::{Site, Stage};

/// Events that each tab records.
const EVENTS: u32 = 1000;

/// Eight documents of the shop, each of which records events that no other does, eight at a time; every
/// other one is closed on the way, with an event under way. What was acknowledged is taken down.
const WRITE: &str = "
    const [count] = arguments;
    const tabs = await Promise.all(Array.from({ length: 8 }, async (_, tab) => {
        const frame = document.createElement('iframe');
        frame.src = '/cart.html';
        document.body.append(frame);
        await new Promise((loaded) => frame.addEventListener('load', loaded));
        await frame.contentWindow.whyshelf.events();
        return frame;
    }));
    window.__written = [];
    window.__open = tabs.length;
    tabs.forEach(async (frame, tab) => {
        const closes = tab % 2 ? Math.ceil(count * Math.random()) : count;
        const last = closes < count ? closes - 1 : closes;
        const record = async (turn) => {
            const item = `${tab}-${turn}`;
            const written = frame.contentWindow.whyshelf.record({ kind: 'view_item', item });
            if (turn < last) window.__written.push([await written, item]);
        };
        for (let turn = 0; turn < last; turn += 8)
            await Promise.all(Array.from({ length: Math.min(8, last - turn) }, (_, next) => record(turn + next)));
        if (last < closes) {
            record(last);
            frame.remove();
        }
        window.__open -= 1;
    });";

#[derive(Debug, Deserialize)]
struct Exported {
    next: u32,
    events: Vec<Event>,
}

#[derive(Debug, Deserialize)]
struct Event {
    id: u32,
    item: String,
}

pub(super) async fn eight_tabs_that_write_and_close_lose_and_double_nothing(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            shopper_with_two_views(shop).await?;
            let before: Exported = shop
                .run("return await window.whyshelf.exportData()", vec![])
                .await?;
            shop.run::<Value>(WRITE, vec![json!(EVENTS)]).await?;
            let mut left = u32::MAX;
            while left > 0 {
                // As long as it takes, while it goes on.
                let written = "return window.__written.length";
                let first: usize = shop.run(written, vec![]).await?;
                left = shop
                    .until("another event", async || {
                        let (now, open): (usize, u32) = shop
                            .run("return [window.__written.length, window.__open]", vec![])
                            .await?;
                        Ok((now > first || open == 0).then_some(open))
                    })
                    .await?;
            }
            let written: Vec<(u32, String)> = shop.run("return window.__written", vec![]).await?;
            let mut numbers: Vec<u32> = written.iter().map(|(id, _)| *id).collect();
            numbers.sort_unstable();
            numbers.dedup();
            ensure!(numbers.len() == written.len(), "a number was given twice");

            shop.open("/").await?;
            let after: Exported = shop
                .run("return await window.whyshelf.exportData()", vec![])
                .await?;
            // Four more may have been under way when their tabs were closed.
            let kept = (after.next - before.next) as usize;
            ensure!(
                (written.len()..=written.len() + 4).contains(&kept),
                "{kept} were kept of {} written",
                written.len()
            );
            let mut items: Vec<&str> = after.events.iter().map(|event| &*event.item).collect();
            items.sort_unstable();
            items.dedup();
            ensure!(items.len() == after.events.len(), "an event is there twice");
            let oldest = after.events.first().context("nothing is held")?.id;
            for (id, item) in written.iter().filter(|(id, _)| *id >= oldest) {
                let held = after.events.iter().find(|event| event.id == *id);
                ensure!(
                    held.is_some_and(|held| held.item == *item),
                    "{item} was written as {id}, which is {held:?}"
                );
            }
            Ok(())
        })
        .await
}

/// In Chromium and Firefox the page may come from the back/forward cache, alive as it was left;
/// WebKit's is switched off in these tests.
pub(super) async fn a_page_that_is_come_back_to_knows_what_happened_since(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let [_, second] = shopper_with_two_views(shop).await?;
            shop.open("/").await?;
            let before = shop.shelf().await?;
            shop.open(&second.url).await?;
            shop.shelf().await?;
            shop.record("add_to_cart", &second.item).await?;
            shop.back().await?;
            shop.until("the event of the page in between", async || {
                let events = shop.events().await?;
                Ok(events
                    .iter()
                    .any(|event| event.kind == "add_to_cart")
                    .then_some(()))
            })
            .await?;
            let after = shop.shelf_after(&before).await?;
            ensure!(!after.is_empty(), "the shelf is empty");
            let errors = shop.errors().await?;
            ensure!(errors.is_empty(), "{errors:#?}");
            Ok(())
        })
        .await
}

/// A module is not loaded for an opaque origin unless the server allows everybody: the shop's own
/// content stays, and its own scripts run.
pub(super) async fn in_a_sandboxed_frame_the_shops_own_content_stays(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Faults, async |shop| {
            shop.open("/cart.html").await?;
            shop.run::<Value>(
                "const frame = document.createElement('iframe');
                 frame.setAttribute('sandbox', 'allow-scripts');
                 frame.src = '/';
                 document.body.prepend(frame);
                 await new Promise((loaded) => frame.addEventListener('load', loaded))",
                vec![],
            )
            .await?;
            shop.enter_frame(0).await?;
            shop.scroll_to_shelf().await?;
            shop.until("the shop's own content", async || {
                Ok(shop.shows_fallback().await?.then_some(()))
            })
            .await?;
            // WebKit takes nothing there for the page's own, and its policy then refuses every script.
            let (done, refused): (bool, bool) = shop
                .run(
                    "return [document.documentElement.dataset.host === 'done',
                             window.__probe === undefined || window.__probe.violations.some((text) => text.includes('page-last.js'))]",
                    vec![],
                )
                .await?;
            ensure!(done || refused, "the page's own script did not finish");
            if refused {
                return Ok(());
            }
            let errors = shop.errors().await?;
            let thrown = errors
                .iter()
                .find(|error| !error.starts_with("did not load"));
            ensure!(thrown.is_none(), "{errors:#?}");
            Ok(())
        })
        .await
}
