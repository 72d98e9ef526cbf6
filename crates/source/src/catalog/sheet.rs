//! Tables with a header line: which system exported them, told from the header.

use std::io::BufRead;

use super::{Reading, shopify_csv, tabular, woocommerce};
use crate::columns::Header;
use crate::error::{RowProblem, SourceError};
use crate::records::Records;

/// A line and its fields.
pub(crate) type SheetRow = (u64, Result<Vec<String>, RowProblem>);

/// Reads a table of whatever system.
///
/// # Errors
/// If it has no header, or one that names no items.
pub(crate) fn read(
    reading: &mut Reading<'_>,
    text: impl BufRead,
    delimiter: u8,
) -> Result<(), SourceError> {
    let path = reading.path;
    let mut failed = None;
    let mut rows = Records::new(text, delimiter).map_while(|record| match record {
        Ok(record) => Some((record.line, record.fields)),
        Err(error) => {
            failed = Some(SourceError::unreadable(path, &error));
            None
        }
    });
    let read = match rows.next() {
        Some((_, Ok(header))) => by_header(reading, &Header::of(&header), rows),
        Some((line, Err(problem))) => Err(reading.broken(line, problem)),
        None => Ok(()),
    };
    failed.map_or(read, Err)
}

fn by_header(
    reading: &mut Reading<'_>,
    header: &Header,
    rows: impl Iterator<Item = SheetRow>,
) -> Result<(), SourceError> {
    if reading.map.names_catalog_item() {
        tabular::read_rows(reading, header, rows)
    } else if shopify_csv::is(header) {
        shopify_csv::read(reading, header, rows);
        Ok(())
    } else if woocommerce::is(header) {
        woocommerce::read(reading, header, rows);
        Ok(())
    } else {
        tabular::read_rows(reading, header, rows)
    }
}

/// The field at a place, none if it is blank.
pub(crate) fn field(fields: &[String], place: Option<usize>) -> Option<&str> {
    let text = fields.get(place?)?.trim();
    (!text.is_empty()).then_some(text)
}
