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
        let mut endings = name.rsplit('.');
        let last = endings.next().unwrap_or_default();
        let (compression, kind, length) = match compression(last) {
            None => (CompressionTypeVariant::UNCOMPRESSED, last, last.len() + 1),
            Some(variant) => {
                let kind = endings.next().ok_or_else(unknown)?;
                (variant, kind, last.len() + kind.len() + 2)
            }
        };
        let layout = layout(kind).ok_or_else(unknown)?;
        let compressed = compression != CompressionTypeVariant::UNCOMPRESSED;
        if length >= name.len() || (layout == Layout::Parquet && compressed) {
            return Err(unknown());
        }
        Ok(FileFormat {
            layout,
            compression: compression.into(),
            ending: name[name.len() - length..].to_owned(),
        })
    }

    /// The file's text, decompressed.
    pub(crate) fn open(&self, path: &Path) -> Result<BufReader<Box<dyn Read + Send>>, SourceError> {
        let unreadable = |why: String| SourceError::Unreadable {
            path: path.to_owned(),
            why,
        };
        let file = File::open(path).map_err(|error| unreadable(error.to_string()))?;
        let plain = self
            .compression
            .convert_read(file)
            .map_err(|error| unreadable(error.to_string()))?;
        Ok(BufReader::new(plain))
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
