//! Pack folders that were written once and for all are verified and explained for ever.

mod support;

use support::Folder;

/// What the shop of the frozen packs put into its script tag.
const KEY: &str = "K6i/njXEx+KQIuZhg+4FhyUlP3sJZR1r9CBYjjhu8ew=";

#[test]
fn the_first_version_is_verified_and_explained() {
    let packs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/packs/v1");
    let folder = Folder::new();
    for command in [
        format!("verify {packs}/one"),
        format!("verify {packs}/shards --key {KEY}"),
        format!("explain {packs}/one --session SKU-101,SKU-035"),
        format!("explain {packs}/shards --session SKU-101,SKU-035"),
    ] {
        let run = folder.run(&command);
        assert_eq!(run.status, 0, "{command}: {}{}", run.stdout, run.stderr);
    }
}
