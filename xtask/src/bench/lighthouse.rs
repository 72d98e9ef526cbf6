//! `cargo xtask bench --only lighthouse`: a product page of the demo shop with the widget and without.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use serde_json::Value;

use crate::demo::{self, Programs};
use crate::failure::Failure;
use crate::project::Project;
use crate::report::table;
use crate::shell;
use crate::tools::{self, Engine};

const RUNS: usize = 3;
/// The loader's tag, up to the file's name.
const TAG: &str = "<script type=\"module\" src=\"/whyshelf/";
/// A copy of the page without it.
const WITHOUT: &str = "product/without-whyshelf.html";
const CATEGORIES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];
/// Lighthouse's names, ours, and how many digits behind the point are told.
const AUDITS: [(&str, &str, usize); 6] = [
    ("first-contentful-paint", "first contentful paint, ms", 0),
    (
        "largest-contentful-paint",
        "largest contentful paint, ms",
        0,
    ),
    ("total-blocking-time", "total blocking time, ms", 0),
    ("speed-index", "speed index, ms", 0),
    ("cumulative-layout-shift", "cumulative layout shift", 3),
    ("total-byte-weight", "bytes over the network", 0),
];

/// The figures of one run by name.
type Figures = BTreeMap<&'static str, f64>;

/// The demo shop's server; dropped, it ends.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended by itself is what is wanted.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub(super) fn run(project: &Project) -> Result<(), Failure> {
    tools::install_engines(project, &[Engine::Chromium])?;
    demo::build(project, Programs::Usual)?;
    let lighthouse = tools::install_lighthouse(project)?.join(".bin/lighthouse");
    let page = product_page(project)?;
    let (_server, origin) = serve(project)?;
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for run in 0..RUNS {
        println!("run {} of {RUNS}", run + 1);
        with.push(measure(project, &lighthouse, &format!("{origin}{page}"))?);
        without.push(measure(
            project,
            &lighthouse,
            &format!("{origin}{WITHOUT}"),
        )?);
    }
    let leftover = project.demo().join(WITHOUT);
    fs::remove_file(&leftover).map_err(|error| shell::cannot_write(&leftover, &error))?;

    println!("\n{page}, Lighthouse's emulated phone, medians of {RUNS} runs\n");
    let mut rows = vec![
        ["", "with the widget", "without"]
            .map(str::to_owned)
            .to_vec(),
    ];
    let names = CATEGORIES.iter().map(|name| (*name, *name, 0));
    for (name, words, digits) in names.chain(AUDITS) {
        let cell = |runs: &[Figures]| format!("{:.digits$}", median(runs, name));
        rows.push(vec![words.to_owned(), cell(&with), cell(&without)]);
    }
    println!("{}", table(&rows));
    Ok(())
}

/// The first product's address; its page without the widget is put beside it.
fn product_page(project: &Project) -> Result<String, Failure> {
    let folder = project.demo().join("product");
    let missing = || {
        Failure::new(
            "the demo has no product page",
            "cargo xtask demo --no-serve",
        )
    };
    let entries = fs::read_dir(&folder).map_err(|_| missing())?;
    let pages = entries.flatten().map(|entry| entry.path());
    let page: PathBuf = pages.min().ok_or_else(missing)?;
    let text = fs::read_to_string(&page).map_err(|_| missing())?;
    let (before, tag) = text.split_once(TAG).ok_or_else(missing)?;
    let (_, after) = tag.split_once("</script>").ok_or_else(missing)?;
    let copy = project.demo().join(WITHOUT);
    fs::write(&copy, format!("{before}{after}"))
        .map_err(|error| shell::cannot_write(&copy, &error))?;
    let name = page.file_name().unwrap_or_default();
    Ok(format!("product/{}", name.to_string_lossy()))
}

fn serve(project: &Project) -> Result<(Server, String), Failure> {
    let program = project.built("whyshelf");
    let mut command = shell::command(project, &program.to_string_lossy(), &["serve"]);
    command.arg(project.demo()).args(["--port", "0"]);
    let silent = || Failure::new("the demo's server does not start", "cargo xtask demo");
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|_| silent())?;
    let output = child.stdout.take().ok_or_else(silent)?;
    let server = Server(child);
    let mut line = String::new();
    BufReader::new(output)
        .read_line(&mut line)
        .map_err(|_| silent())?;
    let origin = line.trim().rsplit_once(" at ").ok_or_else(silent)?.1;
    Ok((server, origin.to_owned()))
}

fn measure(project: &Project, lighthouse: &Path, url: &str) -> Result<Figures, Failure> {
    let report = project.target.join("lighthouse.json");
    let mut command = shell::command(
        project,
        &lighthouse.to_string_lossy(),
        &[url, "--quiet", "--output=json"],
    );
    command
        .arg(format!("--output-path={}", report.display()))
        .arg(format!("--only-categories={}", CATEGORIES.join(",")))
        .arg("--chrome-flags=--headless --no-sandbox --disable-gpu --no-first-run");
    if let Some(chromium) = tools::chromium(project) {
        command.env("CHROME_PATH", chromium);
    }
    shell::run_logged(project, "lighthouse", &mut command)?;
    let unreadable = || {
        Failure::new(
            format!("{} is no report", report.display()),
            "cargo xtask bench --only lighthouse",
        )
    };
    let text = fs::read_to_string(&report).map_err(|_| unreadable())?;
    let report: Value = serde_json::from_str(&text).map_err(|_| unreadable())?;
    let score = |name: &&'static str| {
        Some((
            *name,
            report["categories"][*name]["score"].as_f64()? * 100.0,
        ))
    };
    let audit = |(name, ..): &(&'static str, &str, usize)| {
        Some((*name, report["audits"][*name]["numericValue"].as_f64()?))
    };
    let figures: Figures = CATEGORIES
        .iter()
        .filter_map(score)
        .chain(AUDITS.iter().filter_map(audit))
        .collect();
    if figures.len() == CATEGORIES.len() + AUDITS.len() {
        Ok(figures)
    } else {
        Err(unreadable())
    }
}

fn median(runs: &[Figures], name: &str) -> f64 {
    let mut values: Vec<f64> = runs
        .iter()
        .filter_map(|run| run.get(name).copied())
        .collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_run_in_the_middle() {
        let runs: Vec<Figures> = [30.0, 10.0, 20.0]
            .map(|time| Figures::from([("seo", time)]))
            .to_vec();
        assert_eq!(median(&runs, "seo"), 20.0);
        assert!(median(&runs, "performance").is_nan());
    }
}
