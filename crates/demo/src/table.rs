//! The two Parquet files between `clean` and everyone who reads them: the shop's own bake and `whyshelf build`.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow_array::{
    Array, ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray, new_null_array,
};
use arrow_schema::DataType;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use crate::error::DemoError;

/// File name of the event log.
pub(crate) const EVENTS: &str = "events.parquet";
/// File name of the catalog.
pub(crate) const CATALOG: &str = "catalog.parquet";
/// The catalog's one currency.
pub(crate) const CURRENCY: &str = "GBP";

/// Levels beyond this one save less than a hundredth on these files.
const ZSTD_LEVEL: i32 = 15;

/// A purchase of one item within one session.
pub(crate) struct EventRow {
    pub(crate) session: String,
    pub(crate) shopper: Option<String>,
    pub(crate) item: String,
    /// Seconds since 1970.
    pub(crate) timestamp: i64,
    pub(crate) quantity: i64,
    /// Pounds apiece.
    pub(crate) price: f64,
}

/// An item of the catalog.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CatalogRow {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) url: String,
    pub(crate) image: String,
    /// Pounds.
    pub(crate) price: f64,
    pub(crate) category: String,
}

/// How an item sold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sales {
    /// Sessions in which it was bought.
    pub(crate) orders: u64,
    /// The quantity bought most often in one session.
    pub(crate) usual_quantity: i64,
}

/// Writes the event log; gives its size in bytes.
pub(crate) fn write_events(path: &Path, rows: &[EventRow]) -> Result<u64, DemoError> {
    let strings = |field: fn(&EventRow) -> &str| -> ArrayRef {
        Arc::new(StringArray::from_iter_values(rows.iter().map(field)))
    };
    let columns: Vec<(&str, ArrayRef, bool)> = vec![
        ("session_id", strings(|row| &row.session), false),
        (
            "shopper_id",
            Arc::new(
                rows.iter()
                    .map(|row| row.shopper.as_deref())
                    .collect::<StringArray>(),
            ),
            true,
        ),
        ("item_id", strings(|row| &row.item), false),
        (
            "timestamp",
            Arc::new(Int64Array::from_iter_values(
                rows.iter().map(|row| row.timestamp),
            )),
            false,
        ),
        ("event", strings(|_| "purchase"), false),
        (
            "quantity",
            Arc::new(Int64Array::from_iter_values(
                rows.iter().map(|row| row.quantity),
            )),
            false,
        ),
        (
            "price",
            Arc::new(Float64Array::from_iter_values(
                rows.iter().map(|row| row.price),
            )),
            false,
        ),
    ];
    write(path, columns)
}

/// Writes the catalog; gives its size in bytes. The brand column is there and empty: the data names no brands.
pub(crate) fn write_catalog(path: &Path, rows: &[CatalogRow]) -> Result<u64, DemoError> {
    let strings = |field: fn(&CatalogRow) -> &str| -> ArrayRef {
        Arc::new(StringArray::from_iter_values(rows.iter().map(field)))
    };
    let columns: Vec<(&str, ArrayRef, bool)> = vec![
        ("item_id", strings(|row| &row.id), false),
        ("title", strings(|row| &row.title), false),
        ("url", strings(|row| &row.url), false),
        ("image", strings(|row| &row.image), false),
        (
            "price",
            Arc::new(Float64Array::from_iter_values(
                rows.iter().map(|row| row.price),
            )),
            false,
        ),
        ("currency", strings(|_| CURRENCY), false),
        ("category", strings(|row| &row.category), false),
        ("brand", new_null_array(&DataType::Utf8, rows.len()), true),
    ];
    write(path, columns)
}

fn write(path: &Path, columns: Vec<(&str, ArrayRef, bool)>) -> Result<u64, DemoError> {
    let failed = DemoError::parquet(path);
    let batch =
        RecordBatch::try_from_iter_with_nullable(columns).map_err(|error| failed(error.into()))?;
    let level = ZstdLevel::try_new(ZSTD_LEVEL).map_err(&failed)?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_created_by("whyshelf-demo".to_owned())
        .build();
    let file = File::create(path).map_err(DemoError::write(path))?;
    let mut writer =
        ArrowWriter::try_new(file, batch.schema(), Some(properties)).map_err(&failed)?;
    writer.write(&batch).map_err(&failed)?;
    writer.close().map_err(&failed)?;
    std::fs::metadata(path)
        .map(|file| file.len())
        .map_err(DemoError::write(path))
}

/// Reads the catalog.
pub(crate) fn read_catalog(path: &Path) -> Result<Vec<CatalogRow>, DemoError> {
    let mut rows = Vec::new();
    each_batch(path, |batch| {
        let text = |column: &'static str| texts(path, batch, column);
        let (id, title, url, image, category) = (
            text("item_id")?,
            text("title")?,
            text("url")?,
            text("image")?,
            text("category")?,
        );
        let price = typed::<Float64Array>(path, batch, "price")?;
        rows.extend((0..batch.num_rows()).map(|row| CatalogRow {
            id: id.value(row).to_owned(),
            title: title.value(row).to_owned(),
            url: url.value(row).to_owned(),
            image: image.value(row).to_owned(),
            price: price.value(row),
            category: category.value(row).to_owned(),
        }));
        Ok(())
    })?;
    Ok(rows)
}

/// Reads how each item sold from the event log.
pub(crate) fn read_sales(path: &Path) -> Result<BTreeMap<String, Sales>, DemoError> {
    let mut quantities: BTreeMap<String, BTreeMap<i64, u64>> = BTreeMap::new();
    each_batch(path, |batch| {
        let item = texts(path, batch, "item_id")?;
        let quantity = typed::<Int64Array>(path, batch, "quantity")?;
        for row in 0..batch.num_rows() {
            if !quantities.contains_key(item.value(row)) {
                quantities.insert(item.value(row).to_owned(), BTreeMap::new());
            }
            if let Some(counts) = quantities.get_mut(item.value(row)) {
                *counts.entry(quantity.value(row)).or_default() += 1;
            }
        }
        Ok(())
    })?;
    Ok(quantities
        .into_iter()
        .map(|(item, counts)| (item, sales(&counts)))
        .collect())
}

fn sales(counts: &BTreeMap<i64, u64>) -> Sales {
    let usual = counts
        .iter()
        .max_by_key(|(quantity, count)| (**count, -**quantity));
    Sales {
        orders: counts.values().sum(),
        usual_quantity: usual.map_or(1, |(quantity, _)| *quantity),
    }
}

fn each_batch(
    path: &Path,
    mut each: impl FnMut(&RecordBatch) -> Result<(), DemoError>,
) -> Result<(), DemoError> {
    let failed = DemoError::parquet(path);
    let file = File::open(path).map_err(|_| DemoError::MissingTable {
        path: path.to_owned(),
    })?;
    let reader = ParquetRecordBatchReaderBuilder::try_new(file)
        .and_then(|builder| builder.with_batch_size(65_536).build())
        .map_err(&failed)?;
    for batch in reader {
        each(&batch.map_err(|error| failed(error.into()))?)?;
    }
    Ok(())
}

fn typed<'a, T: Array + 'static>(
    path: &Path,
    batch: &'a RecordBatch,
    column: &'static str,
) -> Result<&'a T, DemoError> {
    let found = batch
        .column_by_name(column)
        .and_then(|array| array.as_any().downcast_ref());
    found.ok_or_else(|| DemoError::WrongColumn {
        path: path.to_owned(),
        column,
    })
}

fn texts<'a>(
    path: &Path,
    batch: &'a RecordBatch,
    column: &'static str,
) -> Result<&'a StringArray, DemoError> {
    typed(path, batch, column)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_is_written_is_read_back_and_the_same_every_time() {
        let folder = tempfile::tempdir().unwrap();
        let (events, catalog) = (folder.path().join(EVENTS), folder.path().join(CATALOG));
        let event = |session: &str, quantity| EventRow {
            session: session.into(),
            shopper: None,
            item: "71053".into(),
            timestamp: 1,
            quantity,
            price: 3.39,
        };
        let rows = [event("1", 6), event("2", 2), event("3", 6)];
        write_events(&events, &rows).unwrap();
        let first = std::fs::read(&events).unwrap();
        write_events(&events, &rows).unwrap();
        assert_eq!(first, std::fs::read(&events).unwrap());
        assert_eq!(
            read_sales(&events).unwrap()["71053"],
            Sales {
                orders: 3,
                usual_quantity: 6
            }
        );
        let lantern = CatalogRow {
            id: "71053".into(),
            title: "White Metal Lantern".into(),
            url: "/product/white-metal-lantern-71053.html".into(),
            image: "/picture/71053.svg".into(),
            price: 3.39,
            category: "Candles & Lanterns".into(),
        };
        write_catalog(&catalog, std::slice::from_ref(&lantern)).unwrap();
        assert_eq!(read_catalog(&catalog).unwrap(), [lantern]);
        assert!(matches!(
            read_sales(&catalog),
            Err(DemoError::WrongColumn {
                column: "quantity",
                ..
            })
        ));
    }

    #[test]
    fn a_missing_table_names_itself_and_the_command_that_makes_it() {
        let message = read_catalog(Path::new("nowhere/catalog.parquet"))
            .err()
            .unwrap()
            .to_string();
        assert!(
            message.contains("nowhere/catalog.parquet") && message.contains("whyshelf-demo clean"),
            "{message}"
        );
    }
}
