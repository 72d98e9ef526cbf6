//! Times in headless Chromium. A figure means something only beside its baseline of the same run.

pub(crate) mod load;
pub(crate) mod ranking;

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::engine::Engine;
use crate::shop::Shop;
use crate::stage::{Places, Site, Stage};

/// Loads of a page, each for the cold and the warm cache.
const LOADS: usize = 15;
const RERANKS: usize = 1000;
/// Chromium's clock ticks every 0.1 ms: one sample is the mean of this many calls.
const CALLS_PER_SAMPLE: usize = 10;
const EVENTS: usize = 10;

/// Measures and prints a table.
///
/// # Errors
/// When a page or the browser does not do its part.
pub(crate) fn run(places: &Places) -> Result<()> {
    let stage = Stage::new(Engine::Chromium, places.clone())?.with_fresh_browsers();
    stage.block_on(async {
        let (cold, warm) = first_shelf(&stage).await?;
        let tasks = longest_tasks(&stage).await?;
        let (fetch, rerank, trivial) = calls(&stage).await?;
        println!("\nheadless Chromium, localhost, {LOADS} loads, {EVENTS} events in the history\n");
        println!("{:<58}{:>10}{:>10}", "milliseconds", "median", "p99");
        print("script start to first shelf, nothing cached", &cold);
        print("script start to first shelf, files cached", &warm);
        print("  baseline: one fetch from the same server", &fetch);
        print(
            "longest task since the glue was asked for, at 1/4 speed",
            &tasks,
        );
        print("one re-rank with reasons, whyshelf.recommend()", &rerank);
        print("  baseline: an async function that does nothing", &trivial);
        println!(
            "\nre-ranks: {RERANKS} samples, each the mean of {CALLS_PER_SAMPLE} calls; \
             loads are few, so their p99 is the slowest of them"
        );
        Ok(())
    })
}

/// Times from the loader's arrival to the first shelf: with a fresh profile each, and in one profile.
async fn first_shelf(stage: &Stage) -> Result<(Vec<f64>, Vec<f64>)> {
    let (mut cold, mut warm) = (Vec::new(), Vec::new());
    let mut page = String::new();
    stage
        .visit(Site::Demo, async |shop| {
            let products = shop.popular().await?;
            page = products.first().context("no product")?.url.clone();
            Ok(())
        })
        .await?;
    for _ in 0..LOADS {
        stage
            .visit(Site::Demo, async |shop| {
                cold.push(time_to_shelf(shop, &page).await?);
                Ok(())
            })
            .await?;
    }
    stage
        .visit(Site::Demo, async |shop| {
            time_to_shelf(shop, &page).await?;
            for _ in 0..LOADS {
                shop.open("/page-probe.js").await?;
                warm.push(time_to_shelf(shop, &page).await?);
            }
            Ok(())
        })
        .await?;
    Ok((cold, warm))
}

/// The longest task of a load in which the widget may have had a part, on a processor at a quarter of
/// its speed; 0 where none took 50 ms, which is what browsers call long.
async fn longest_tasks(stage: &Stage) -> Result<Vec<f64>> {
    let mut longest = Vec::new();
    stage
        .visit(Site::Demo, async |shop| {
            let products = shop.popular().await?;
            let page = &products.first().context("no product")?.url;
            shop.slow_processor().await?;
            for _ in 0..LOADS {
                time_to_shelf(shop, page).await?;
                let task: f64 = shop
                    .run(
                        "const glue = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/whyshelf_glue.js'));
                         const tasks = await new Promise((done) => {
                            new PerformanceObserver((list) => done(list.getEntries())).observe({ type: 'longtask', buffered: true });
                            setTimeout(() => done([]), 1000);
                         });
                         return Math.max(0, ...tasks.filter(({ startTime }) => startTime >= glue.startTime).map(({ duration }) => duration))",
                        vec![],
                    )
                    .await?;
                longest.push(task);
            }
            Ok(())
        })
        .await?;
    Ok(longest)
}

async fn time_to_shelf(shop: &Shop, page: &str) -> Result<f64> {
    // The shelf is in view from the start: what is measured is the widget, not the scrolling.
    shop.resize(1280, 4000).await?;
    shop.open(page).await?;
    shop.until("the first shelf", async || {
        let time: Option<f64> = shop
            .run(
                "const loader = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/whyshelf/whyshelf.js'));
                 const ready = window.__probe.ready;
                 return ready && loader ? ready - loader.responseEnd : null",
                vec![],
            )
            .await?;
        Ok(time)
    })
    .await
}

/// Times of a fetch, of a re-rank and of a call that does nothing, in one page.
async fn calls(stage: &Stage) -> Result<(Vec<f64>, Vec<f64>, Vec<f64>)> {
    let mut times = None;
    stage
        .visit(Site::Demo, async |shop| {
            let products = shop.popular().await?;
            for product in products.iter().take(EVENTS) {
                shop.record("view_item", &product.item).await?;
            }
            let events = shop.events().await?.len();
            ensure!(events == EVENTS, "the history has {events} events");
            let fetch = sample(shop, "fetch('/whyshelf/pack/manifest.json', { cache: 'no-store' }).then((answer) => answer.text())", 50, 1).await?;
            let rerank = "window.whyshelf.recommend({ placement: 'home', limit: 8 })";
            sample(shop, rerank, 20, CALLS_PER_SAMPLE).await?;
            let rerank = sample(shop, rerank, RERANKS, CALLS_PER_SAMPLE).await?;
            let trivial = sample(shop, "(async () => {})()", RERANKS, CALLS_PER_SAMPLE).await?;
            times = Some((fetch, rerank, trivial));
            Ok(())
        })
        .await?;
    times.context("nothing was measured")
}

/// Mean milliseconds of a call, `samples` times.
async fn sample(shop: &Shop, call: &str, samples: usize, calls: usize) -> Result<Vec<f64>> {
    let script = format!(
        "const [samples, calls] = arguments, times = [];
         for (let sample = 0; sample < samples; sample++) {{
            const start = performance.now();
            for (let at = 0; at < calls; at++) await {call};
            times.push((performance.now() - start) / calls);
         }}
         return times"
    );
    shop.run(&script, vec![json!(samples), json!(calls)]).await
}

fn print(what: &str, times: &[f64]) {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    println!(
        "{what:<58}{:>10.3}{:>10.3}",
        quantile(&sorted, 50),
        quantile(&sorted, 99)
    );
}

/// The value below which `percent` of the sorted values lie (nearest rank).
fn quantile(sorted: &[f64], percent: usize) -> f64 {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted
        .get(rank.saturating_sub(1))
        .copied()
        .unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_values_of_the_sample() {
        let hundred: Vec<f64> = (1..=100).map(f64::from).collect();
        assert_eq!(quantile(&hundred, 50), 50.0);
        assert_eq!(quantile(&hundred, 99), 99.0);
        assert_eq!(quantile(&[7.0], 99), 7.0);
        assert!(quantile(&[], 50).is_nan());
    }
}
