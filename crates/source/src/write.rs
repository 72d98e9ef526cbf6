//! Tables, written a piece at a time, in two of the formats that the readers read.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, Int64Array, StringArray};
use datafusion::arrow::buffer::{Buffer, OffsetBuffer};
use datafusion::arrow::csv;
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::{Compression, ZstdLevel};
use datafusion::parquet::file::properties::WriterProperties;

/// Level 1 of 22 is twice as fast as the default for a tenth more bytes.
const ZSTD_LEVEL: i32 = 1;

/// How a table is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFormat {
    /// Parquet, compressed with zstd.
    Parquet,
    /// Comma-separated text with a header line.
    Csv,
}

impl TableFormat {
    /// The ending of file names.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            TableFormat::Parquet => "parquet",
            TableFormat::Csv => "csv",
        }
    }
}

/// Texts of a column, one after the other in one piece of memory.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    bytes: String,
    lengths: Vec<usize>,
}

impl Texts {
    /// Adds what `write` appends as the next row's text.
    pub fn push_with(&mut self, write: impl FnOnce(&mut String)) {
        let before = self.bytes.len();
        write(&mut self.bytes);
        self.lengths.push(self.bytes.len() - before);
    }

    /// Adds the next row's text.
    pub fn push(&mut self, text: &str) {
        self.push_with(|bytes| bytes.push_str(text));
    }
}

/// Some rows of a column.
#[derive(Clone, Debug)]
pub enum Values {
    /// Whole numbers.
    Numbers(Vec<i64>),
    /// Texts.
    Texts(Texts),
}

impl Values {
    fn data_type(&self) -> DataType {
        match self {
            Values::Numbers(_) => DataType::Int64,
            Values::Texts(_) => DataType::Utf8,
        }
    }

    fn into_array(self) -> Result<ArrayRef, ArrowError> {
        Ok(match self {
            Values::Numbers(numbers) => Arc::new(Int64Array::from(numbers)),
            Values::Texts(Texts { bytes, lengths }) => {
                let offsets = OffsetBuffer::from_lengths(lengths);
                let bytes = Buffer::from_vec(bytes.into_bytes());
                Arc::new(StringArray::try_new(offsets, bytes, None)?)
            }
        })
    }
}

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why a table cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {}: {source}", path.display())]
pub struct WriteError {
    path: PathBuf,
    source: Cause,
}

impl WriteError {
    /// What to do about it.
    #[must_use]
    pub fn cure(&self) -> String {
        "check that the folder may be written to, and that the disk has room".into()
    }
}

/// A file that grows by some rows at a time; nothing but those rows is held in memory, in Parquet
/// also the encoded rows of the row group that is being written (a million rows).
pub struct TableWriter {
    path: PathBuf,
    names: Vec<&'static str>,
    format: TableFormat,
    open: Option<Open>,
}

struct Open {
    schema: SchemaRef,
    sink: Sink,
}

enum Sink {
    Parquet(Box<ArrowWriter<File>>),
    Csv(Box<csv::Writer<File>>),
}

impl TableWriter {
    /// A table with columns of these names, to be written to `path`. The first rows decide the
    /// types of the columns and create the file.
    #[must_use]
    pub fn new(path: &Path, format: TableFormat, names: &[&'static str]) -> TableWriter {
        TableWriter {
            path: path.to_owned(),
            names: names.to_vec(),
            format,
            open: None,
        }
    }

    /// Appends rows: a value for every column, all of one length.
    ///
    /// # Errors
    /// If the columns are not those of the rows before, or the disk refuses.
    pub fn write(&mut self, columns: Vec<Values>) -> Result<(), WriteError> {
        let path = self.path.clone();
        self.append(columns)
            .map_err(|source| WriteError { path, source })
    }

    fn append(&mut self, columns: Vec<Values>) -> Result<(), Cause> {
        let open = match &mut self.open {
            Some(open) => open,
            none => none.insert(open(&self.path, self.format, &self.names, &columns)?),
        };
        let arrays: Result<Vec<_>, _> = columns.into_iter().map(Values::into_array).collect();
        let batch = RecordBatch::try_new(open.schema.clone(), arrays?)?;
        match &mut open.sink {
            Sink::Parquet(writer) => writer.write(&batch)?,
            Sink::Csv(writer) => writer.write(&batch)?,
        }
        Ok(())
    }

    /// Ends the file.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn finish(self) -> Result<(), WriteError> {
        let path = self.path;
        // CSV is flushed after every piece.
        if let Some(Sink::Parquet(writer)) = self.open.map(|open| open.sink) {
            let done = writer.close();
            done.map_err(|source| WriteError {
                path,
                source: source.into(),
            })?;
        }
        Ok(())
    }
}

fn open(
    path: &Path,
    format: TableFormat,
    names: &[&'static str],
    columns: &[Values],
) -> Result<Open, Cause> {
    let fields: Vec<Field> = names
        .iter()
        .zip(columns)
        .map(|(&name, values)| Field::new(name, values.data_type(), false))
        .collect();
    let schema = Arc::new(Schema::new(fields));
    let file = File::create(path)?;
    let sink = match format {
        TableFormat::Csv => Sink::Csv(Box::new(csv::Writer::new(file))),
        TableFormat::Parquet => {
            let level = ZstdLevel::try_new(ZSTD_LEVEL)?;
            let properties = WriterProperties::builder()
                .set_compression(Compression::ZSTD(level))
                .build();
            let writer = ArrowWriter::try_new(file, schema.clone(), Some(properties))?;
            Sink::Parquet(Box::new(writer))
        }
    };
    Ok(Open { schema, sink })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::{Catalog, CatalogOptions, ColumnMap, Engine, EventLog, Input, Resources};
    use indicatif::ProgressBar;

    fn texts(values: &[&str]) -> Values {
        let mut texts = Texts::default();
        for value in values {
            texts.push(value);
        }
        Values::Texts(texts)
    }

    #[tokio::test]
    async fn what_is_written_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let (map, progress) = (ColumnMap::default(), ProgressBar::hidden());
        let resources = Resources {
            memory: 1 << 28,
            work: None,
        };
        let engine = Engine::embedded(&resources).unwrap();
        for format in [TableFormat::Parquet, TableFormat::Csv] {
            let path = folder.path().join(format!("log.{}", format.extension()));
            let names = ["session_id", "item_id", "timestamp"];
            let mut writer = TableWriter::new(&path, format, &names);
            for (session, items) in [(7, ["a", "b, \"c\""]), (8, ["b, \"c\"", "ü"])] {
                let sessions = Values::Numbers(vec![session; 2]);
                let times = Values::Numbers(vec![10 * session, 10 * session + 1]);
                writer.write(vec![sessions, texts(&items), times]).unwrap();
            }
            writer.finish().unwrap();

            let files = [path];
            let input = Input {
                files: &files,
                map: &map,
                progress: &progress,
            };
            let log = EventLog::read(input, &engine).await.unwrap();
            let mut items = log.item_ids.clone();
            items.sort();
            assert_eq!(items, ["a", "b, \"c\"", "ü"]);
            assert_eq!(log.sessions.event_count(), 4);
            assert_eq!(log.newest, 81);
            assert_eq!(
                Catalog::read(input, &CatalogOptions::default())
                    .await
                    .unwrap()
                    .items
                    .len(),
                3
            );
        }
    }

    #[test]
    fn other_columns_than_before_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.csv");
        let mut writer = TableWriter::new(&path, TableFormat::Csv, &["item_id"]);
        writer.write(vec![texts(&["a"])]).unwrap();
        let error = writer.write(vec![Values::Numbers(vec![1])]).unwrap_err();
        assert!(error.to_string().contains("log.csv"), "{error}");
    }
}
