//! A file as DataFusion reads it.

use datafusion::dataframe::DataFrame;
use datafusion::error::Result;
use datafusion::execution::context::{SessionConfig, SessionContext};
use datafusion::prelude::{CsvReadOptions, JsonReadOptions, ParquetReadOptions};

use crate::content::Content;
use crate::format::{FileFormat, Layout};

/// Rows looked at to tell the types of JSON fields.
const ROWS_TO_INFER_FROM: usize = 10_000;

/// All columns of a file, its rows in their order.
pub(crate) async fn frame(content: &Content, format: &FileFormat) -> Result<DataFrame> {
    // One partition: rows arrive in the file's order, so that errors can name their line.
    let config = SessionConfig::new().with_target_partitions(1);
    let context = SessionContext::new_with_config(config);
    let address = content.offer(&context)?;
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
