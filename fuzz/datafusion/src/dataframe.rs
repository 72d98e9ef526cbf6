//! See `datafusion::dataframe`.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{Field, Fields, Schema, SchemaRef};
use futures::StreamExt;
use futures::stream;

use crate::error::{DataFusionError, Result};
use crate::execution::SendableRecordBatchStream;
use crate::logical_expr::Expr;
use crate::scan::Scan;

/// A file, and which columns are wanted of it.
pub struct DataFrame {
    schema: FrameSchema,
    scan: Scan,
    chosen: Vec<Expr>,
}

/// See `datafusion::common::DFSchema`.
pub struct FrameSchema(SchemaRef);

impl FrameSchema {
    /// All columns.
    pub fn fields(&self) -> &Fields {
        self.0.fields()
    }

    /// A column by name.
    ///
    /// # Errors
    /// If there is none.
    pub fn field_with_unqualified_name(&self, name: &str) -> Result<&Field> {
        let found = self.0.field_with_name(name);
        found.map_err(|_| DataFusionError::NoField(name.to_owned()))
    }
}

impl DataFrame {
    pub(crate) fn of(schema: SchemaRef, scan: Scan) -> DataFrame {
        DataFrame {
            schema: FrameSchema(schema),
            scan,
            chosen: Vec::new(),
        }
    }

    /// The columns of the file.
    pub fn schema(&self) -> &FrameSchema {
        &self.schema
    }

    /// These columns.
    ///
    /// # Errors
    /// None here.
    pub fn select(self, chosen: Vec<Expr>) -> Result<DataFrame> {
        Ok(DataFrame { chosen, ..self })
    }

    /// The rows as they come.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub async fn execute_stream(self) -> Result<SendableRecordBatchStream> {
        let batches = self.scan.batches(&self.schema.0)?;
        let chosen = self.chosen;
        Ok(stream::iter(batches.map(move |rows| project(&chosen, &rows?))).boxed())
    }
}

fn project(chosen: &[Expr], rows: &RecordBatch) -> Result<RecordBatch> {
    let columns: Result<Vec<ArrayRef>> = chosen.iter().map(|column| column.of(rows)).collect();
    let columns = columns?;
    let fields = chosen.iter().zip(&columns);
    let fields: Vec<Field> = fields
        .map(|(column, values)| Field::new(column.name(), values.data_type().clone(), true))
        .collect();
    Ok(RecordBatch::try_new(
        Arc::new(Schema::new(fields)),
        columns,
    )?)
}
