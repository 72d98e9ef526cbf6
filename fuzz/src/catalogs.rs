//! Every reader of catalogs as a function of bytes that panics if it misbehaves. The tables are
//! not here, but in the properties of `crates/source`: these need more than bytes.

use whyshelf_fuzz_source::parse;
use whyshelf_fuzz_source::{Catalog, SourceError};

/// What every catalog promises: identifiers that are there and tell items apart, each found by
/// its own. An error says what to do.
fn check(catalog: Result<Catalog, SourceError>) {
    let catalog = match catalog {
        Ok(catalog) => catalog,
        Err(error) => {
            assert!(!error.to_string().is_empty() && !error.cure().is_empty());
            return;
        }
    };
    let positions = catalog.positions();
    for (at, item) in catalog.items.iter().enumerate() {
        assert!(!item.id.is_empty(), "an item without identifier");
        assert_eq!(positions.get(item.id.as_str()), Some(&at));
        for alias in &item.aliases {
            assert_eq!(positions.get(alias.as_str()), Some(&at), "{alias}");
        }
    }
}

/// A table in CSV, Shopify's and WooCommerce's among them.
pub fn catalog_csv(bytes: &[u8]) {
    check(parse::parse_csv(bytes));
}

/// A document of JSON-LD.
pub fn catalog_json_ld(bytes: &[u8]) {
    check(parse::parse_json_ld(bytes));
}

/// JSON Lines.
pub fn catalog_json_lines(bytes: &[u8]) {
    check(parse::parse_json_lines(bytes));
}

/// An XML feed of Google Merchant Center.
pub fn catalog_merchant_center(bytes: &[u8]) {
    check(parse::parse_merchant_center(bytes));
}

/// An HTML page with JSON-LD.
pub fn catalog_page(bytes: &[u8]) {
    check(parse::parse_page(bytes));
}

/// Shopify's `products.json`.
pub fn catalog_shopify_json(bytes: &[u8]) {
    check(parse::parse_shopify_json(bytes));
}

/// A table in TSV, Google Merchant Center's among them.
pub fn catalog_tsv(bytes: &[u8]) {
    check(parse::parse_tsv(bytes));
}

/// A price and WooCommerce's categories.
pub fn catalog_words(bytes: &[u8]) {
    let Ok(text) = core::str::from_utf8(bytes) else {
        return;
    };
    parse::parse_categories(text);
    if let Some((_, Some(currency))) = parse::parse_price(text) {
        assert_eq!(currency.len(), 3, "{currency}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands in for other crates here must not keep a reader from its work.
    #[test]
    fn every_reader_reads_something_of_what_is_stored() {
        type Reader = fn(&[u8]) -> Result<Catalog, SourceError>;
        let readers: [(&str, Reader); 7] = [
            ("csv", parse::parse_csv),
            ("tsv", parse::parse_tsv),
            ("json_lines", parse::parse_json_lines),
            ("json_ld", parse::parse_json_ld),
            ("merchant_center", parse::parse_merchant_center),
            ("page", parse::parse_page),
            ("shopify_json", parse::parse_shopify_json),
        ];
        for (name, read) in readers {
            let folder = format!("{}/corpus/catalog_{name}", env!("CARGO_MANIFEST_DIR"));
            let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
            let catalogs = files.filter_map(|file| read(&std::fs::read(file.path()).ok()?).ok());
            let items: usize = catalogs.map(|catalog| catalog.items.len()).sum();
            assert!(items > 0, "{name}");
        }
    }
}
