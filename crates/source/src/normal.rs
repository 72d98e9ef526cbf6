//! Valid events in the one form that plans read, whatever the log's own form was: a Parquet file
//! that grows as the log is read.

use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, Int32Builder, Int64Builder, RecordBatch, StringBuilder};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::{Compression, ZstdLevel};
use datafusion::parquet::file::properties::WriterProperties;

use crate::engine::unusable;
use crate::error::SourceError;

/// Rows gathered before they are encoded.
const BATCH: usize = 65_536;

/// A Parquet file in the work folder that grows by batches.
pub(crate) struct WorkTable {
    path: PathBuf,
    schema: SchemaRef,
    writer: ArrowWriter<File>,
}

impl WorkTable {
    /// A new table at `path`, of columns with a name, a type and whether a value may be missing.
    pub(crate) fn create(
        path: PathBuf,
        columns: &[(&str, DataType, bool)],
    ) -> Result<WorkTable, SourceError> {
        let fields = columns.iter();
        let fields = fields.map(|(name, kind, gaps)| Field::new(*name, kind.clone(), *gaps));
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let file = File::create(&path).map_err(|error| unusable(&path, &error))?;
        let level = ZstdLevel::try_new(1).map_err(|error| unusable(&path, &error))?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(level))
            .build();
        let writer = ArrowWriter::try_new(file, schema.clone(), Some(properties))
            .map_err(|error| unusable(&path, &error))?;
        Ok(WorkTable {
            path,
            schema,
            writer,
        })
    }

    /// Appends rows.
    pub(crate) fn write(&mut self, columns: Vec<ArrayRef>) -> Result<(), SourceError> {
        let path = &self.path;
        let batch = RecordBatch::try_new(self.schema.clone(), columns);
        let batch = batch.map_err(|error| unusable(path, &error))?;
        let written = self.writer.write(&batch);
        written.map_err(|error| unusable(path, &error))
    }

    /// Ends the file and gives back its path.
    pub(crate) fn finish(self) -> Result<PathBuf, SourceError> {
        let path = self.path;
        let closed = self.writer.close();
        closed.map_err(|error| unusable(&path, &error))?;
        Ok(path)
    }
}

/// The table `events` of the plan that forms sessions.
pub(crate) struct Events {
    table: WorkTable,
    rows: usize,
    session: StringBuilder,
    item: StringBuilder,
    time: Int64Builder,
    kind: Int32Builder,
    shopper: StringBuilder,
}

/// An event as the log has it, its identifiers still texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Event<'a> {
    pub(crate) session: &'a str,
    pub(crate) item: &'a str,
    /// In whatever unit the log counts.
    pub(crate) time: i64,
    /// Number of the kind in [`whyshelf_engine::EventKind::ALL`].
    pub(crate) kind: u8,
    pub(crate) shopper: Option<&'a str>,
}

impl Events {
    /// No events yet.
    pub(crate) fn create(path: PathBuf) -> Result<Events, SourceError> {
        let columns = [
            ("session", DataType::Utf8, false),
            ("item", DataType::Utf8, false),
            ("time", DataType::Int64, false),
            ("kind", DataType::Int32, false),
            ("shopper", DataType::Utf8, true),
        ];
        Ok(Events {
            table: WorkTable::create(path, &columns)?,
            rows: 0,
            session: StringBuilder::new(),
            item: StringBuilder::new(),
            time: Int64Builder::new(),
            kind: Int32Builder::new(),
            shopper: StringBuilder::new(),
        })
    }

    /// Adds an event.
    pub(crate) fn push(&mut self, event: Event<'_>) -> Result<(), SourceError> {
        self.session.append_value(event.session);
        self.item.append_value(event.item);
        self.time.append_value(event.time);
        self.kind.append_value(i32::from(event.kind));
        self.shopper.append_option(event.shopper);
        self.rows += 1;
        if self.rows == BATCH {
            self.flush()?;
        }
        Ok(())
    }

    /// Ends the table and gives back its path.
    pub(crate) fn finish(mut self) -> Result<PathBuf, SourceError> {
        self.flush()?;
        self.table.finish()
    }

    fn flush(&mut self) -> Result<(), SourceError> {
        self.rows = 0;
        self.table.write(vec![
            Arc::new(self.session.finish()),
            Arc::new(self.item.finish()),
            Arc::new(self.time.finish()),
            Arc::new(self.kind.finish()),
            Arc::new(self.shopper.finish()),
        ])
    }
}
