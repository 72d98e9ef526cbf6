//! How build time and memory grow with the log: synthetic shops of several sizes, and logs at hand.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::demo::NATIVE;
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
    /// Of all cores together: a busy machine takes longer, not more.
    processor: f64,
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
    let words = [&["build", "--release", "--bins"], &NATIVE[..]].concat();
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
    let (since, before) = (Instant::now(), processor_seconds());
    let mut megabytes = 0.0;
    shell::run_watched(&mut build, |line| {
        if line.contains("megabytes of memory") {
            let digits: String = line.chars().filter(char::is_ascii_digit).collect();
            megabytes = digits.parse().unwrap_or(0.0);
        }
    })?;
    let line = Line {
        name,
        processor: processor_seconds() - before,
        seconds: since.elapsed().as_secs_f64(),
        megabytes,
    };
    // What a page downloads must not grow with the shop.
    let mut inspect = shell::command(project, &program, &["inspect"]);
    shell::run(inspect.arg(folder.join("pack")))?;
    Ok(line)
}

/// Processor seconds of the programs that have ended so far; 0 where the system does not say.
fn processor_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    seconds_of_children(&stat).unwrap_or(0.0)
}

/// The fields `cutime` and `cstime` of proc(5), in hundredths of a second.
fn seconds_of_children(stat: &str) -> Option<f64> {
    // The name before it may hold anything, blanks and brackets included.
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(13);
    let mut ticks = || fields.next()?.parse::<f64>().ok();
    Some((ticks()? + ticks()?) / 100.0)
}

/// The table, each line with its growth over the one before.
fn print(lines: &[Line]) {
    println!(
        "\n{:40} {:>10} {:>10} {:>10} growth",
        "log", "processor", "seconds", "megabytes"
    );
    let mut before: Option<&Line> = None;
    for line in lines {
        let growth = before.map_or_else(String::new, |before| {
            let (time, memory) = (
                line.processor / before.processor,
                line.megabytes / before.megabytes,
            );
            format!("{time:.1} x, {memory:.1} x")
        });
        println!(
            "{:40} {:10.1} {:10.1} {:10.0} {growth}",
            line.name, line.processor, line.seconds, line.megabytes
        );
        before = Some(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_children_stand_after_a_name_of_any_letters() {
        let stat = "7 (a) b (c) S 1 2 3 4 5 6 7 8 9 10 11 12 250 50 20 0";
        assert_eq!(seconds_of_children(stat), Some(3.0));
        assert_eq!(seconds_of_children("7 (a) S 1"), None);
    }
}
