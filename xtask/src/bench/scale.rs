//! How build time and memory grow with the log: synthetic shops of several sizes, and logs at hand.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::failure::{Failure, usage};
use crate::project::Project;
use crate::shell;

/// Events and items without a word: what a large shop has, and ten times less.
const SIZES: [(&str, &str); 2] = [("10000000", "100000"), ("100000000", "1000000")];

/// What a build is measured on.
enum Log {
    /// A synthetic shop of so many events and items.
    Made(String, String),
    /// A file at hand.
    File(PathBuf),
}

/// A line of the table.
struct Line {
    name: String,
    seconds: f64,
    megabytes: f64,
}

/// Measures the release build of `whyshelf`: `EVENTS:ITEMS` makes a synthetic shop, any other word is
/// a log.
pub(super) fn run(project: &Project, words: &[&str]) -> Result<(), Failure> {
    let logs: Vec<Log> = if words.is_empty() {
        let size = |(events, items): (&str, &str)| Log::Made(events.into(), items.into());
        SIZES.into_iter().map(size).collect()
    } else {
        words
            .iter()
            .map(|word| log(word))
            .collect::<Result<_, _>>()?
    };
    // The whole workspace, so that DataFusion is compiled once and not again with other features.
    let words = ["build", "--release", "--workspace", "--bins"];
    shell::run(&mut shell::cargo(project, &words))?;
    let program = project.target.join("release/whyshelf");
    let folder = project.target.join("bench/scale");
    fs::create_dir_all(&folder).map_err(|error| shell::cannot_write(&folder, &error))?;
    let lines: Result<Vec<Line>, Failure> = logs
        .iter()
        .map(|log| measured(project, &program, &folder, log))
        .collect();
    print(&lines?);
    Ok(())
}

fn log(word: &str) -> Result<Log, Failure> {
    let is_number = |text: &str| text.parse::<u64>().is_ok();
    match word.split_once(':') {
        Some((events, items)) if is_number(events) && is_number(items) => {
            Ok(Log::Made(events.into(), items.into()))
        }
        _ if Path::new(word).exists() => Ok(Log::File(word.into())),
        _ => Err(usage("bench", word)),
    }
}

fn measured(project: &Project, program: &Path, folder: &Path, log: &Log) -> Result<Line, Failure> {
    let program = program.to_string_lossy();
    let (name, events, catalog) = match log {
        Log::File(path) => (path.display().to_string(), path.clone(), None),
        Log::Made(events, items) => {
            let shop = folder.join(format!("{events}-{items}"));
            let log = shop.join("events.parquet");
            if !log.exists() {
                let words = ["generate", "--events", events, "--items", items, "--out"];
                let mut generate = shell::command(project, &program, &words);
                shell::run(generate.arg(&shop))?;
            }
            let name = format!("{events} events, {items} items");
            (name, log, Some(shop.join("catalog.parquet")))
        }
    };
    let mut build = shell::command(project, &program, &["build", "--out"]);
    build.arg(folder.join("pack")).arg("--events").arg(events);
    if let Some(catalog) = catalog {
        build.arg("--catalog").arg(catalog);
    }
    let since = Instant::now();
    let mut megabytes = 0.0;
    shell::run_watched(&mut build, |line| {
        if line.contains("megabytes of memory") {
            let digits: String = line.chars().filter(char::is_ascii_digit).collect();
            megabytes = digits.parse().unwrap_or(0.0);
        }
    })?;
    Ok(Line {
        name,
        seconds: since.elapsed().as_secs_f64(),
        megabytes,
    })
}

/// The table, each line with its growth over the one before.
fn print(lines: &[Line]) {
    println!(
        "\n{:40} {:>10} {:>12} growth",
        "log", "seconds", "megabytes"
    );
    let mut before: Option<&Line> = None;
    for line in lines {
        let growth = before.map_or_else(String::new, |before| {
            let (time, memory) = (
                line.seconds / before.seconds,
                line.megabytes / before.megabytes,
            );
            format!("{time:.1} x, {memory:.1} x")
        });
        println!(
            "{:40} {:10.1} {:12.0} {growth}",
            line.name, line.seconds, line.megabytes
        );
        before = Some(line);
    }
}
