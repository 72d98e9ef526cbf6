//! A busy page and a long visit: what many events cost, and whether memory stops growing.

use anyhow::Result;
use serde::Deserialize;
use serde_json::json;

use super::quantile;
use crate::engine::Engine;
use crate::shop::{Product, Shop};
use crate::stage::{Places, Site, Stage};

/// Seconds of fifty events each.
const SECONDS: usize = 20;
const BURST: usize = 1000;
/// Page changes of the long visit, told of in so many parts, and events on each page: 20,000 events.
const PARTS: usize = 40;
const PAGES: usize = 50;
const EVENTS: usize = 10;
/// Milliseconds by which the page's clock goes on at each page change, for eight hours in all.
const PAGE_TIME: f64 = 8.0 * 3_600_000.0 / (PARTS * PAGES) as f64;

/// Pushes views into the page's data layer: `times` of the calls, and the tasks that took 50 ms or
/// more. `pause` is the time between two; without one they come in one task, whose clock is read only
/// before the first and after the last: a thousand readings would be a good part of it.
const PUSH: &str = "
    const [items, count, pause] = arguments;
    const tasks = [];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
    observer.observe({ type: 'longtask' });
    window.dataLayer ??= [];
    // What is the same as just before is one view: no two that follow each other are.
    const entry = (at) => ({ event: 'view_item', ecommerce: { items: [{ item_id: items[at % items.length] }] } });
    const one = (layer, at) => {
        const pushed = entry(at), start = performance.now();
        layer.push(pushed);
        return performance.now() - start;
    };
    const all = (layer) => {
        const start = performance.now();
        for (let at = 0; at < count; at++) layer.push(entry(at));
        return [performance.now() - start];
    };
    const wait = (time) => new Promise((done) => setTimeout(done, Math.max(0, time)));
    const plain = [], times = [], plainTimes = [];
    const begin = performance.now();
    if (pause) {
        for (let at = 0; at < count; at++) {
            plainTimes.push(one(plain, at));
            times.push(one(window.dataLayer, at));
            const due = begin + (at + 1) * pause;
            while (performance.now() < due) await wait(due - performance.now());
        }
    } else {
        plainTimes.push(...all(plain));
        await wait(100);
        await new Promise((done) => setTimeout(() => done(times.push(...all(window.dataLayer)))));
    }
    const over = performance.now() - begin;
    // The last have been heard, written and shown when a call that comes after them answers.
    await wait(0);
    await window.whyshelf.events();
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 500)));
    observer.disconnect();
    return { times, plain: plainTimes, over, tasks: tasks.map(({ duration }) => duration) }";

/// A shop of one page goes from product to product, its clock with it.
const VISIT: &str = "
    const [products, pages, events, hours] = arguments;
    const shelf = document.querySelector('why-shelf:not([sorts])');
    const clock = window.__clock ??= { now: Date.now, late: 0 };
    Date.now = () => clock.now.call(Date) + clock.late;
    window.dataLayer ??= [];
    // The test's own record grows with the visit.
    window.__probe.shifts.length = 0;
    for (let page = 0; page < pages; page++) {
        const { item, url } = products[page % products.length];
        history.pushState(null, '', url);
        shelf.setAttribute('placement', 'product');
        shelf.setAttribute('item', item);
        for (let event = 0; event < events; event++) {
            const viewed = products[(page * events + event) % products.length].item;
            await window.whyshelf.record({ kind: 'view_item', item: viewed });
            clock.late += hours / events;
        }
    }
    const { main } = await import('/whyshelf/whyshelf_glue.js');
    const wasm = main();
    const done = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
    let stored = 0;
    for (const { name } of await indexedDB.databases()) {
        const database = await done(indexedDB.open(name));
        for (const store of database.objectStoreNames) {
            const all = database.transaction(store).objectStore(store);
            const [keys, values] = await Promise.all([done(all.getAllKeys()), done(all.getAll())]);
            for (const key of keys) stored += String(key).length;
            for (const value of values) stored += value.byteLength ?? JSON.stringify(value).length;
        }
        database.close();
    }
    const held = await window.whyshelf.exportData();
    return { heap: performance.memory.usedJSHeapSize, wasm: wasm.memory.buffer.byteLength, stored, next: held.next, held: held.events.length }";

#[derive(Debug, Deserialize)]
struct Pushed {
    times: Vec<f64>,
    plain: Vec<f64>,
    /// Milliseconds from the first to the last.
    over: f64,
    tasks: Vec<f64>,
}

#[derive(Debug, Deserialize)]
struct Memory {
    heap: f64,
    wasm: f64,
    stored: f64,
    next: f64,
    held: usize,
}

/// Measures and prints two tables.
///
/// # Errors
/// When a page or the browser does not do its part.
pub(crate) fn run(places: &Places) -> Result<()> {
    let stage = Stage::new(Engine::Chromium, places.clone())?.with_fresh_browsers();
    stage.block_on(async {
        stage
            .visit(Site::Demo, async |shop| {
                let products = remembering(shop).await?;
                busy(shop, &products).await
            })
            .await?;
        stage
            .visit(Site::Demo, async |shop| {
                let products = remembering(shop).await?;
                long(shop, &products).await
            })
            .await
    })
}

/// A shopper who asked to be remembered, on a page with a shelf in view.
async fn remembering(shop: &Shop) -> Result<Vec<Product>> {
    let products = shop.popular().await?;
    shop.remember(true).await?;
    Ok(products)
}

async fn busy(shop: &Shop, products: &[Product]) -> Result<()> {
    shop.slow_processor().await?;
    let items: Vec<&str> = products.iter().map(|product| &*product.item).collect();
    println!(
        "\nheadless Chromium at 1/4 speed, a shelf in view, events kept on the device\n\n{:<44}{:>9}{:>9}{:>9}{:>9}{:>12}{:>12}",
        "milliseconds of a push into the data layer",
        "p50",
        "p95",
        "most",
        "in all",
        "long tasks",
        "longest"
    );
    let load = [
        ("50 events a second", 50 * SECONDS, 1000.0 / 50.0),
        ("1,000 in one task", BURST, 0.0),
    ];
    for (name, count, pause) in load {
        let pushed: Pushed = shop
            .run(PUSH, vec![json!(items), json!(count), json!(pause)])
            .await?;
        // A page that cannot keep the pace is measured at another.
        let seconds = pushed.over / 1000.0;
        let name = if pause > 0.0 {
            format!("{name}, {seconds:.1} s")
        } else {
            name.to_owned()
        };
        let longest = pushed.tasks.iter().copied().fold(0.0, f64::max);
        line(&name, pushed.times, Some((pushed.tasks.len(), longest)));
        line("  baseline: an array that nobody hears", pushed.plain, None);
    }
    Ok(())
}

/// Quantiles only of what was timed one by one.
fn line(name: &str, mut times: Vec<f64>, tasks: Option<(usize, f64)>) {
    times.sort_by(f64::total_cmp);
    let all: f64 = times.iter().sum();
    let quantiles: String = if times.len() > 1 {
        let of = |percent| format!("{:>9.3}", quantile(&times, percent));
        [50, 95, 100].map(of).concat()
    } else {
        " ".repeat(27)
    };
    let tasks = tasks.map_or_else(String::new, |(count, longest)| {
        format!("{count:>12}{longest:>12.0}")
    });
    println!("{name:<44}{quantiles}{all:>9.1}{tasks}");
}

async fn long(shop: &Shop, products: &[Product]) -> Result<()> {
    let pages: Vec<_> = products
        .iter()
        .map(|product| json!({ "item": product.item, "url": product.url }))
        .collect();
    println!(
        "\na visit of eight hours on the page's clock, {} page changes without a load, {} events\n\n{:>8}{:>12}{:>12}{:>14}{:>8}",
        PARTS * PAGES,
        PARTS * PAGES * EVENTS,
        "events",
        "heap KB",
        "wasm KB",
        "stored bytes",
        "held"
    );
    for _ in 0..PARTS {
        let arguments = vec![json!(pages), json!(PAGES), json!(EVENTS), json!(PAGE_TIME)];
        let now: Memory = shop.run(VISIT, arguments).await?;
        shop.collect_garbage().await?;
        let heap: f64 = shop
            .run("return performance.memory.usedJSHeapSize", vec![])
            .await?;
        println!(
            "{:>8.0}{:>12.0}{:>12.0}{:>14.0}{:>8}",
            now.next - 1.0,
            heap.min(now.heap) / 1024.0,
            now.wasm / 1024.0,
            now.stored,
            now.held
        );
    }
    Ok(())
}
