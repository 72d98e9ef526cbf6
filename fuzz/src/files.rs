//! Readers that want a file: event logs, and Parquet of catalogs. The file lies in memory.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use futures::executor::block_on;
use indicatif::ProgressBar;
use tempfile::TempDir;
use whyshelf_fuzz_source::{
    Catalog, CatalogOptions, ColumnMap, Engine, EventLog, Input, SourceError,
};

use crate::catalogs;

/// A log in CSV.
pub fn events_csv(bytes: &[u8]) {
    events("log.csv", bytes);
}

/// A log in TSV.
pub fn events_tsv(bytes: &[u8]) {
    events("log.tsv", bytes);
}

/// A log in JSON Lines.
pub fn events_json_lines(bytes: &[u8]) {
    events("log.jsonl", bytes);
}

/// A log in Parquet.
pub fn events_parquet(bytes: &[u8]) {
    events("log.parquet", bytes);
}

/// A compressed log; the first byte says how, and what is in it.
pub fn events_packed(bytes: &[u8]) {
    const NAMES: [&str; 4] = ["log.csv.gz", "log.csv.xz", "log.csv.zst", "log.jsonl.gz"];
    let Some((&which, bytes)) = bytes.split_first() else {
        return;
    };
    events(NAMES[usize::from(which) % NAMES.len()], bytes);
}

/// A catalog in Parquet.
pub fn catalog_parquet(bytes: &[u8]) {
    let options = CatalogOptions::default();
    read("catalog.parquet", bytes, |input| {
        catalogs::check(block_on(Catalog::read(input, &options)));
    });
}

fn events(name: &str, bytes: &[u8]) {
    read(name, bytes, |input| {
        check(block_on(EventLog::read(input, &Engine)));
    });
}

/// What every log promises: items that are all in some session, and each of them once, with times
/// that fit together. An error says what to do.
fn check(log: Result<EventLog, SourceError>) {
    let log = match log {
        Ok(log) => log,
        Err(error) => {
            assert!(!error.to_string().is_empty() && !error.cure().is_empty());
            return;
        }
    };
    let items = log.item_ids.len();
    let distinct: HashSet<&String> = log.item_ids.iter().collect();
    assert_eq!(distinct.len(), items, "an item twice");
    let trimmed = |id: &&String| !id.is_empty() && id.trim() == id.as_str();
    assert!(log.item_ids.iter().all(|id| trimmed(&id)));
    let sessions = &log.sessions;
    assert!(!sessions.is_empty() && sessions.iter().all(|items| !items.is_empty()));
    let seen: HashSet<u32> = sessions.iter().flatten().copied().collect();
    assert_eq!(seen.len(), items);
    assert!(seen.iter().all(|&item| (item as usize) < items));
    assert!(log.purchases <= sessions.event_count());
    assert_eq!(log.first_seen.len(), items);
    assert!(log.oldest <= log.newest);
    let span = log.oldest..=log.newest;
    assert!(log.first_seen.iter().all(|moment| span.contains(moment)));
}

/// Hands a file of these bytes to `reader`.
fn read(name: &str, bytes: &[u8], reader: impl FnOnce(Input<'_>)) {
    static FOLDER: OnceLock<TempDir> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let shared = Path::new("/dev/shm");
        if shared.is_dir() {
            tempfile::tempdir_in(shared)
        } else {
            tempfile::tempdir()
        }
        .expect("a folder for files")
    });
    let path: PathBuf = folder.path().join(name);
    fs::write(&path, bytes).expect("a file can be written");
    let input = Input {
        files: &[path],
        map: &ColumnMap::default(),
        progress: &ProgressBar::hidden(),
    };
    reader(input);
}
