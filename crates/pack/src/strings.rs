//! A column of strings: one buffer and where each string ends.

use core::ops::Range;

use crate::bytes::{ByteReader, ByteWriter};
use crate::rule::Rule;

/// Many strings in one allocation.
#[derive(Debug, Default)]
pub(crate) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    pub(crate) fn get(&self, slot: usize) -> &str {
        self.text.get(self.range(slot)).unwrap_or("")
    }

    /// Whether one is empty, without a look at the text, which lies elsewhere in memory.
    pub(crate) fn is_empty(&self, slot: usize) -> bool {
        self.range(slot).is_empty()
    }

    fn range(&self, slot: usize) -> Range<usize> {
        let start = match slot.checked_sub(1) {
            None => 0,
            Some(before) => self.ends.get(before).copied().unwrap_or(0),
        };
        let end = self.ends.get(slot).copied().unwrap_or(start);
        start as usize..end as usize
    }

    pub(crate) fn read(reader: &mut ByteReader<'_>, count: usize) -> Strings {
        let mut ends = Vec::with_capacity(count);
        let mut end = 0_u32;
        for _ in 0..count {
            let longer = end.checked_add(reader.varint_u32());
            reader.must(longer.is_some(), Rule::StringsLength);
            end = longer.unwrap_or(0);
            ends.push(end);
        }
        let text = core::str::from_utf8(reader.take(end as usize));
        reader.must(text.is_ok(), Rule::Utf8);
        let text = text.unwrap_or_default();
        let whole = ends.iter().all(|&end| text.is_char_boundary(end as usize));
        reader.must(whole, Rule::CharBoundary);
        Strings {
            text: text.to_owned(),
            ends,
        }
    }

    pub(crate) fn write<'a>(
        writer: &mut ByteWriter,
        strings: impl Iterator<Item = &'a str> + Clone,
    ) {
        for string in strings.clone() {
            writer.varint(string.len() as u64);
        }
        for string in strings {
            writer.bytes.extend_from_slice(string.as_bytes());
        }
    }
}

/// A column of few distinct strings: each stored once, an index an item.
#[derive(Debug, Default)]
pub(crate) struct Dictionary {
    strings: Strings,
    indexes: Vec<u32>,
}

impl Dictionary {
    pub(crate) fn get(&self, slot: usize) -> &str {
        self.indexes
            .get(slot)
            .map_or("", |&index| self.strings.get(index as usize))
    }

    pub(crate) fn read(reader: &mut ByteReader<'_>, items: usize) -> Dictionary {
        let distinct = reader.count();
        let strings = Strings::read(reader, distinct);
        let mut indexes = Vec::with_capacity(items);
        for _ in 0..items {
            let index = reader.varint_u32();
            let known = (index as usize) < distinct;
            reader.must(known, Rule::DictionaryIndex);
            indexes.push(index);
        }
        Dictionary { strings, indexes }
    }

    pub(crate) fn write<'a>(
        writer: &mut ByteWriter,
        strings: impl Iterator<Item = &'a str> + Clone,
    ) {
        let mut distinct: Vec<&str> = strings.clone().collect();
        distinct.sort_unstable();
        distinct.dedup();
        writer.varint(distinct.len() as u64);
        Strings::write(writer, distinct.iter().copied());
        for string in strings {
            let index = distinct.binary_search(&string).unwrap_or_default();
            writer.varint(index as u64);
        }
    }
}
