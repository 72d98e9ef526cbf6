//! See `datafusion::logical_expr`.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_schema::DataType;

use crate::common;
use crate::error::{DataFusionError, Result};

/// What a column of a result is made of.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum Expr {
    Column(common::Column),
    Literal(String),
    Cast(Box<Expr>, DataType),
    Alias(Box<Expr>, String),
}

/// The same text in every row.
pub fn lit(text: &str) -> Expr {
    Expr::Literal(text.to_owned())
}

/// Values as another type.
pub fn cast(values: Expr, to: DataType) -> Expr {
    Expr::Cast(Box::new(values), to)
}

impl Expr {
    /// The same by another name.
    pub fn alias(self, name: impl Into<String>) -> Expr {
        Expr::Alias(Box::new(self), name.into())
    }

    pub(crate) fn name(&self) -> &str {
        match self {
            Expr::Column(common::Column(name)) | Expr::Alias(_, name) => name,
            Expr::Cast(inner, _) => inner.name(),
            Expr::Literal(text) => text,
        }
    }

    /// Its values for some rows.
    pub(crate) fn of(&self, rows: &RecordBatch) -> Result<ArrayRef> {
        Ok(match self {
            Expr::Column(common::Column(name)) => rows
                .column_by_name(name)
                .cloned()
                .ok_or_else(|| DataFusionError::NoField(name.clone()))?,
            Expr::Literal(text) => {
                Arc::new(StringArray::from_iter_values(vec![text; rows.num_rows()]))
            }
            Expr::Cast(values, to) => {
                let options = arrow_cast::CastOptions {
                    safe: false,
                    ..arrow_cast::CastOptions::default()
                };
                arrow_cast::cast_with_options(&values.of(rows)?, to, &options)?
            }
            Expr::Alias(values, _) => values.of(rows)?,
        })
    }
}
