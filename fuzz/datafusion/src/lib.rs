//! Stands in for DataFusion where `crates/source` is built for fuzzing: what its readers of text
//! name, and no more. Compressed files are not read here.

/// See `datafusion::arrow`.
pub mod arrow {
    /// See `arrow::compute`.
    pub mod compute {
        /// See `arrow::compute::kernels`.
        pub mod kernels {
            /// The same crate that DataFusion passes on.
            pub mod cast_utils {
                pub use arrow_cast::parse::string_to_timestamp_nanos;
            }
        }
    }
}

/// See `datafusion::common`.
pub mod common {
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

/// See `datafusion::datasource`.
pub mod datasource {
    /// See `datafusion::datasource::file_format`.
    pub mod file_format {
        /// See `datafusion::datasource::file_format::file_compression_type`.
        pub mod file_compression_type {
            use std::io::{self, Read};

            use crate::common::parsers::CompressionTypeVariant;

            /// How a file is compressed.
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            pub struct FileCompressionType(CompressionTypeVariant);

            impl FileCompressionType {
                /// Not at all.
                pub const UNCOMPRESSED: Self = Self(CompressionTypeVariant::UNCOMPRESSED);

                /// Whether it is.
                pub fn is_compressed(&self) -> bool {
                    *self != Self::UNCOMPRESSED
                }

                /// What is read, as it is.
                ///
                /// # Errors
                /// None here.
                pub fn convert_read<R: Read + Send + 'static>(
                    &self,
                    read: R,
                ) -> io::Result<Box<dyn Read + Send>> {
                    Ok(Box::new(read))
                }
            }

            impl From<CompressionTypeVariant> for FileCompressionType {
                fn from(variant: CompressionTypeVariant) -> Self {
                    Self(variant)
                }
            }
        }
    }
}
