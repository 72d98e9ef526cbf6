//! A file of rows.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::PathBuf;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::dataframe::DataFrame;
use crate::datasource::file_format::file_compression_type::FileCompressionType;
use crate::error::{DataFusionError, Result};

/// Rows that are handed over at a time: few, so that inputs of a few kilobytes make several.
const BATCH: usize = 16;

pub(crate) enum Layout {
    Delimited(u8),
    /// With how many rows tell the types.
    JsonLines(usize),
    Parquet,
}

pub(crate) struct Scan {
    path: PathBuf,
    layout: Layout,
    compression: FileCompressionType,
}

type Batches = Box<dyn Iterator<Item = Result<RecordBatch>> + Send>;

impl Scan {
    pub(crate) fn new(address: &str, layout: Layout, compression: FileCompressionType) -> Scan {
        Scan {
            // The names that fuzzing gives need no escapes.
            path: address.strip_prefix("file://").unwrap_or(address).into(),
            layout,
            compression,
        }
    }

    pub(crate) fn parquet(address: &str) -> Scan {
        Scan::new(address, Layout::Parquet, FileCompressionType::UNCOMPRESSED)
    }

    fn text(&self) -> Result<BufReader<Box<dyn Read + Send>>> {
        let text = self.compression.convert_read(File::open(&self.path)?)?;
        Ok(BufReader::new(text))
    }

    /// Looks far enough into the file to know its columns.
    pub(crate) fn open(self) -> Result<DataFrame> {
        let schema = match self.layout {
            Layout::Delimited(delimiter) => {
                let format = arrow_csv::reader::Format::default()
                    .with_header(true)
                    .with_delimiter(delimiter);
                Arc::new(format.infer_schema(self.text()?, Some(0))?.0)
            }
            Layout::JsonLines(rows) => {
                Arc::new(arrow_json::reader::infer_json_schema(self.text()?, Some(rows))?.0)
            }
            Layout::Parquet => {
                let file = File::open(&self.path)?;
                ParquetRecordBatchReaderBuilder::try_new(file)?.schema().clone()
            }
        };
        Ok(DataFrame::of(schema, self))
    }

    /// The rows of the file.
    pub(crate) fn batches(&self, schema: &SchemaRef) -> Result<Batches> {
        Ok(match self.layout {
            Layout::Delimited(delimiter) => {
                let reader = arrow_csv::ReaderBuilder::new(schema.clone())
                    .with_header(true)
                    .with_delimiter(delimiter)
                    .with_batch_size(BATCH);
                rows(reader.build_buffered(self.text()?)?)
            }
            Layout::JsonLines(_) => {
                let reader =
                    arrow_json::ReaderBuilder::new(schema.clone()).with_batch_size(BATCH);
                rows(reader.build(self.text()?)?)
            }
            Layout::Parquet => {
                let file = File::open(&self.path)?;
                let reader = ParquetRecordBatchReaderBuilder::try_new(file)?;
                rows(reader.with_batch_size(BATCH).build()?)
            }
        })
    }
}

/// Rows until the first damage: a reader that stumbled is not asked again.
fn rows<E: Into<DataFusionError> + 'static>(
    reader: impl Iterator<Item = std::result::Result<RecordBatch, E>> + Send + 'static,
) -> Batches {
    let mut whole = true;
    Box::new(
        reader
            .take_while(move |rows| std::mem::replace(&mut whole, rows.is_ok()))
            .map(|rows| rows.map_err(Into::into)),
    )
}
