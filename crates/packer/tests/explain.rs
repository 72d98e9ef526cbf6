//! `whyshelf explain`, from the outside.
#![allow(clippy::unwrap_used)]

#[path = "support/small_pack.rs"]
mod small_pack;
mod support;

use support::Folder;

fn folder() -> Folder {
    let folder = Folder::new();
    small_pack::write(&folder.path().join("pack"), &small_pack::contents());
    folder
}

#[test]
fn scores_are_told_down_to_the_event() {
    let run = folder().run("explain pack --session LANTERN,MUG-RED --limit 2");
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(run.stdout, include_str!("golden/explain.txt"));
}

#[test]
fn the_json_adds_up() {
    let run = folder().run("explain pack --session LANTERN,MUG-RED --json");
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let picks = report["recommendations"].as_array().unwrap();
    // The item without a card is never shown.
    let items: Vec<&str> = picks
        .iter()
        .map(|pick| pick["item"].as_str().unwrap())
        .collect();
    assert_eq!(items, ["MUG-BLUE", "TEAPOT"]);
    for pick in picks {
        let parts = pick["contributions"].as_array().unwrap();
        let values: u64 = parts
            .iter()
            .map(|part| part["value"].as_u64().unwrap())
            .sum();
        let shares: f64 = parts
            .iter()
            .map(|part| part["share"].as_f64().unwrap())
            .sum();
        assert_eq!(pick["score"].as_u64().unwrap(), values);
        assert!((shares - 1.0).abs() < 1e-9);
    }
    assert_eq!(picks[1]["because"], serde_json::json!([2]));
}

#[test]
fn the_placement_changes_the_scores() {
    let folder = folder();
    let score = |arguments: &str| {
        let run = folder.run(&format!(
            "explain pack --session MUG-RED --json {arguments}"
        ));
        let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        report["recommendations"][0]["score"].as_u64().unwrap()
    };
    // A view counts a quarter in the cart.
    assert!(score("--placement cart") < score("--placement product"));
    let run = folder.run("explain pack --session MUG-RED --placement attic");
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("order-confirmation"), "{}", run.stderr);
}

#[test]
fn unknown_items_are_named_with_what_was_meant() {
    let folder = folder();
    let run = folder.run("explain pack --session mug-red,MUG-BLUE,XYZ");
    run.fails(2, &["mug-red (did you mean MUG-RED", "XYZ"]);
    assert!(!run.stderr.contains("XYZ (did"), "{}", run.stderr);
}
