//! `whyshelf verify`, from the outside.
#![allow(clippy::unwrap_used)]

#[path = "support/small_pack.rs"]
mod small_pack;
mod support;

use std::fs;

use support::{Folder, csv, files, rows};

fn small(expires: Option<&str>) -> Folder {
    let folder = Folder::new();
    let path = folder.path().join("pack");
    small_pack::write_with(&path, &small_pack::contents(), expires);
    folder
}

/// A pack in shards; several, because an identifier may be long.
fn sharded() -> Folder {
    let long = "x".repeat(2000);
    let text = csv(&rows(60)).replace("item-", &format!("item-{long}-"));
    let folder = Folder::with("log.csv", text);
    folder.build("--events log.csv --min-support 1 --layout shards");
    folder
}

fn shard_folder(folder: &Folder) -> std::path::PathBuf {
    let entries = fs::read_dir(folder.path().join("pack")).unwrap();
    entries
        .map(|entry| entry.unwrap().path())
        .find(|path| path.is_dir())
        .unwrap()
}

#[test]
fn a_good_pack_passes_and_says_what_was_checked() {
    let folder = small(None);
    let run = folder.run("verify pack");
    assert_eq!(run.status, 0, "{}", run.stderr);
    let path = folder.pack_file();
    let name = path.file_name().unwrap().to_str().unwrap();
    let length = fs::metadata(&path).unwrap().len().to_string();
    let golden = include_str!("golden/verify.txt");
    let golden = golden.replace("FILE", name).replace("LENGTH", &length);
    assert_eq!(run.stdout, golden);
}

#[test]
fn a_pack_in_shards_passes() {
    let folder = sharded();
    let run = folder.run("verify pack");
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stdout.contains("ok    shards"), "{}", run.stdout);
    let count = files(&shard_folder(&folder)).len();
    assert!(count > 3, "{count}");
}

#[test]
fn every_changed_byte_is_found() {
    let folder = sharded();
    let shards = shard_folder(&folder);
    for (name, bytes) in files(&shards) {
        for at in [0, bytes.len() / 2, bytes.len() - 1] {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            fs::write(shards.join(&name), &changed).unwrap();
            folder.run("verify pack").fails(1, &[&name]);
        }
        fs::remove_file(shards.join(&name)).unwrap();
        folder.run("verify pack").fails(1, &[&name, "not there"]);
        fs::write(shards.join(&name), &bytes).unwrap();
    }
    assert_eq!(folder.run("verify pack").status, 0);
}

#[test]
fn a_pack_file_under_a_name_that_is_not_its_content_is_refused() {
    let folder = small(None);
    let manifest = String::from_utf8(folder.read("pack/manifest.json")).unwrap();
    let path = folder.pack_file();
    let name = path.file_name().unwrap().to_str().unwrap();
    let other = "pack-0123456789abcdef.bin";
    fs::rename(&path, path.with_file_name(other)).unwrap();
    folder.write("pack/manifest.json", manifest.replace(name, other));
    folder.run("verify pack").fails(1, &[other, name]);
}

#[test]
fn an_expired_pack_is_refused() {
    small(Some("2020-01-01T00:00:00Z"))
        .run("verify pack")
        .fails(1, &["expired at 2020-01-01"]);
    small(Some("soon")).run("verify pack").fails(1, &["soon"]);
    let run = small(Some("9000-01-01T00:00:00Z")).run("verify pack");
    assert_eq!(run.status, 0, "{}", run.stderr);
}

#[test]
fn a_key_demands_its_signature() {
    let folder = Folder::with("log.csv", csv(&rows(40)));
    let key = |name: &str| folder.run(&format!("key {name}")).stdout.trim().to_owned();
    let (own, other) = (key("own.pem"), key("other.pem"));
    folder.build("--events log.csv --sign own.pem");
    let run = folder.run(&format!("verify pack --key {own}"));
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(
        run.stdout.contains("signed with this key"),
        "{}",
        run.stdout
    );
    assert!(folder.run("verify pack").stdout.contains("give --key"));
    folder
        .run(&format!("verify pack --key {other}"))
        .fails(1, &["not signed by this key"]);
    folder
        .run("verify pack --key nonsense")
        .fails(1, &["nonsense"]);
    folder.build("--events log.csv");
    folder
        .run(&format!("verify pack --key {own}"))
        .fails(1, &["not signed by this key"]);
}
