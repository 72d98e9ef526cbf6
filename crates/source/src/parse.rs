//! The readers of catalogs as plain functions of bytes, for fuzzing and for trying them out.

use std::path::Path;

use indicatif::ProgressBar;

use crate::catalog::{Catalog, CatalogOptions, Kind, Reading};
use crate::columns::ColumnMap;
use crate::error::SourceError;

/// A price such as `15.00 EUR` in hundredths, and the currency if it stands with it.
pub use crate::price::parse as parse_price;

/// An XML feed of Google Merchant Center.
///
/// # Errors
/// Those of [`Catalog::read`]; likewise for all functions here.
pub fn parse_merchant_center(bytes: &[u8]) -> Result<Catalog, SourceError> {
    parse(Kind::MerchantCenter, bytes)
}

/// Shopify's `products.json`.
///
/// # Errors
/// See [`parse_merchant_center`].
pub fn parse_shopify_json(bytes: &[u8]) -> Result<Catalog, SourceError> {
    parse(Kind::ShopifyJson, bytes)
}

/// A document of JSON-LD.
///
/// # Errors
/// See [`parse_merchant_center`].
pub fn parse_json_ld(bytes: &[u8]) -> Result<Catalog, SourceError> {
    parse(Kind::JsonLd, bytes)
}

/// An HTML page with JSON-LD.
///
/// # Errors
/// See [`parse_merchant_center`].
pub fn parse_page(bytes: &[u8]) -> Result<Catalog, SourceError> {
    parse(Kind::Page, bytes)
}

/// A table in CSV: Shopify's, WooCommerce's, or any with the column of the item.
///
/// # Errors
/// See [`parse_merchant_center`].
pub fn parse_csv(bytes: &[u8]) -> Result<Catalog, SourceError> {
    parse(Kind::Delimited(b','), bytes)
}

/// A table in TSV, Google Merchant Center's among them.
///
/// # Errors
/// See [`parse_merchant_center`].
pub fn parse_tsv(bytes: &[u8]) -> Result<Catalog, SourceError> {
    parse(Kind::Delimited(b'\t'), bytes)
}

/// JSON Lines.
///
/// # Errors
/// See [`parse_merchant_center`].
pub fn parse_json_lines(bytes: &[u8]) -> Result<Catalog, SourceError> {
    parse(Kind::JsonLines, bytes)
}

/// WooCommerce's categories (`A > B, C`): the longest path, and the others.
pub fn parse_categories(text: &str) -> (String, Vec<String>) {
    crate::catalog::categories(text)
}

fn parse(kind: Kind, bytes: &[u8]) -> Result<Catalog, SourceError> {
    let (map, options) = (ColumnMap::default(), CatalogOptions::default());
    let hidden = ProgressBar::hidden();
    let mut reading = Reading::new(Path::new("catalog"), &map, &options, &hidden);
    reading.read(kind, bytes)?;
    Ok(Catalog::of([reading.finish()?]))
}
