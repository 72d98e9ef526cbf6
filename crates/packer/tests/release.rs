//! What a shop publishes: files called by their content, in one piece or in shards, numbered, and
//! refused when anything about them was changed.
#![allow(clippy::unwrap_used)]

mod support;

use std::fs;
use std::path::PathBuf;

use support::Folder;
use whyshelf_pack::manifest::{Manifest, Signed};

/// A log in which 60 items are visited in pairs and triples.
fn log() -> String {
    let mut log = String::from("session_id,item_id,timestamp\n");
    for session in 0..200_u32 {
        let first = session * 7 % 60;
        for (step, item) in [first, (first + 1) % 60, (first + 5) % 60]
            .iter()
            .enumerate()
        {
            log.push_str(&format!(
                "{session},item-{item},{}\n",
                session * 10 + step as u32
            ));
        }
    }
    log
}

fn catalog() -> String {
    let mut catalog = String::from("item_id,title,url\n");
    for item in 0..60 {
        catalog.push_str(&format!("item-{item},Product {item},/product/{item}\n"));
    }
    catalog
}

fn folder() -> Folder {
    let folder = Folder::with("log.csv", log());
    folder.write("catalog.csv", catalog());
    folder
}

const INPUT: &str = "--events log.csv --catalog catalog.csv --min-support 1";

fn manifest(folder: &Folder) -> Manifest {
    serde_json::from_slice(&folder.read("pack/manifest.json")).unwrap()
}

fn files(folder: &Folder) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.path().join("pack")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn evaluated(folder: &Folder) -> String {
    let run = folder.run("evaluate --pack pack --events log.csv --json");
    assert_eq!(run.status, 0, "{}", run.stderr);
    run.stdout
}

#[test]
fn shards_say_together_what_one_file_says() {
    let folder = folder();
    folder.build(&format!("{INPUT} --layout one-file"));
    let one = evaluated(&folder);
    assert!(manifest(&folder).shards.is_none());
    folder.build(&format!("{INPUT} --layout shards"));
    let shards = manifest(&folder).shards.unwrap();
    assert!(shards.shards > 0 && shards.directories > 0);
    assert_eq!(evaluated(&folder), one);
}

#[test]
fn a_small_shop_gets_one_file() {
    let folder = folder();
    folder.build(INPUT);
    assert!(manifest(&folder).shards.is_none());
    assert_eq!(files(&folder).len(), 2);
}

#[test]
fn the_same_input_gives_the_same_files_and_other_input_the_next_number() {
    let folder = folder();
    let contents = |folder: &Folder| -> Vec<(PathBuf, Vec<u8>)> {
        let read = |path: PathBuf| (path.clone(), fs::read(path).unwrap());
        files(folder).into_iter().map(read).collect()
    };
    folder.build(&format!("{INPUT} --layout shards"));
    let first = contents(&folder);
    assert_eq!(manifest(&folder).sequence, 1);
    folder.build(&format!("{INPUT} --layout shards"));
    assert_eq!(contents(&folder), first);
    folder.build(&format!("{INPUT} --layout shards --neighbours 2"));
    assert_eq!(manifest(&folder).sequence, 2);
    // A page that holds the manifest before still finds its files.
    for (path, bytes) in &first {
        let kept = fs::read(path).unwrap();
        assert!(
            kept == *bytes || path.ends_with("manifest.json"),
            "{path:?}"
        );
    }
    folder.build(&format!(
        "{INPUT} --layout one-file --neighbours 3 --sequence 40"
    ));
    assert_eq!(manifest(&folder).sequence, 40);
    // The first release is now two releases ago.
    assert!(first.iter().any(|(path, _)| !path.exists()));
}

#[test]
fn a_changed_byte_in_any_file_is_found() {
    let folder = folder();
    folder.build(&format!("{INPUT} --layout shards"));
    for path in files(&folder) {
        if path.ends_with("manifest.json") {
            continue;
        }
        let whole = fs::read(&path).unwrap();
        let mut changed = whole.clone();
        *changed.last_mut().unwrap() ^= 1;
        for bytes in [changed, whole[..whole.len() - 1].to_vec(), Vec::new()] {
            fs::write(&path, bytes).unwrap();
            let run = folder.run("evaluate --pack pack --events log.csv");
            assert_eq!(run.status, 1, "{path:?}");
            let name = path.file_name().unwrap().to_str().unwrap();
            assert!(run.stderr.contains(name), "{name} not in {}", run.stderr);
            assert!(run.stderr.contains("cure:"), "{}", run.stderr);
        }
        fs::remove_file(&path).unwrap();
        let run = folder.run("evaluate --pack pack --events log.csv");
        assert!(
            run.status == 1 && run.stderr.contains("not there"),
            "{}",
            run.stderr
        );
        fs::write(&path, whole).unwrap();
    }
    evaluated(&folder);
}

#[test]
fn files_of_two_releases_do_not_mix() {
    let folder = folder();
    folder.build(&format!("{INPUT} --layout shards --neighbours 2"));
    let old = folder
        .path()
        .join("pack")
        .join(manifest(&folder).shards.unwrap().folder);
    folder.build(&format!("{INPUT} --layout shards"));
    let new = folder
        .path()
        .join("pack")
        .join(manifest(&folder).shards.unwrap().folder);
    fs::copy(old.join("shard-0.bin"), new.join("shard-0.bin")).unwrap();
    let run = folder.run("evaluate --pack pack --events log.csv");
    assert!(
        run.status == 1 && run.stderr.contains("shard-0.bin"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_signed_manifest_holds_the_signed_text() {
    let folder = folder();
    let made = folder.run("key shop.pem");
    assert_eq!(made.status, 0, "{}", made.stderr);
    assert_eq!(
        folder.run("key shop.pem").stdout,
        made.stdout,
        "the same key"
    );
    folder.build(&format!("{INPUT} --sign shop.pem --expires 2027-01-31"));
    let signed: Signed = serde_json::from_slice(&folder.read("pack/manifest.json")).unwrap();
    let manifest: Manifest = serde_json::from_str(&signed.manifest).unwrap();
    assert_eq!(manifest.expires.as_deref(), Some("2027-01-31T00:00:00Z"));
    evaluated(&folder);

    folder.write("other.pem", "no key");
    let run = folder.run(&format!("build --out pack {INPUT} --sign other.pem"));
    assert!(
        run.status == 1 && run.stderr.contains("other.pem"),
        "{}",
        run.stderr
    );
    let run = folder.run(&format!("build --out pack {INPUT} --expires 2027-02-30"));
    assert!(
        run.status == 2 && run.stderr.contains("2027-02-30"),
        "{}",
        run.stderr
    );
}
