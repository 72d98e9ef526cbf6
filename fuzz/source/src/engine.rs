//! Stands in for the engine: the one plan that reading a log needs, a sort, over what
//! [`crate::normal`] was given.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::array::{Int32Array, Int64Array, RecordBatch, StringArray};
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::error::DataFusionError;

use crate::error::SourceError;
use crate::normal;

/// Nothing to hold.
pub struct Engine;

impl Engine {
    /// The only table there is.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        name.into()
    }

    /// It is known already.
    pub(crate) async fn table(&self, _: &str, _: &Path) -> Result<(), SourceError> {
        Ok(())
    }

    /// Its rows went with [`Engine::run`].
    pub(crate) fn remove(&self, _: &str, _: &Path) -> Result<(), SourceError> {
        Ok(())
    }

    /// The events by session and time.
    pub(crate) async fn run(
        &self,
        _: &str,
        mut visit: impl FnMut(&RecordBatch) -> Result<(), SourceError>,
    ) -> Result<(), SourceError> {
        let mut rows = normal::taken();
        rows.sort_by(|a, b| (&a.session, a.time).cmp(&(&b.session, b.time)));
        let field = |name: &str, kind: DataType| Field::new(name, kind, true);
        let schema = Schema::new(vec![
            field("session", DataType::Utf8),
            field("item", DataType::Utf8),
            field("time", DataType::Int64),
            field("kind", DataType::Int32),
            field("shopper", DataType::Utf8),
        ]);
        let texts = |text: fn(&normal::Row) -> Option<&str>| -> Arc<StringArray> {
            Arc::new(rows.iter().map(text).collect())
        };
        let batch = RecordBatch::try_new(
            Arc::new(schema),
            vec![
                texts(|row| Some(&row.session)),
                texts(|row| Some(&row.item)),
                Arc::new(rows.iter().map(|row| row.time).collect::<Int64Array>()),
                Arc::new(rows.iter().map(|row| row.kind).collect::<Int32Array>()),
                texts(|row| row.shopper.as_deref()),
            ],
        );
        visit(&batch.map_err(|error| failed(&error.into()))?)
    }
}

pub(crate) fn failed(error: &DataFusionError) -> SourceError {
    SourceError::Plan {
        why: error.to_string(),
    }
}
