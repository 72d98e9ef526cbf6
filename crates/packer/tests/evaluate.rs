//! What `whyshelf evaluate` reports.
#![allow(clippy::unwrap_used)]

mod support;

use serde_json::Value;
use support::{Folder, HEADER, csv, rows};

fn report(folder: &Folder, arguments: &str) -> Value {
    let run = folder.run(&format!("evaluate --pack pack --json {arguments}"));
    assert_eq!(run.status, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

/// Every session is A then B: after A comes B, always.
fn always() -> Folder {
    let sessions = (0..20).map(|session| {
        format!(
            "s{session},A,{}\ns{session},B,{}\n",
            session * 2,
            session * 2 + 1
        )
    });
    let folder = Folder::with(
        "log.csv",
        format!("{HEADER}\n{}", sessions.collect::<String>()),
    );
    folder.build("--events log.csv");
    folder
}

#[test]
fn a_log_that_always_repeats_is_predicted_wholly() {
    let folder = always();
    folder.write("test.csv", format!("{HEADER}\nx,A,1\nx,B,2\n"));
    let report = report(&folder, "--events test.csv");
    assert_eq!(report["queries"], 1);
    assert_eq!(report["unseen"]["hr"]["5"], 1.0);
    assert_eq!(report["unseen"]["mrr"]["20"], 1.0);
    assert_eq!(report["all"]["hr"]["20"], 1.0);
}

#[test]
fn unknown_items_are_misses_and_leave_a_gap() {
    let folder = always();
    folder.write("test.csv", format!("{HEADER}\nx,A,1\nx,new,2\nx,B,3\n"));
    let report = report(&folder, "--events test.csv");
    assert_eq!(report["queries"], 2);
    assert_eq!(report["unseen"]["hr"]["20"], 0.5);
}

#[test]
fn repeated_targets_count_only_among_all() {
    let folder = always();
    folder.write("test.csv", format!("{HEADER}\nx,A,1\nx,A,2\n"));
    let report = report(&folder, "--events test.csv");
    assert_eq!(report["queries"], 1);
    assert_eq!(report["all"]["hr"]["5"], 1.0);
    assert_eq!(report["unseen"]["hr"]["5"], 0.0);
}

#[test]
fn short_queries_can_be_skipped() {
    let folder = always();
    folder.write(
        "test.csv",
        format!("{HEADER}\nx,A,1\nx,B,2\nx,A,3\ny,A,4\ny,B,5\n"),
    );
    assert_eq!(report(&folder, "--events test.csv")["queries"], 3);
    assert_eq!(
        report(&folder, "--events test.csv --min-prefix 2")["queries"],
        1
    );
    folder
        .run("evaluate --pack pack --events test.csv --min-prefix 3")
        .fails(1, &["after 3 others"]);
}

#[test]
fn the_table_shows_the_same_figures() {
    let folder = Folder::with("log.csv", csv(&rows(60)));
    folder.build("--events log.csv --min-support 1");
    let hit_rate = report(&folder, "--events log.csv")["all"]["hr"]["10"]
        .as_f64()
        .unwrap();
    assert!((0.0..=1.0).contains(&hit_rate));
    let run = folder.run("evaluate --pack pack --events log.csv");
    let shown = format!("{:.2} %", 100.0 * hit_rate);
    assert!(run.stdout.contains(&shown), "{shown} not in {}", run.stdout);
}

#[test]
fn every_help_has_an_example() {
    for arguments in ["--help", "build --help", "evaluate --help", "serve --help"] {
        let run = Folder::new().run(arguments);
        assert_eq!(run.status, 0);
        assert!(
            run.stdout.contains("Example:\n  whyshelf"),
            "{arguments}: {}",
            run.stdout
        );
    }
}
