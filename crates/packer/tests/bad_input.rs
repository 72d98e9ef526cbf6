//! Whatever is wrong with the input, the message names the file, the place and the cure, and a
//! pack that was there stays as it was.
#![allow(clippy::unwrap_used)]

mod support;

use std::fs;

use support::{Folder, HEADER, csv, rows};

fn fails(name: &str, content: impl AsRef<[u8]>, status: i32, parts: &[&str]) {
    let folder = Folder::with(name, content);
    let run = folder.run(&format!("build --events {name} --out pack"));
    run.fails(status, &[&[name], parts].concat());
    assert!(!folder.path().join("pack").exists(), "nothing is written");
}

#[test]
fn a_missing_column_lists_the_columns_and_suggests_map() {
    let log = "invoice,item_id,timestamp\n1,A,1\n";
    fails(
        "log.csv",
        log,
        2,
        &[
            "`session_id`",
            "invoice, item_id, timestamp",
            "--map session=invoice",
        ],
    );
    let log = "{\"session_id\":\"1\",\"sku\":\"A\",\"timestamp\":1}\n";
    fails("log.jsonl", log, 2, &["`item_id`", "sku", "--map item="]);
}

#[test]
fn a_mapped_column_that_is_not_there_is_named() {
    let folder = Folder::with("log.csv", csv(&rows(3)));
    let run = folder.run("build --events log.csv --out pack --map session=visit");
    run.fails(2, &["log.csv", "`visit`", "session_id, item_id, timestamp"]);
}

#[test]
fn a_row_with_too_few_or_too_many_fields() {
    fails(
        "log.csv",
        format!("{HEADER}\ns1,A,1\ns1,B\n"),
        1,
        &["line 3", "2 fields", "header has 3"],
    );
    fails(
        "log.csv",
        format!("{HEADER}\ns1,A,1,9\n"),
        1,
        &["line 2", "4 fields", "quote"],
    );
    fails(
        "log.tsv",
        "session_id\titem_id\ttimestamp\ns1\tA\n",
        1,
        &["line 2", "2 fields"],
    );
}

#[test]
fn line_numbers_count_lines_not_rows() {
    let log = format!("{HEADER}\n\"s\n1\",A,1\n\ns1,,2\n");
    fails(
        "log.csv",
        log,
        1,
        &["line 5", "`item_id` is empty", "remove the row"],
    );
}

#[test]
fn a_quote_that_never_ends() {
    fails(
        "log.csv",
        format!("{HEADER}\ns1,A,1\ns1,\"B,2\ns2,C,3\n"),
        1,
        &["line 3", "quote"],
    );
}

#[test]
fn bytes_that_are_not_text() {
    let log = [HEADER.as_bytes(), b"\ns1,A,1\ns1,\xff\xfe,2\n"].concat();
    fails("log.csv", log, 1, &["line 3", "UTF-8"]);
}

#[test]
fn an_empty_identifier() {
    fails(
        "log.csv",
        format!("{HEADER}\ns1,A,1\ns1,  ,2\n"),
        1,
        &["line 3", "`item_id` is empty"],
    );
    fails(
        "log.csv",
        format!("{HEADER}\n,A,1\n"),
        1,
        &["line 2", "`session_id` is empty"],
    );
    let log = "{\"session_id\":\"1\",\"item_id\":\"A\",\"timestamp\":1}\n\n{\"session_id\":\"1\",\"timestamp\":2}\n";
    fails("log.jsonl", log, 1, &["line 3", "`item_id` is empty"]);
}

#[test]
fn a_timestamp_that_is_none() {
    let log = format!("{HEADER}\ns1,A,2026-11-20\ns1,B,yesterday\n");
    fails(
        "log.csv",
        log,
        1,
        &["line 3", "`timestamp`", "\"yesterday\"", "ISO"],
    );
    fails(
        "log.csv",
        format!("{HEADER}\ns1,A,\n"),
        1,
        &["line 2", "`timestamp` is empty"],
    );
}

#[test]
fn timestamps_of_two_kinds() {
    let log = format!("{HEADER}\ns1,A,17\ns1,B,2026-11-20\n");
    fails("log.csv", log, 1, &["dates", "numbers", "the same way"]);
}

#[test]
fn a_quantity_that_is_no_number() {
    let log = format!("{HEADER},quantity\ns1,A,1,2\ns1,B,2,two\n");
    fails("log.csv", log, 1, &["line 3", "`quantity`", "\"two\""]);
}

#[test]
fn a_line_that_is_not_json() {
    let good = "{\"session_id\":\"1\",\"item_id\":\"A\",\"timestamp\":1}";
    fails(
        "log.jsonl",
        format!("{good}\n\n{{\"session_id\":\n{good}\n"),
        1,
        &["line 3", "not JSON"],
    );
    fails(
        "log.ndjson",
        format!("{good}\n[1,2]\n"),
        1,
        &["line 2", "not an object"],
    );
}

#[test]
fn a_json_field_that_changes_its_type() {
    let row = |item: &str| format!("{{\"session_id\":\"1\",\"item_id\":{item},\"timestamp\":1}}\n");
    let log = row("\"A\"") + &row("7");
    fails("log.jsonl", log, 1, &["line 2", "`item_id`", "type"]);
}

#[test]
fn an_empty_log() {
    fails("log.csv", "", 1, &["no rows", "header"]);
    fails(
        "log.csv",
        format!("{HEADER}\n"),
        1,
        &["no events", "header"],
    );
    fails("log.jsonl", "\n\n", 1, &["no rows"]);
}

#[test]
fn an_unknown_file_type() {
    fails(
        "log.xlsx",
        "PK",
        2,
        &["unknown file type", ".csv", ".parquet"],
    );
    fails("log", "x", 2, &["unknown file type"]);
}

#[test]
fn a_file_that_is_not_there() {
    let run = Folder::new().run("build --events nowhere.csv --out pack");
    run.fails(2, &["nowhere.csv", "no file"]);
}

#[test]
fn a_file_that_is_not_of_its_type() {
    fails(
        "log.parquet",
        "session_id,item_id,timestamp\n",
        1,
        &["cannot read"],
    );
    fails("log.csv.gz", "not compressed at all", 1, &["log.csv.gz"]);
}

#[test]
fn a_map_that_makes_no_sense() {
    let folder = Folder::with("log.csv", csv(&rows(3)));
    let run = folder.run("build --events log.csv --out pack --map sesion=visit");
    run.fails(2, &["sesion=visit", "role=column", "session"]);
}

#[test]
fn a_broken_catalog() {
    let folder = Folder::with("log.csv", csv(&rows(3)));
    folder.write(
        "catalog.csv",
        "item_id,title,price\nA,Lantern,2.55\nB,Lamp,cheap\n",
    );
    let build = "build --events log.csv --catalog catalog.csv --out pack";
    folder
        .run(build)
        .fails(1, &["catalog.csv", "line 3", "`price`", "\"cheap\""]);
    folder.write("catalog.csv", "sku,title\nA,Lantern\n");
    folder.run(build).fails(
        2,
        &["catalog.csv", "`item_id`", "sku, title", "--map item=sku"],
    );
}

#[test]
fn a_failed_build_leaves_the_old_pack_untouched() {
    let folder = Folder::with("log.csv", csv(&rows(30)));
    folder.build("--events log.csv");
    let before = folder.pack_files();
    folder.write("log.csv", format!("{HEADER}\ns1,A\n"));
    folder
        .run("build --events log.csv --out pack")
        .fails(1, &["line 2"]);
    assert_eq!(folder.pack_files(), before);
}

fn built() -> Folder {
    let folder = Folder::with("log.csv", csv(&rows(30)));
    folder.build("--events log.csv --min-support 1");
    folder
}

fn evaluate(folder: &Folder) -> support::Run {
    folder.run("evaluate --pack pack --events log.csv")
}

#[test]
fn a_truncated_pack() {
    let folder = built();
    let path = folder.pack_file();
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() - 10]).unwrap();
    let expected = format!("manifest says {}", bytes.len());
    evaluate(&folder).fails(1, &["pack-", &expected, "build it again"]);
}

#[test]
fn a_tampered_pack() {
    let folder = built();
    let path = folder.pack_file();
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, bytes).unwrap();
    evaluate(&folder).fails(1, &["pack-", "hash"]);
}

#[test]
fn a_manifest_that_names_a_missing_file() {
    let folder = built();
    let path = folder.pack_file();
    fs::remove_file(&path).unwrap();
    let name = path.file_name().unwrap().to_str().unwrap();
    evaluate(&folder).fails(1, &["manifest.json", name, "not there"]);
}

#[test]
fn a_manifest_that_is_none() {
    let folder = built();
    let manifest = String::from_utf8(folder.read("pack/manifest.json")).unwrap();
    folder.write("pack/manifest.json", "{\n\"format\": ");
    evaluate(&folder).fails(1, &["manifest.json", "line 2", "not a manifest"]);
    folder.write(
        "pack/manifest.json",
        manifest.replace("\"version\": 1", "\"version\": 9"),
    );
    evaluate(&folder).fails(1, &["manifest.json", "version 9"]);
    let outside = manifest.replace("\"path\": \"pack-", "\"path\": \"../pack-");
    folder.write("pack/manifest.json", outside);
    evaluate(&folder).fails(1, &["manifest.json", "outside"]);
    fs::remove_dir_all(folder.path().join("pack")).unwrap();
    evaluate(&folder).fails(1, &["no manifest.json", "whyshelf build"]);
}

#[test]
fn a_log_with_nothing_to_predict() {
    let folder = built();
    folder.write("log.csv", format!("{HEADER}\ns1,A,1\ns2,B,2\n"));
    evaluate(&folder).fails(1, &["log.csv", "second event"]);
}

#[test]
fn usage_errors_leave_with_2() {
    for arguments in [
        "build",
        "build --events",
        "serve nowhere",
        "evaluate",
        "sing",
    ] {
        assert_eq!(Folder::new().run(arguments).status, 2, "{arguments}");
    }
}
