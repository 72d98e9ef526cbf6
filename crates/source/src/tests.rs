//! The same log in every layout and compression is the same log. DataFusion writes the files
//! that are read back here.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, Float64Array};
use datafusion::arrow::array::{Int64Array, RecordBatch, StringArray, TimestampSecondArray};
use datafusion::common::config::{CsvOptions, JsonOptions};
use datafusion::common::parsers::CompressionTypeVariant::{self, GZIP, UNCOMPRESSED, XZ, ZSTD};
use datafusion::dataframe::{DataFrame, DataFrameWriteOptions};
use datafusion::prelude::SessionContext;

use super::{Catalog, CatalogOptions, ColumnMap, Engine, EventLog, Input, Resources};
use indicatif::ProgressBar;

const SESSIONS: [&str; 4] = ["s1", "s1", "s2", "s2"];
const ITEMS: [&str; 4] = ["A", "B", "B", "007"];
const TIMES: [i64; 4] = [1_700_000_000, 1_700_000_001, 1_700_000_002, 1_700_000_003];

fn frame(columns: Vec<(&str, ArrayRef)>) -> DataFrame {
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    SessionContext::new().read_batch(batch).unwrap()
}

fn log_with(times: impl Array + 'static) -> DataFrame {
    frame(vec![
        ("session_id", Arc::new(StringArray::from(SESSIONS.to_vec()))),
        ("item_id", Arc::new(StringArray::from(ITEMS.to_vec()))),
        ("timestamp", Arc::new(times)),
    ])
}

async fn write(frame: DataFrame, path: &Path, compression: CompressionTypeVariant) {
    let one_file = DataFrameWriteOptions::new().with_single_file_output(true);
    let name = path.to_str().unwrap();
    if name.contains(".csv") {
        let options = CsvOptions::default()
            .with_has_header(true)
            .with_compression(compression);
        frame.write_csv(name, one_file, Some(options)).await
    } else if name.contains(".jsonl") {
        let options = JsonOptions {
            compression,
            ..JsonOptions::default()
        };
        frame.write_json(name, one_file, Some(options)).await
    } else {
        frame.write_parquet(name, one_file, None).await
    }
    .unwrap();
}

fn engine() -> Engine {
    let resources = Resources {
        memory: 1 << 28,
        work: None,
    };
    Engine::embedded(&resources).unwrap()
}

async fn read(path: PathBuf) -> EventLog {
    let input = Input {
        files: &[path],
        map: &ColumnMap::default(),
        progress: &ProgressBar::hidden(),
    };
    EventLog::read(input, &engine()).await.unwrap()
}

fn expect_the_log(log: &EventLog, name: &str) {
    let sessions: Vec<Vec<&str>> = log
        .sessions
        .iter()
        .map(|items| {
            items
                .iter()
                .map(|&item| log.item_ids[item as usize].as_str())
                .collect()
        })
        .collect();
    assert_eq!(sessions, [["A", "B"], ["B", "007"]], "{name}");
    assert_eq!(log.newest, TIMES[3], "{name}");
}

#[tokio::test]
async fn every_layout_and_compression_reads_alike() {
    let folder = tempfile::tempdir().unwrap();
    for (name, compression) in [
        ("log.csv", UNCOMPRESSED),
        ("log.csv.gz", GZIP),
        ("log.csv.xz", XZ),
        ("log.csv.zst", ZSTD),
        ("log.jsonl", UNCOMPRESSED),
        ("log.jsonl.gz", GZIP),
        ("log.jsonl.xz", XZ),
        ("log.jsonl.zst", ZSTD),
        ("log.parquet", UNCOMPRESSED),
    ] {
        let path = folder.path().join(name);
        write(
            log_with(Int64Array::from(TIMES.to_vec())),
            &path,
            compression,
        )
        .await;
        expect_the_log(&read(path).await, name);
    }
}

#[tokio::test]
async fn dates_by_type_and_by_spelling_are_the_same_moments() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["dates.parquet", "dates.csv", "dates.jsonl"] {
        let path = folder.path().join(name);
        let times = TimestampSecondArray::from(TIMES.to_vec());
        write(log_with(times), &path, UNCOMPRESSED).await;
        expect_the_log(&read(path).await, name);
    }
}

#[tokio::test]
async fn prices_in_columns_of_numbers_are_read_to_the_penny() {
    let folder = tempfile::tempdir().unwrap();
    let catalog = frame(vec![
        ("item_id", Arc::new(StringArray::from(vec!["A", "B"]))),
        (
            "price",
            Arc::new(Float64Array::from(vec![Some(2.55), None])),
        ),
        ("currency", Arc::new(StringArray::from(vec!["GBP", "GBP"]))),
    ]);
    let path = folder.path().join("catalog.parquet");
    write(catalog, &path, UNCOMPRESSED).await;
    let input = Input {
        files: &[path],
        map: &ColumnMap::default(),
        progress: &ProgressBar::hidden(),
    };
    let items = Catalog::read(input, &CatalogOptions::default())
        .await
        .unwrap()
        .items;
    assert_eq!(items[0].price.as_ref().unwrap().minor, 255);
    assert_eq!(items[1].price, None);
}
