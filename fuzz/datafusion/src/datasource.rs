//! See `datafusion::datasource`.

/// See `datafusion::datasource::file_format`.
pub mod file_format {
    /// See `datafusion::datasource::file_format::file_compression_type`.
    pub mod file_compression_type {
        use std::io::Read;

        use flate2::read::MultiGzDecoder;
        use liblzma::read::XzDecoder;

        use crate::common::parsers::CompressionTypeVariant::{self, GZIP, UNCOMPRESSED, XZ, ZSTD};
        use crate::error::Result;

        /// How a file is compressed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct FileCompressionType(CompressionTypeVariant);

        impl FileCompressionType {
            /// Not at all.
            pub const UNCOMPRESSED: Self = Self(UNCOMPRESSED);

            /// Whether it is.
            pub fn is_compressed(&self) -> bool {
                *self != Self::UNCOMPRESSED
            }

            /// What is read, decompressed.
            ///
            /// # Errors
            /// If a decoder cannot be made.
            pub fn convert_read<R: Read + Send + 'static>(
                &self,
                read: R,
            ) -> Result<Box<dyn Read + Send>> {
                Ok(match self.0 {
                    GZIP => Box::new(MultiGzDecoder::new(read)),
                    XZ => Box::new(XzDecoder::new_multi_decoder(read)),
                    ZSTD => Box::new(zstd::Decoder::new(read)?),
                    UNCOMPRESSED => Box::new(read),
                })
            }
        }

        impl From<CompressionTypeVariant> for FileCompressionType {
            fn from(variant: CompressionTypeVariant) -> Self {
                Self(variant)
            }
        }
    }
}
