//! A release whose every number is known, written by hand: what commands print about it cannot
//! depend on how models are trained.
#![allow(dead_code, clippy::unwrap_used, unreachable_pub)]

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use whyshelf_pack::manifest::{FORMAT, MANIFEST_VERSION, Manifest, PackFile};
use whyshelf_pack::{
    Availability, Card, Item, ItemIndex, Model, Neighbour, PackContents, Price, Relation, Row,
};

/// Five items; the last one is known to the log only.
pub fn contents() -> PackContents {
    let item = |id: &str, title: &str, category: &str, pounds: u64, popularity| Item {
        id: id.into(),
        card: Card {
            title: title.into(),
            url: format!("/{}", id.to_lowercase()),
            image: String::new(),
            price: Some(Price {
                minor: 100 * pounds,
                currency: "GBP".into(),
            }),
            category: category.into(),
            brand: String::new(),
            availability: Availability::InStock,
            ..Card::default()
        },
        popularity,
        ..Item::default()
    };
    let near = |item, weight, relation| Neighbour {
        item: ItemIndex(item),
        weight,
        relation,
    };
    let row = |neighbours| Row {
        scale: 10,
        neighbours,
    };
    PackContents {
        model: Model {
            distance: vec![100, 50, 25],
            seen: vec![1_000_000, 500_000],
            popularity_weight: 10_000,
            kinds: [16, 24, 32, 0, 32],
        },
        items: vec![
            item("MUG-RED", "Red Mug", "Kitchen > Mugs", 4, 200),
            item("MUG-BLUE", "Blue Mug", "Kitchen > Mugs", 5, 100),
            item("TEAPOT", "Teapot", "Kitchen > Teapots", 20, 50),
            item("LANTERN", "Lantern", "Garden", 12, 40),
            Item {
                id: "GONE".into(),
                popularity: 10,
                ..Item::default()
            },
        ],
        rows: vec![
            row(vec![
                near(1, 200, Relation::ViewedTogether),
                near(2, 100, Relation::BoughtTogether),
            ]),
            row(vec![
                near(0, 180, Relation::ViewedTogether),
                near(3, 60, Relation::Similar),
            ]),
            row(vec![near(0, 90, Relation::BoughtTogether)]),
            row(vec![near(1, 70, Relation::ViewedAlike)]),
            Row::default(),
        ],
    }
}

/// Writes a release into `folder`.
pub fn write(folder: &Path, contents: &PackContents) {
    write_with(folder, contents, None);
}

/// Writes a release that is used until `expires`.
pub fn write_with(folder: &Path, contents: &PackContents, expires: Option<&str>) {
    let bytes = whyshelf_pack::write(contents).unwrap();
    let hash = Sha256::digest(&bytes);
    let hex: String = hash
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let file = PackFile {
        path: format!("pack-{hex}.bin"),
        bytes: bytes.len() as u64,
        integrity: format!("sha256-{}", STANDARD.encode(hash)),
    };
    let manifest = Manifest {
        format: FORMAT.into(),
        version: MANIFEST_VERSION,
        created: "2026-03-01T12:00:00Z".into(),
        days: None,
        sequence: 7,
        expires: expires.map(str::to_owned),
        items: contents.items.len() as u32,
        files: vec![file.clone()],
        shards: None,
        memory: None,
        sensitive: false,
    };
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join(&file.path), bytes).unwrap();
    let text = serde_json::to_vec_pretty(&manifest).unwrap();
    fs::write(folder.join("manifest.json"), text).unwrap();
}
