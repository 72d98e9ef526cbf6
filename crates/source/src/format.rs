//! How a file is written, told from its name.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use datafusion::common::parsers::CompressionTypeVariant;
use datafusion::datasource::file_format::file_compression_type::FileCompressionType;

use crate::error::SourceError;

/// For error messages: the file types there are.
pub(crate) const KNOWN_ENDINGS: &str =
    ".csv, .tsv, .jsonl, .ndjson, .json (each also with .gz, .xz or .zst) or .parquet";

/// For error messages: the catalogs there are.
pub(crate) const KNOWN_CATALOGS: &str = "a Google Merchant Center feed (.xml, .tsv), a Shopify export \
     (products.json, .csv), a WooCommerce export (.csv), a folder of pages with JSON-LD, or a \
     table (.csv, .tsv, .jsonl, .parquet) with the column item_id or id";

/// Layout of a file's rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// A header line, then fields between delimiters.
    Delimited(u8),
    /// One JSON object a line.
    JsonLines,
    /// Columns.
    Parquet,
}

/// Layout, compression and the file ending that said so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileFormat {
    pub(crate) layout: Layout,
    pub(crate) compression: FileCompressionType,
    /// As it stands in the name, with the leading dot.
    pub(crate) ending: String,
}

impl FileFormat {
    /// Reads the format off a file name.
    ///
    /// # Errors
    /// [`SourceError::UnknownFileType`].
    pub(crate) fn of(path: &Path) -> Result<FileFormat, SourceError> {
        let unknown = || SourceError::UnknownFileType {
            path: path.to_owned(),
        };
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .ok_or_else(unknown)?;
        let (kind, compression) = kind_and_compression(name);
        let layout = layout(kind).ok_or_else(unknown)?;
        let packed = if compression.is_compressed() {
            name.rsplit('.').next().map_or(0, |last| last.len() + 1)
        } else {
            0
        };
        let length = kind.len() + 1 + packed;
        if length >= name.len() || (layout == Layout::Parquet && compression.is_compressed()) {
            return Err(unknown());
        }
        Ok(FileFormat {
            layout,
            compression,
            ending: name[name.len() - length..].to_owned(),
        })
    }

    /// The file's text, decompressed.
    pub(crate) fn open(&self, path: &Path) -> Result<Text, SourceError> {
        open(path, self.compression)
    }
}

/// A file's text as it comes.
pub(crate) type Text = BufReader<Box<dyn Read + Send>>;

/// Opens a file and decompresses it.
///
/// # Errors
/// [`SourceError::Unreadable`].
pub(crate) fn open(path: &Path, compression: FileCompressionType) -> Result<Text, SourceError> {
    let file = File::open(path).map_err(|error| SourceError::unreadable(path, &error))?;
    let plain = compression.convert_read(file);
    let plain = plain.map_err(|error| SourceError::unreadable(path, &error))?;
    Ok(BufReader::new(plain))
}

/// The ending of a file name that tells the file's kind (empty if there is none), and the
/// compression that an ending after it tells.
pub(crate) fn kind_and_compression(name: &str) -> (&str, FileCompressionType) {
    let mut endings = name.rsplit('.');
    let last = endings.next().unwrap_or_default();
    match compression(last) {
        Some(variant) => (endings.next().unwrap_or_default(), variant.into()),
        None => (last, FileCompressionType::UNCOMPRESSED),
    }
}

fn compression(ending: &str) -> Option<CompressionTypeVariant> {
    match ending.to_ascii_lowercase().as_str() {
        "gz" => Some(CompressionTypeVariant::GZIP),
        "xz" => Some(CompressionTypeVariant::XZ),
        "zst" => Some(CompressionTypeVariant::ZSTD),
        _ => None,
    }
}

fn layout(ending: &str) -> Option<Layout> {
    match ending.to_ascii_lowercase().as_str() {
        "csv" => Some(Layout::Delimited(b',')),
        "tsv" => Some(Layout::Delimited(b'\t')),
        "jsonl" | "ndjson" | "json" => Some(Layout::JsonLines),
        "parquet" => Some(Layout::Parquet),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn of(name: &str) -> Option<(Layout, bool, String)> {
        FileFormat::of(Path::new(name)).ok().map(|format| {
            (
                format.layout,
                format.compression.is_compressed(),
                format.ending,
            )
        })
    }

    #[test]
    fn the_ending_tells_layout_and_compression() {
        assert_eq!(
            of("a/x.csv"),
            Some((Layout::Delimited(b','), false, ".csv".into()))
        );
        assert_eq!(
            of("x.TSV.Gz"),
            Some((Layout::Delimited(b'\t'), true, ".TSV.Gz".into()))
        );
        assert_eq!(
            of("x.y.ndjson.zst"),
            Some((Layout::JsonLines, true, ".ndjson.zst".into()))
        );
        assert_eq!(
            of("x.parquet"),
            Some((Layout::Parquet, false, ".parquet".into()))
        );
    }

    #[test]
    fn other_endings_are_refused() {
        for name in ["x", "x.txt", "x.gz", ".csv", "x.parquet.gz", "csv.xz"] {
            assert_eq!(of(name), None, "{name}");
        }
    }
}
