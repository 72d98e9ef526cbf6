//! What a pack's bytes are spent on. For reports; nothing on a page needs it.

use crate::bytes::ByteReader;
use crate::section::Section;
use crate::{MAGIC, Pack, PackError};

/// Names of the columns of the rows section, in their order.
const ROW_COLUMNS: [&str; 4] = [LENGTHS, SCALES, NUMBERS, WEIGHTS];

/// How many neighbours each row has.
pub const LENGTHS: &str = "lengths";
/// What each row's weights are multiplied by.
pub const SCALES: &str = "scales";
/// Which items the neighbours are.
pub const NUMBERS: &str = "neighbours";
/// Weight and relation of every neighbour.
pub const WEIGHTS: &str = "weights and relations";

/// Names of the columns of the items section, by tag.
const COLUMNS: [&str; 17] = [
    "identifier",
    "title",
    "url",
    "image",
    "category",
    "brand",
    "currency",
    "price",
    "availability",
    "popularity",
    "arrived",
    "other names",
    "Shopify numbers",
    "sensitive",
    "regular price",
    "rating",
    "ratings",
];

/// A piece of a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// `model`, `items` or `rows`.
    pub section: &'static str,
    /// Which of the section's columns; none for a section that is one piece.
    pub column: Option<&'static str>,
    /// Its payload.
    pub bytes: &'a [u8],
}

/// The sections of a pack, those of the items and of the rows by column; what is left of the bytes are
/// headers.
///
/// # Errors
/// Those of [`Pack::parse`].
pub fn parts(bytes: &[u8]) -> Result<Vec<Part<'_>>, PackError> {
    Pack::parse(bytes)?;
    let mut pack = ByteReader::new(bytes, "header");
    pack.take(MAGIC.len());
    pack.u16();
    let mut parts = Vec::new();
    for section in [Section::Model, Section::Items, Section::Rows] {
        pack.u8();
        let length = pack.u32() as usize;
        let payload = pack.take(length);
        match section {
            Section::Items => columns(payload, &mut parts),
            Section::Rows => parts.extend(row_columns(payload)),
            Section::Model => parts.push(Part {
                section: section.name(),
                column: None,
                bytes: payload,
            }),
        }
    }
    Ok(parts)
}

fn columns<'a>(payload: &'a [u8], parts: &mut Vec<Part<'a>>) {
    let section = Section::Items.name();
    let mut reader = ByteReader::new(payload, section);
    reader.varint();
    while !reader.is_empty() {
        let tag = usize::from(reader.u8());
        let length = reader.count();
        let name = tag.checked_sub(1).and_then(|place| COLUMNS.get(place));
        parts.push(Part {
            section,
            column: Some(name.copied().unwrap_or("of a later release")),
            bytes: reader.take(length),
        });
    }
}

/// The columns of the rows section; they have no headers.
fn row_columns(payload: &[u8]) -> [Part<'_>; 4] {
    let section = Section::Rows.name();
    let mut reader = ByteReader::new(payload, section);
    let (mut filled, mut neighbours) = (0, 0);
    for _ in 0..reader.count() {
        let length = reader.count() + reader.count();
        filled += usize::from(length > 0);
        neighbours += length;
    }
    let mut ends = [payload.len() - reader.len(), 0, 0, payload.len()];
    reader.take(filled * size_of::<u16>());
    ends[1] = payload.len() - reader.len();
    for _ in 0..neighbours {
        reader.varint();
    }
    ends[2] = payload.len() - reader.len();
    let mut start = 0;
    std::array::from_fn(|column| {
        let bytes = &payload[start..ends[column]];
        start = ends[column];
        Part {
            section,
            column: Some(ROW_COLUMNS[column]),
            bytes,
        }
    })
}
