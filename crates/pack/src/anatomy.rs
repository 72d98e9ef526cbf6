//! What a pack's bytes are spent on. For reports; nothing on a page needs it.

use crate::bytes::ByteReader;
use crate::section::Section;
use crate::{MAGIC, Pack, PackError};

/// Names of the columns of the items section, by tag.
const COLUMNS: [&str; 14] = [
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

/// The sections of a pack, that of the items by column; what is left of the bytes are headers.
///
/// # Errors
/// Those of [`Pack::parse`].
pub fn parts(bytes: &[u8]) -> Result<Vec<Part<'_>>, PackError> {
    Pack::parse(bytes)?;
    let mut pack = ByteReader::new(bytes, "header");
    pack.take(MAGIC.len())?;
    pack.u16()?;
    let mut parts = Vec::new();
    for section in [Section::Model, Section::Items, Section::Rows] {
        pack.u8()?;
        let length = pack.u32()? as usize;
        let payload = pack.take(length)?;
        if section == Section::Items {
            columns(payload, &mut parts)?;
        } else {
            parts.push(Part {
                section: section.name(),
                column: None,
                bytes: payload,
            });
        }
    }
    Ok(parts)
}

fn columns<'a>(payload: &'a [u8], parts: &mut Vec<Part<'a>>) -> Result<(), PackError> {
    let section = Section::Items.name();
    let mut reader = ByteReader::new(payload, section);
    reader.varint()?;
    while !reader.is_empty() {
        let tag = usize::from(reader.u8()?);
        let length = reader.count()?;
        let name = tag.checked_sub(1).and_then(|place| COLUMNS.get(place));
        parts.push(Part {
            section,
            column: Some(name.copied().unwrap_or("of a later release")),
            bytes: reader.take(length)?,
        });
    }
    Ok(())
}
