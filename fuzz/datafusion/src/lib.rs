//! Stands in for DataFusion where `crates/source` is built for fuzzing: what its readers name, and
//! no more. Files are read by the crates that DataFusion itself reads them with.

pub mod dataframe;
pub mod datasource;
pub mod error;
pub mod execution;
pub mod logical_expr;
mod scan;

/// See `datafusion::arrow`.
pub mod arrow {
    /// See `arrow::array`.
    pub mod array {
        pub use arrow_array::cast::AsArray;
        pub use arrow_array::*;
    }

    /// See `arrow::compute`.
    pub mod compute {
        pub use arrow_cast::cast;

        /// See `arrow::compute::kernels`.
        pub mod kernels {
            /// The same crate that DataFusion passes on.
            pub mod cast_utils {
                pub use arrow_cast::parse::string_to_timestamp_nanos;
            }
        }
    }

    /// See `arrow::datatypes`.
    pub mod datatypes {
        pub use arrow_array::types::{Int32Type, Int64Type};
        pub use arrow_schema::{DataType, Field, Schema, SchemaRef, TimeUnit};
    }
}

/// See `datafusion::common`.
pub mod common {
    /// See `datafusion::common::Column`.
    #[derive(Clone, Debug)]
    pub struct Column(pub(crate) String);

    impl Column {
        /// The column called `name`.
        pub fn new_unqualified(name: &str) -> Column {
            Column(name.to_owned())
        }
    }

    /// See `datafusion::common::parsers`.
    pub mod parsers {
        /// How a file is compressed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum CompressionTypeVariant {
            GZIP,
            XZ,
            ZSTD,
            UNCOMPRESSED,
        }
    }
}

/// See `datafusion::prelude`.
pub mod prelude {
    pub use crate::execution::context::SessionContext;
    pub use crate::execution::options::{CsvReadOptions, JsonReadOptions, ParquetReadOptions};
}
