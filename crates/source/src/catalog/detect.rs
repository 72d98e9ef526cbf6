//! What kind of catalog a path leads to, told from its name and its first bytes.

use std::io::Read;
use std::path::Path;

use datafusion::datasource::file_format::file_compression_type::FileCompressionType;
use serde_json::Value;

use crate::content::Content;
use crate::error::SourceError;
use crate::format::{kind_and_compression, open};

/// How a catalog is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An XML feed with Google's fields.
    MerchantCenter,
    /// Shopify's `products.json`.
    ShopifyJson,
    /// A document of JSON-LD.
    JsonLd,
    /// An HTML page with JSON-LD in it.
    Page,
    /// A folder of those two.
    Folder,
    /// A table with a header line; the header tells more.
    Delimited(u8),
    /// A JSON object a line.
    JsonLines,
    /// Parquet.
    Parquet,
}

/// First bytes looked at.
const PEEKED: u64 = 64 << 10;

/// The kind of a catalog and its compression; `path` is what it is called.
///
/// # Errors
/// If there is nothing, or nothing that can be told.
pub(crate) async fn kind(
    content: &mut Content,
    path: &Path,
) -> Result<(Kind, FileCompressionType), SourceError> {
    if content.is_folder() {
        return Ok((Kind::Folder, FileCompressionType::UNCOMPRESSED));
    }
    if content.length().await? == 0 {
        return Err(SourceError::Empty {
            path: path.to_owned(),
            what: "rows",
        });
    }
    let name = path
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    let (ending, compression) = kind_and_compression(name);
    if ending.eq_ignore_ascii_case("parquet") && !compression.is_compressed() {
        return Ok((Kind::Parquet, compression));
    }
    let mut start = Vec::new();
    let text = open(content.at_hand().await?, compression)?;
    let read = text.take(PEEKED).read_to_end(&mut start);
    read.map_err(|error| SourceError::unreadable(path, &error))?;
    let kind = told(ending, &start).ok_or_else(|| SourceError::UnknownCatalog {
        path: path.to_owned(),
    })?;
    Ok((kind, compression))
}

/// The kind that ending and first bytes tell.
pub(crate) fn told(ending: &str, start: &[u8]) -> Option<Kind> {
    match ending.to_ascii_lowercase().as_str() {
        "csv" => Some(Kind::Delimited(delimiter(start).unwrap_or(b','))),
        "tsv" => Some(Kind::Delimited(b'\t')),
        "xml" | "rss" | "atom" => Some(Kind::MerchantCenter),
        "html" | "htm" => Some(Kind::Page),
        "jsonld" => Some(Kind::JsonLd),
        "jsonl" | "ndjson" => Some(Kind::JsonLines),
        "json" => Some(json(start)),
        _ => by_content(start),
    }
}

fn by_content(start: &[u8]) -> Option<Kind> {
    let text = start
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(start)
        .trim_ascii_start();
    match text.first()? {
        b'<' => {
            let head = String::from_utf8_lossy(&text[..text.len().min(1024)]).to_lowercase();
            let page = head.contains("<!doctype html") || head.contains("<html");
            Some(if page {
                Kind::Page
            } else {
                Kind::MerchantCenter
            })
        }
        b'{' | b'[' => Some(json(text)),
        _ if text.contains(&0) => None,
        _ => delimiter(text).map(Kind::Delimited),
    }
}

/// The separator that the header has most of.
fn delimiter(start: &[u8]) -> Option<u8> {
    let header = start.split(|&byte| byte == b'\n').next()?;
    let count = |separator: u8| header.iter().filter(|&&byte| byte == separator).count();
    [b',', b'\t', b';']
        .into_iter()
        .map(|separator| (count(separator), separator))
        .filter(|&(count, _)| count > 0)
        // Of equals the first, which is the usual one.
        .rev()
        .max_by_key(|&(count, _)| count)
        .map(|(_, separator)| separator)
}

fn json(start: &[u8]) -> Kind {
    let line = start
        .split(|&byte| byte == b'\n')
        .next()
        .unwrap_or_default();
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    match serde_json::from_slice::<Value>(line) {
        Ok(Value::Object(object)) if object.get("products").is_some_and(Value::is_array) => {
            Kind::ShopifyJson
        }
        Ok(Value::Object(object)) if object.keys().any(|key| key.starts_with('@')) => Kind::JsonLd,
        Ok(Value::Object(_)) => Kind::JsonLines,
        // A document over several lines, or one that is longer than what was looked at.
        _ if text.contains("\"@type\"") || text.contains("\"@context\"") => Kind::JsonLd,
        _ => {
            let inside = text.trim_start_matches(['{', '[']).trim_start();
            let shopify = inside.starts_with("\"products\"")
                || (text.starts_with('[') && text.contains("\"handle\""));
            if shopify {
                Kind::ShopifyJson
            } else {
                Kind::JsonLines
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_first_bytes_tell() {
        for (ending, start, expected) in [
            ("csv", "a,b\n", Kind::Delimited(b',')),
            ("csv", "\"a;b\";c;d,e\n", Kind::Delimited(b';')),
            ("txt", "id\ttitle\tlink\n", Kind::Delimited(b'\t')),
            ("feed", "<?xml version=\"1.0\"?><rss>", Kind::MerchantCenter),
            ("", "<!DOCTYPE html><html>", Kind::Page),
            ("json", "{\"products\":[{\"id\":1", Kind::ShopifyJson),
            ("json", "{\n  \"products\": [\n", Kind::ShopifyJson),
            ("json", "{\"products\":[]}", Kind::ShopifyJson),
            (
                "json",
                "{\"@context\":\"https://schema.org\"}",
                Kind::JsonLd,
            ),
            ("json", "[\n{\"@type\":\"Product\"", Kind::JsonLd),
            (
                "json",
                "{\"item_id\":\"A\"}\n{\"item_id\":\"B\"}",
                Kind::JsonLines,
            ),
            ("json", "{\"item_id\":\n", Kind::JsonLines),
            ("ndjson", "", Kind::JsonLines),
        ] {
            assert_eq!(
                told(ending, start.as_bytes()),
                Some(expected),
                "{ending} {start}"
            );
        }
    }

    #[test]
    fn what_tells_nothing_is_unknown() {
        for start in [&b"PK\x03\x04\0\0,"[..], b"hello", b"  "] {
            assert_eq!(told("xlsx", start), None);
        }
    }
}
