//! Pieces of the catalog.

use std::fmt::{Display, Write};
use std::ops::Range;

use whyshelf_source::{Texts, Values};

use super::Generator;
use super::calendar::second_of_day;
use crate::date::rfc3339;

/// Columns of the catalog.
pub(crate) const CATALOG_COLUMNS: [&str; 10] = [
    "item_id",
    "title",
    "url",
    "image",
    "price",
    "currency",
    "category",
    "brand",
    "availability",
    "added",
];

impl Generator {
    /// The rows of some items.
    pub(crate) fn catalog(&self, items: Range<u32>) -> Vec<Values> {
        let mut columns = CATALOG_COLUMNS.map(|_| Texts::default());
        for item in items {
            let product = self.shop.product(item);
            let number = self.shop.number(item);
            let (whole, cents) = (product.cents / 100, product.cents % 100);
            let added = rfc3339(second_of_day(self.shop.arrived[item as usize].into()));
            let row: [&dyn Display; CATALOG_COLUMNS.len()] = [
                &format_args!("SKU-{number}"),
                &product.title,
                &format_args!("/products/{}-{number}", product.slug),
                &format_args!("/images/{number}.jpg"),
                &format_args!("{whole}.{cents:02}"),
                &"EUR",
                &product.category,
                &product.brand,
                &product.availability,
                &added.split('T').next().unwrap_or_default(),
            ];
            for (column, value) in columns.iter_mut().zip(row) {
                column.push_with(|text| {
                    // Writing to a string cannot fail.
                    let _ = write!(text, "{value}");
                });
            }
        }
        columns.map(Values::Texts).into()
    }
}
