//! One input file as a stream of text columns, read by DataFusion in the file's own order.

use std::path::{Path, PathBuf};

use datafusion::arrow::array::{Array, AsArray, Int64Array, RecordBatch, StringArray};
use datafusion::arrow::datatypes::{DataType, Int64Type, TimeUnit};
use datafusion::common::Column;
use datafusion::dataframe::DataFrame;
use datafusion::error::{DataFusionError, Result as FusionResult};
use datafusion::execution::context::{SessionConfig, SessionContext};
use datafusion::logical_expr::{Expr, cast};
use datafusion::prelude::{CsvReadOptions, JsonReadOptions, ParquetReadOptions};
use futures::StreamExt;

use crate::error::{RowProblem, SourceError};
use crate::format::{FileFormat, Layout};
use crate::locate;

/// Rows looked at to tell the types of JSON fields.
const ROWS_TO_INFER_FROM: usize = 10_000;

/// A file that is open for reading.
pub(crate) struct Table {
    path: PathBuf,
    format: FileFormat,
    frame: DataFrame,
    columns: Vec<String>,
}

/// How a column is handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum As {
    /// Text, as the file has it.
    Text,
    /// Whole numbers where the file has numbers or dates (those as nanoseconds), text elsewhere.
    Time,
}

/// Some rows of the chosen columns.
pub(crate) struct Rows {
    batch: RecordBatch,
    /// Rows of the file before these.
    pub(crate) before: u64,
}

/// A column of [`Rows`].
pub(crate) enum Values<'a> {
    /// Text.
    Text(&'a StringArray),
    /// Numbers, and whether they were dates.
    Numbers(&'a Int64Array),
}

impl Table {
    /// Opens a file, far enough to know its columns.
    ///
    /// # Errors
    /// If there is no such file, its name tells no type, or it is empty or broken at its start.
    pub(crate) async fn open(path: &Path) -> Result<Table, SourceError> {
        let length = std::fs::metadata(path).map_err(|_| SourceError::NoSuchFile {
            path: path.to_owned(),
        })?;
        let format = FileFormat::of(path)?;
        let empty = || SourceError::Empty {
            path: path.to_owned(),
            what: "rows",
        };
        if length.len() == 0 {
            return Err(empty());
        }
        let frame = match frame(path, &format).await {
            Ok(frame) => frame,
            Err(error) => return Err(explain(path, &format, &error)),
        };
        let fields = frame.schema().fields().iter();
        let columns: Vec<String> = fields.map(|field| field.name().clone()).collect();
        if columns.is_empty() {
            return Err(empty());
        }
        Ok(Table {
            path: path.to_owned(),
            format,
            frame,
            columns,
        })
    }

    /// Names of the file's columns.
    pub(crate) fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The file.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether `column` holds dates by type rather than by spelling.
    pub(crate) fn holds_dates(&self, column: &str) -> bool {
        self.frame
            .schema()
            .field_with_unqualified_name(column)
            .is_ok_and(|field| field.data_type().is_temporal())
    }

    /// Reads `columns`, handing over some rows at a time; `visit` may point at one of them.
    ///
    /// # Errors
    /// The first broken row, by line, whether the reader or `visit` finds it.
    pub(crate) async fn read(
        self,
        columns: &[(&str, As)],
        mut visit: impl FnMut(Rows) -> Result<(), RowError>,
    ) -> Result<(), SourceError> {
        let Table {
            path,
            format,
            frame,
            ..
        } = self;
        let fusion = |error: DataFusionError| explain(&path, &format, &error);
        let chosen = columns
            .iter()
            .enumerate()
            // Aliases, because one column may play two roles.
            .map(|(at, &(name, form))| Ok(expression(&frame, name, form)?.alias(at.to_string())))
            .collect::<FusionResult<Vec<_>>>()
            .map_err(fusion)?;
        let frame = frame.select(chosen).map_err(fusion)?;
        let mut stream = frame.execute_stream().await.map_err(fusion)?;
        let mut before = 0;
        while let Some(batch) = stream.next().await {
            let batch = batch.map_err(fusion)?;
            let rows = batch.num_rows() as u64;
            visit(Rows { batch, before }).map_err(|error| match error {
                RowError::Row(row, problem) => locate::broken_row(&path, &format, row, problem),
                RowError::File(error) => error,
            })?;
            before += rows;
        }
        Ok(())
    }
}

/// What a visitor of rows may object to.
pub(crate) enum RowError {
    /// The row with this number in the file, from 0, the header not counted.
    Row(u64, RowProblem),
    /// The file as a whole.
    File(SourceError),
}

impl Rows {
    /// How many rows these are.
    pub(crate) fn len(&self) -> usize {
        self.batch.num_rows()
    }

    /// The `index`-th column asked for.
    pub(crate) fn column(&self, index: usize) -> Values<'_> {
        let column = self.batch.column(index);
        match column.as_primitive_opt::<Int64Type>() {
            Some(numbers) => Values::Numbers(numbers),
            None => Values::Text(column.as_string::<i32>()),
        }
    }

    /// A column of text; the `index`-th column asked for.
    pub(crate) fn text(&self, index: usize) -> &StringArray {
        self.batch.column(index).as_string::<i32>()
    }
}

/// The text of a row, none if it is null or blank.
pub(crate) fn filled(column: &StringArray, row: usize) -> Option<&str> {
    let filled = column.is_valid(row).then(|| column.value(row).trim());
    filled.filter(|text| !text.is_empty())
}

async fn frame(path: &Path, format: &FileFormat) -> FusionResult<DataFrame> {
    // One partition: rows arrive in the file's order, so that errors can name their line.
    let config = SessionConfig::new().with_target_partitions(1);
    let context = SessionContext::new_with_config(config);
    let address = address(path)?;
    match format.layout {
        Layout::Delimited(delimiter) => {
            let options = CsvReadOptions::new()
                .delimiter(delimiter)
                .newlines_in_values(true)
                // Everything as text: a shop's identifiers may begin with zeros.
                .schema_infer_max_records(0)
                .file_compression_type(format.compression)
                .file_extension(&format.ending);
            context.read_csv(address, options).await
        }
        Layout::JsonLines => {
            let mut options = JsonReadOptions::default()
                .file_compression_type(format.compression)
                .file_extension(&format.ending);
            options.schema_infer_max_records = ROWS_TO_INFER_FROM;
            context.read_json(address, options).await
        }
        Layout::Parquet => {
            let options = ParquetReadOptions::new().file_extension(&format.ending);
            context.read_parquet(address, options).await
        }
    }
}

/// The path as a `file:` address: in a bare path DataFusion would read `*`, `?` and `[` as
/// patterns.
fn address(path: &Path) -> FusionResult<String> {
    let full = std::fs::canonicalize(path)?;
    let mut address = String::from("file://");
    for byte in full.to_string_lossy().bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                address.push(char::from(byte));
            }
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    Ok(address)
}

fn expression(frame: &DataFrame, name: &str, form: As) -> FusionResult<Expr> {
    let column = Expr::Column(Column::new_unqualified(name));
    let field = frame.schema().field_with_unqualified_name(name)?;
    let to = |data_type| cast(column.clone(), data_type);
    Ok(match (form, field.data_type()) {
        (As::Text, _) => to(DataType::Utf8),
        (As::Time, kind) if kind.is_temporal() => cast(
            to(DataType::Timestamp(TimeUnit::Nanosecond, None)),
            DataType::Int64,
        ),
        (As::Time, kind) if kind.is_integer() => to(DataType::Int64),
        (As::Time, _) => to(DataType::Utf8),
    })
}

/// Finds out which line the reader stumbled over; keeps the reader's own words if none looks
/// broken.
fn explain(path: &Path, format: &FileFormat, error: &DataFusionError) -> SourceError {
    locate::first_broken_row(path, format).unwrap_or_else(|| SourceError::Unreadable {
        path: path.to_owned(),
        why: error.find_root().to_string(),
    })
}
