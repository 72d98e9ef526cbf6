//! See `datafusion::execution`.

use arrow_array::RecordBatch;
use futures::stream::BoxStream;

use crate::error::Result;

/// Rows as they come.
pub type SendableRecordBatchStream = BoxStream<'static, Result<RecordBatch>>;

/// See `datafusion::prelude`.
pub mod options {
    use crate::datasource::file_format::file_compression_type::FileCompressionType;

    /// How to read a delimited file.
    pub struct CsvReadOptions {
        pub(crate) delimiter: u8,
        pub(crate) compression: FileCompressionType,
    }

    impl Default for CsvReadOptions {
        fn default() -> Self {
            CsvReadOptions {
                delimiter: b',',
                compression: FileCompressionType::UNCOMPRESSED,
            }
        }
    }

    impl CsvReadOptions {
        /// With commas.
        pub fn new() -> Self {
            Self::default()
        }

        /// What parts fields.
        pub fn delimiter(self, delimiter: u8) -> Self {
            CsvReadOptions { delimiter, ..self }
        }

        /// Always so here.
        pub fn newlines_in_values(self, _: bool) -> Self {
            self
        }

        /// Always none here: all columns are text.
        pub fn schema_infer_max_records(self, _: usize) -> Self {
            self
        }

        /// How the file is compressed.
        pub fn file_compression_type(self, compression: FileCompressionType) -> Self {
            CsvReadOptions {
                compression,
                ..self
            }
        }

        /// Not looked at here.
        pub fn file_extension(self, _: &str) -> Self {
            self
        }
    }

    /// How to read JSON Lines.
    pub struct JsonReadOptions {
        /// Rows that tell the types.
        pub schema_infer_max_records: usize,
        pub(crate) compression: FileCompressionType,
    }

    impl Default for JsonReadOptions {
        fn default() -> Self {
            JsonReadOptions {
                schema_infer_max_records: 1000,
                compression: FileCompressionType::UNCOMPRESSED,
            }
        }
    }

    impl JsonReadOptions {
        /// How the file is compressed.
        pub fn file_compression_type(self, compression: FileCompressionType) -> Self {
            JsonReadOptions {
                compression,
                ..self
            }
        }

        /// Not looked at here.
        pub fn file_extension(self, _: &str) -> Self {
            self
        }
    }

    /// How to read Parquet.
    #[derive(Default)]
    pub struct ParquetReadOptions;

    impl ParquetReadOptions {
        /// As it stands.
        pub fn new() -> Self {
            ParquetReadOptions
        }

        /// Not looked at here.
        pub fn file_extension(self, _: &str) -> Self {
            self
        }
    }
}

/// See `datafusion::execution::context`.
pub mod context {
    use super::options::{CsvReadOptions, JsonReadOptions, ParquetReadOptions};
    use crate::dataframe::DataFrame;
    use crate::error::Result;
    use crate::scan::{Layout, Scan};

    /// Nothing to choose here.
    #[derive(Default)]
    pub struct SessionConfig;

    impl SessionConfig {
        /// As it stands.
        pub fn new() -> Self {
            SessionConfig
        }

        /// Always one here.
        pub fn with_target_partitions(self, _: usize) -> Self {
            self
        }
    }

    /// Opens files.
    #[derive(Default)]
    pub struct SessionContext;

    impl SessionContext {
        /// A new one.
        pub fn new_with_config(_: SessionConfig) -> Self {
            SessionContext
        }

        /// A delimited file.
        ///
        /// # Errors
        /// If it is none.
        pub async fn read_csv(&self, address: String, csv: CsvReadOptions) -> Result<DataFrame> {
            Scan::new(&address, Layout::Delimited(csv.delimiter), csv.compression).open()
        }

        /// JSON Lines.
        ///
        /// # Errors
        /// If it is none.
        pub async fn read_json(&self, address: String, json: JsonReadOptions) -> Result<DataFrame> {
            let layout = Layout::JsonLines(json.schema_infer_max_records);
            Scan::new(&address, layout, json.compression).open()
        }

        /// Parquet.
        ///
        /// # Errors
        /// If it is none.
        pub async fn read_parquet(
            &self,
            address: String,
            _: ParquetReadOptions,
        ) -> Result<DataFrame> {
            Scan::parquet(&address).open()
        }
    }
}
