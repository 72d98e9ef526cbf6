//! `whyshelf inspect`, from the outside.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/small_pack.rs"]
mod small_pack;
mod support;

use serde_json::Value;
use support::{Folder, csv, rows};

fn small() -> Folder {
    let folder = Folder::new();
    small_pack::write(&folder.path().join("pack"), &small_pack::contents());
    folder
}

fn json(folder: &Folder) -> Value {
    let run = folder.run("inspect pack --json");
    assert_eq!(run.status, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

#[test]
fn everything_in_a_pack_is_said_in_words() {
    let run = small().run("inspect pack");
    assert_eq!(run.status, 0, "{}", run.stderr);
    // The tables of sizes change with every byte of the format; the test below knows them.
    let facts = include_str!("golden/inspect.txt");
    let sizes = run.stdout.strip_prefix(facts);
    let sizes = sizes.unwrap_or_else(|| panic!("{}\nbegins otherwise than\n{facts}", run.stdout));
    for row in [
        "items: title",
        "rows: neighbours",
        "a neighbour with its weight",
        "a product page loads",
    ] {
        assert!(sizes.contains(row), "{row} not in {sizes}");
    }
}

#[test]
fn sections_are_the_bytes_of_the_file() {
    let folder = small();
    let report = json(&folder);
    assert_eq!(report["contents"]["items"], 5);
    assert_eq!(report["contents"]["shown"], 4);
    assert_eq!(report["contents"]["neighbours"], 6);
    assert_eq!(report["contents"]["by_relation"]["viewed_together"], 2);
    assert_eq!(
        report["model"]["distance"],
        serde_json::json!([100, 50, 25])
    );
    let sections = report["sections"].as_array().unwrap();
    let bytes = |part: &Value| part["bytes"].as_u64().unwrap();
    let payload: u64 = sections.iter().map(bytes).sum();
    let file = std::fs::metadata(folder.pack_file()).unwrap().len();
    assert_eq!(bytes(&report["pack_file"]), file);
    // The rest are headers.
    assert!(payload < file && payload + 60 > file, "{payload} of {file}");
    // What six neighbours take is what their rows take.
    let neighbour = &report["per_neighbour"];
    let stored = |what: &str| neighbour[what]["bytes"].as_f64().unwrap();
    let rows: u64 = sections
        .iter()
        .filter(|part| part["name"].as_str().unwrap().starts_with("rows"))
        .map(bytes)
        .sum();
    let sum = stored("number_and_weight") + stored("relation") + stored("row");
    assert!((sum - rows as f64 / 6.0).abs() < 1e-9, "{neighbour}");
    let manifest = bytes(&report["manifest"]);
    assert_eq!(bytes(&report["page"]["max"]), file + manifest);
}

#[test]
fn a_page_of_a_pack_in_shards_needs_less_than_all() {
    let long = "x".repeat(2000);
    let text = csv(&rows(60)).replace("item-", &format!("item-{long}-"));
    let folder = Folder::with("log.csv", text);
    folder.build("--events log.csv --min-support 1 --layout shards");
    let report = json(&folder);
    let (count, sampled) = (&report["shards"]["count"], &report["shards"]["sampled"]);
    assert!(count.as_u64().unwrap() > 2);
    assert_eq!(count, sampled, "few enough to look into all");
    assert_eq!(report["page"]["sampled"], report["contents"]["items"]);
    let page = |which: &str| report["page"][which]["brotli"].as_u64().unwrap();
    assert!(page("median") <= page("p95") && page("p95") <= page("max"));
    assert!(page("median") > report["manifest"]["brotli"].as_u64().unwrap());
}
