//! One recommendation with its contributions: natively, in wasm, in plain JavaScript, and beside a
//! request to a server, for catalogs that grow.

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::quantile;
use crate::engine::Engine;
use crate::shop::Shop;
use crate::stage::{Places, Site, Stage};

/// A million items take a page a while to read, on a busy machine minutes.
const LONGEST: Duration = Duration::from_secs(600);

/// What `whyshelf-bench` measured and left beside the catalogs. Times are microseconds, each the
/// median and the 99th percentile.
#[derive(Debug, Deserialize)]
struct Native {
    file: String,
    items: u32,
    events: u32,
    shelf: [f64; 2],
    reasons: [f64; 2],
}

/// Samples from the page, in microseconds.
#[derive(Debug, Deserialize)]
struct Page {
    shelf: Vec<f64>,
    plain: Vec<f64>,
    reasons: Vec<f64>,
}

/// A line of the table: native, wasm and JavaScript, each the median and the 99th percentile.
struct Line {
    items: u32,
    events: u32,
    shelf: [[f64; 2]; 3],
    reasons: [[f64; 2]; 2],
}

/// Measures and prints the tables.
///
/// # Errors
/// When wasm and JavaScript do not answer the same, or a page does not do its part.
pub(crate) fn run(places: &Places) -> Result<()> {
    let native = read(&places.bench)?;
    let stage = Stage::new(Engine::Chromium, places.clone())?.with_fresh_browsers();
    stage.block_on(async {
        let (mut lines, mut trips) = (Vec::new(), Vec::new());
        stage
            .visit(Site::Bench, async |shop| {
                shop.open("/").await?;
                trips = shop.run("return window.bench.roundTrips()", vec![]).await?;
                Ok(())
            })
            .await?;
        for catalog in native.chunk_by(|a, b| a.file == b.file) {
            // A page for each catalog: the memory of the one before goes with its page.
            stage
                .visit(Site::Bench, async |shop| {
                    measure(shop, catalog, &mut lines).await
                })
                .await?;
        }
        print(&lines, quantiles(&trips));
        Ok(())
    })
}

fn read(folder: &Path) -> Result<Vec<Native>> {
    let file = folder.join("native.json");
    let text = fs::read_to_string(&file).with_context(|| {
        format!(
            "{} is made by `whyshelf-bench`: run `cargo xtask bench`",
            file.display()
        )
    })?;
    Ok(serde_json::from_str(&text)?)
}

async fn measure(shop: &Shop, catalog: &[Native], lines: &mut Vec<Line>) -> Result<()> {
    let longest = catalog.iter().map(|native| native.events).max();
    shop.open("/").await?;
    let file = catalog.first().map(|native| &native.file);
    let load = vec![json!(file), json!(longest)];
    long::<u32>(shop, "load", load).await?;
    for native in catalog {
        let events = vec![json!(native.events)];
        let page: Page = long(shop, "time", events).await?;
        lines.push(Line {
            items: native.items,
            events: native.events,
            shelf: [native.shelf, quantiles(&page.shelf), quantiles(&page.plain)],
            reasons: [native.reasons, quantiles(&page.reasons)],
        });
    }
    Ok(())
}

/// Calls a function of the page that may take longer than WebDriver waits for a script.
async fn long<T: DeserializeOwned>(shop: &Shop, name: &str, arguments: Vec<Value>) -> Result<T> {
    let script = "const [name, args] = arguments;
         window.outcome = null;
         (async () => window.bench[name](...args))().then(
            (value) => { window.outcome = { value }; },
            (error) => { window.outcome = { error: String(error) }; })";
    shop.run::<()>(script, vec![json!(name), json!(arguments)])
        .await?;
    for _ in 0..LONGEST.as_secs() {
        let outcome: Value = shop.run("return window.outcome", vec![]).await?;
        if let Some(error) = outcome.get("error") {
            bail!("the page's {name}() threw {error}");
        }
        if let Some(value) = outcome.get("value") {
            return Ok(serde_json::from_value(value.clone())?);
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    bail!("the page's {name}() did not end within {LONGEST:?}")
}

fn quantiles(times: &[f64]) -> [f64; 2] {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    [quantile(&sorted, 50), quantile(&sorted, 99)]
}

fn print(lines: &[Line], trip: [f64; 2]) {
    println!(
        "\none recommendation, a shelf of 8 with its contributions: microseconds, p50 / p99\n"
    );
    println!(
        "{:>9} {:>7}{:>16}{:>16}{:>16}{:>10}{:>11}",
        "items", "events", "native", "wasm", "JavaScript", "wasm/JS", "HTTP/wasm"
    );
    let pair = |[median, tail]: [f64; 2]| format!("{median:.1} / {tail:.1}");
    for line in lines {
        let [native, wasm, plain] = line.shelf;
        println!(
            "{:>9} {:>7}{:>16}{:>16}{:>16}{:>10.2}{:>11.0}",
            line.items,
            line.events,
            pair(native),
            pair(wasm),
            pair(plain),
            wasm[0] / plain[0],
            trip[0] / wasm[0],
        );
    }
    println!("\nthe same with the smallest set of events that each card rests on\n");
    for line in lines {
        let [native, wasm] = line.reasons;
        println!(
            "{:>9} {:>7}{:>16}{:>16}{:>26}{:>11.0}",
            line.items,
            line.events,
            pair(native),
            pair(wasm),
            "",
            trip[0] / wasm[0],
        );
    }
    println!(
        "\nHTTP, a small file from a server on this machine: {}",
        pair(trip)
    );
    for (smallest, largest) in growth(lines) {
        let times = |of: usize| largest.shelf[of][0] / smallest.shelf[of][0];
        println!(
            "from {} to {} items, {} events: native x {:.2}, wasm x {:.2}, JavaScript x {:.2}",
            smallest.items,
            largest.items,
            smallest.events,
            times(0),
            times(1),
            times(2),
        );
    }
    println!(
        "\nnative: single calls; in the page, whose clock ticks every 0.1 ms: means of calls that take 2 ms \
         together, wasm and JavaScript in turn; 32 sessions in turn"
    );
}

/// For each length of session the smallest catalog's line and the largest's.
fn growth(lines: &[Line]) -> Vec<(&Line, &Line)> {
    let smallest = lines.iter().map(|line| line.items).min();
    let largest = lines.iter().map(|line| line.items).max();
    let of = |items: Option<u32>| lines.iter().filter(move |line| Some(line.items) == items);
    of(smallest).zip(of(largest)).collect()
}
