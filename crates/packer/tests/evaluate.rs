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
fn rows_that_are_left_out_are_told() {
    let folder = always();
    let good: String = (0..20).map(|at| format!("x,A,{at}\n")).collect();
    folder.write("test.csv", format!("{HEADER}\n{good}x,,20\n"));
    let run = folder.run("evaluate --pack pack --events test.csv");
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stderr.contains("1 malformed rows"), "{}", run.stderr);
    let told = "test.csv, line 22: `item_id` is empty";
    assert!(run.stderr.contains(told), "{}", run.stderr);
    // What the baselines learn from is a log as well.
    folder.write("good.csv", format!("{HEADER}\n{good}"));
    let run = folder.run("evaluate --pack pack --events good.csv --baselines test.csv");
    assert!(run.stderr.contains(told), "{}", run.stderr);
}

#[test]
fn what_happened_to_an_item_counts() {
    // After A comes C, after B comes D.
    let learnt = (0..200).map(|session| {
        let (from, to) = [("A", "C"), ("B", "D")][session % 2];
        format!("s{session},{from},1,view_item\ns{session},{to},2,view_item\n")
    });
    let header = format!("{HEADER},event");
    let learnt: String = learnt.collect();
    let folder = Folder::with("log.csv", format!("{header}\n{learnt}"));
    folder.build("--events log.csv");
    let reciprocal = |kind: &str| {
        let rows = format!("x,B,1,{kind}\nx,B,2,{kind}\nx,A,3,view_item\nx,D,4,view_item\n");
        folder.write("test.csv", format!("{header}\n{rows}"));
        let report = report(&folder, "--events test.csv --min-prefix 3");
        report["unseen"]["mrr"]["20"].as_f64().unwrap()
    };
    // A purchase says more than a look, even than a later one.
    assert_eq!(reciprocal("view_item"), 0.5);
    assert_eq!(reciprocal("purchase"), 1.0);
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
fn recall_asks_for_the_rest_of_the_session() {
    let folder = always();
    folder.write("test.csv", format!("{HEADER}\nx,A,1\nx,new,2\nx,B,3\n"));
    let report = report(&folder, "--events test.csv");
    // After A come the new item and B, of which B is shown; after both only B.
    assert_eq!(report["unseen"]["recall"]["20"], 0.75);
    assert_eq!(report["unseen"]["hr"]["20"], 0.5);
}

#[test]
fn shelves_are_measured_too() {
    let folder = always();
    folder.write(
        "test.csv",
        format!("{HEADER}\nx,A,1\nx,B,2\ny,A,3\ny,B,4\n"),
    );
    let report = report(&folder, "--events test.csv");
    assert_eq!(report["items"], 2);
    // With repeats both items are shown, twice each; without, only B.
    assert_eq!(report["all"]["coverage"], 1.0);
    assert_eq!(report["all"]["gini"], 0.0);
    assert_eq!(report["unseen"]["coverage"], 0.5);
    assert_eq!(report["unseen"]["gini"], 0.5);
    assert_eq!(report["unseen"]["popularity_percentile"], 0.5);
    // Two events each: p = (2 + 1) / (4 + 2), one bit.
    assert_eq!(report["unseen"]["novelty_bits"], 1.0);
    // A recommends B and B recommends A: nothing in common.
    assert_eq!(report["all"]["diversity"], 1.0);
    assert_eq!(report["reachable"], 1.0);
}

#[test]
fn baselines_stand_beside_the_pack_in_one_run() {
    let folder = always();
    folder.write("test.csv", format!("{HEADER}\nx,A,1\nx,B,2\n"));
    let arguments = "--events test.csv --baselines log.csv";
    let report = report(&folder, arguments);
    let baselines = report["baselines"].as_array().unwrap();
    let names: Vec<&str> = baselines
        .iter()
        .map(|baseline| baseline["name"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "popularity",
            "cosine co-occurrence",
            "sequential rules",
            "VMIS-kNN"
        ]
    );
    // A and B are equally popular and share ranks 1 and 2; rules know what comes after A.
    assert_eq!(baselines[0]["all"]["mrr"]["20"], 1.0 / 1.5);
    assert_eq!(baselines[1]["all"]["mrr"]["20"], 1.0);
    assert_eq!(baselines[2]["all"]["mrr"]["20"], 1.0);
    // Every past session holds both, so neither says anything.
    assert_eq!(baselines[3]["all"]["mrr"]["20"], 0.0);
    let table = folder.run(&format!("evaluate --pack pack {arguments}"));
    for name in names {
        assert!(table.stdout.contains(name), "{name}: {}", table.stdout);
    }
}

#[test]
fn everything_lies_in_its_range() {
    let folder = Folder::with("log.csv", csv(&rows(60)));
    folder.build("--events log.csv --min-support 1");
    let report = report(&folder, "--events log.csv --baselines log.csv");
    let methods = report["baselines"].as_array().unwrap().iter();
    for method in methods.chain([&report]) {
        assert_shares(&method["all"], "all");
        assert_shares(&method["unseen"], "unseen");
        assert_shares(&method["reachable"], "reachable");
    }
}

fn assert_shares(value: &Value, name: &str) {
    match value {
        Value::Object(fields) => {
            let shares = fields
                .iter()
                .filter(|(name, _)| !["queries", "novelty_bits"].contains(&name.as_str()));
            shares.for_each(|(name, value)| assert_shares(value, name));
        }
        value => {
            let share = value.as_f64().unwrap();
            assert!((0.0..=1.0).contains(&share), "{name}: {share}");
        }
    }
}

#[test]
fn threads_change_neither_the_figures_nor_the_page() {
    let folder = Folder::with("log.csv", csv(&rows(60)));
    folder.build("--events log.csv --min-support 1");
    let on = |threads: &str| {
        let arguments =
            "evaluate --pack pack --events log.csv --baselines log.csv --json --report out.html";
        let mut command = folder.command(arguments);
        let output = command.env("RAYON_NUM_THREADS", threads).output().unwrap();
        assert!(output.status.success());
        (output.stdout, folder.read("out.html"))
    };
    assert_eq!(on("1"), on("4"));
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
