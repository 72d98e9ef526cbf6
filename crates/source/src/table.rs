//! One input file as a stream of text columns, read by DataFusion in the file's own order.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use datafusion::arrow::array::{Array, AsArray, Int64Array, RecordBatch, StringArray};
use datafusion::arrow::datatypes::{DataType, Int64Type, TimeUnit};
use datafusion::common::Column;
use datafusion::dataframe::DataFrame;
use datafusion::error::{DataFusionError, Result as FusionResult};
use datafusion::execution::SendableRecordBatchStream;
use datafusion::logical_expr::{Expr, cast, lit};
use futures::StreamExt;

use crate::content::Content;
use crate::error::{RowProblem, SourceError};
use crate::format::FileFormat;
use crate::frame::frame;
use crate::locate;
use crate::problems::Problems;
use crate::repair::{Repaired, without_broken_rows};

/// A file that is open for reading.
pub(crate) struct Table {
    path: PathBuf,
    content: Content,
    format: FileFormat,
    frame: DataFrame,
    columns: Vec<String>,
    /// Columns that have one value in the whole file.
    keys: Vec<(String, String)>,
    /// What is read instead of the file, if that has rows that cannot be read.
    repaired: Option<Repaired>,
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
    /// Rows before these.
    before: u64,
    skipped: RefCell<Vec<(u64, RowProblem)>>,
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
    /// If there is no such file, its name tells no type, or it is empty or not of that type.
    pub(crate) async fn open(path: &Path) -> Result<Table, SourceError> {
        let mut content = Content::of(path)?;
        let length = content.length().await?;
        let format = FileFormat::of(path)?;
        let empty = || SourceError::Empty {
            path: path.to_owned(),
            what: "rows",
        };
        if length == 0 {
            return Err(empty());
        }
        let mut repaired = None;
        let frame = match frame(&content, &format).await {
            Ok(frame) => frame,
            Err(error) => {
                let found = without_broken_rows(content.at_hand().await?, path, &format)?;
                let found = found.ok_or_else(|| unreadable(path, &error))?;
                let frame = frame(&found.content(), &found.format).await;
                repaired = Some(found);
                frame.map_err(|error| unreadable(path, &error))?
            }
        };
        let fields = frame.schema().fields().iter();
        let columns: Vec<String> = fields.map(|field| field.name().clone()).collect();
        if columns.is_empty() {
            return Err(empty());
        }
        Ok(Table {
            path: path.to_owned(),
            content,
            format,
            frame,
            columns,
            keys: Vec::new(),
            repaired,
        })
    }

    /// The same file with further columns of one value each, unless it has them itself.
    pub(crate) fn with_keys(mut self, keys: Vec<(String, String)>) -> Table {
        for (name, value) in keys {
            if !self.columns.contains(&name) {
                self.columns.push(name.clone());
                self.keys.push((name, value));
            }
        }
        self
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

    /// Reads `columns`, handing over some rows at a time. Rows that cannot be read, and those
    /// that `visit` skips, are left out.
    ///
    /// # Errors
    /// If too many rows are left out, the file cannot be read, or `visit` says so.
    pub(crate) async fn read(
        self,
        columns: &[(&str, As)],
        mut visit: impl FnMut(&Rows) -> Result<(), SourceError>,
    ) -> Result<Problems, SourceError> {
        let Table {
            path,
            mut content,
            format,
            frame: whole,
            keys,
            mut repaired,
            ..
        } = self;
        let fusion = |error: DataFusionError| unreadable(&path, &error);
        let mut stream = chosen(whole, columns, &keys).await.map_err(fusion)?;
        // Rows that were handed over before the reader stumbled come once more.
        let (mut before, mut again) = (0, 0);
        let mut skipped = Skipped::default();
        while let Some(batch) = stream.next().await {
            let batch = match batch {
                Ok(batch) => batch,
                Err(error) if repaired.is_some() => return Err(fusion(error)),
                Err(error) => {
                    let found = without_broken_rows(content.at_hand().await?, &path, &format)?;
                    let found = found.ok_or_else(|| fusion(error))?;
                    let whole = frame(&found.content(), &found.format).await;
                    stream = chosen(whole.map_err(fusion)?, columns, &keys)
                        .await
                        .map_err(fusion)?;
                    repaired = Some(found);
                    again = before;
                    continue;
                }
            };
            let known = again.min(batch.num_rows() as u64);
            again -= known;
            let length = batch.num_rows() - known as usize;
            let rows = Rows {
                batch: batch.slice(known as usize, length),
                before,
                skipped: RefCell::default(),
            };
            visit(&rows)?;
            before += length as u64;
            skipped.take(rows.skipped.into_inner());
        }
        let (mut problems, damaged) = match repaired {
            Some(repaired) => (repaired.problems, true),
            None => (Problems::default(), false),
        };
        let rows = before + problems.count();
        if skipped.count > 0 {
            let at_hand = content.at_hand().await?;
            for problem in locate::places(at_hand, &path, &format, skipped.kept, damaged)? {
                skipped.count -= 1;
                problems.push(problem);
            }
            problems.count_more(skipped.count);
            problems.sort();
        }
        problems.tolerated(&path, rows)
    }
}

/// Rows that a visitor skipped: the first by number, all by count.
#[derive(Default)]
struct Skipped {
    kept: Vec<(u64, RowProblem)>,
    count: u64,
}

/// Skipped rows whose places are looked up.
const KEPT: usize = 100_000;

impl Skipped {
    fn take(&mut self, rows: Vec<(u64, RowProblem)>) {
        self.count += rows.len() as u64;
        let room = KEPT - self.kept.len().min(KEPT);
        self.kept.extend(rows.into_iter().take(room));
    }
}

impl Rows {
    /// How many rows these are.
    pub(crate) fn len(&self) -> usize {
        self.batch.num_rows()
    }

    /// Leaves out the `row`-th of these rows; at most once for each, in their order.
    pub(crate) fn skip(&self, row: usize, problem: RowProblem) {
        let number = self.before + row as u64;
        self.skipped.borrow_mut().push((number, problem));
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

/// The chosen columns as a stream.
async fn chosen(
    frame: DataFrame,
    columns: &[(&str, As)],
    keys: &[(String, String)],
) -> FusionResult<SendableRecordBatchStream> {
    let expressions = columns
        .iter()
        .enumerate()
        // Aliases, because one column may play two roles.
        .map(|(at, &(name, form))| {
            let key = keys.iter().find(|(key, _)| key == name);
            let expression = match key {
                Some((_, value)) => lit(value.as_str()),
                None => expression(&frame, name, form)?,
            };
            Ok(expression.alias(at.to_string()))
        })
        .collect::<FusionResult<Vec<_>>>()?;
    frame.select(expressions)?.execute_stream().await
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

fn unreadable(path: &Path, error: &DataFusionError) -> SourceError {
    SourceError::unreadable(path, &error.find_root())
}
