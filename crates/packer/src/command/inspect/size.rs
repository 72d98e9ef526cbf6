//! Bytes, stored and as sent.

use std::io::Write;
use std::ops::{Add, AddAssign};

use brotli::CompressorWriter;
use rayon::prelude::*;
use whyshelf_pack::Pack;
use whyshelf_pack::anatomy::Part;

/// Brotli at its best, with the window that servers use.
const QUALITY: u32 = 11;
const WINDOW: u32 = 22;

/// How much something takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Size {
    /// On the wire.
    pub(super) brotli: usize,
    /// On the disk.
    pub(super) bytes: usize,
}

impl Size {
    /// Compresses.
    pub(super) fn of(bytes: &[u8]) -> Size {
        let mut compressed = Vec::new();
        let mut writer = CompressorWriter::new(&mut compressed, 1 << 16, QUALITY, WINDOW);
        // Writing to memory cannot fail.
        let _ = writer.write_all(bytes);
        drop(writer);
        Size {
            brotli: compressed.len(),
            bytes: bytes.len(),
        }
    }
}

impl Add for Size {
    type Output = Size;

    fn add(self, other: Size) -> Size {
        Size {
            brotli: self.brotli + other.brotli,
            bytes: self.bytes + other.bytes,
        }
    }
}

impl AddAssign for Size {
    fn add_assign(&mut self, other: Size) {
        *self = *self + other;
    }
}

/// Sizes of the parts of one or more packs.
#[derive(Clone, Debug, Default)]
pub(super) struct Sizes {
    /// By section and column, in the order of the format.
    parts: Vec<(&'static str, Option<&'static str>, Size)>,
    items: usize,
    neighbours: usize,
}

impl Sizes {
    /// Compresses and adds the parts of a pack.
    pub(super) fn add(&mut self, parts: &[Part<'_>], pack: &Pack) {
        let sizes: Vec<Size> = parts.par_iter().map(|part| Size::of(part.bytes)).collect();
        for (part, size) in parts.iter().zip(sizes) {
            self.count(part.section, part.column, size);
        }
        self.items += pack.len();
        self.neighbours += neighbours(pack);
    }

    /// Adds what was measured elsewhere.
    pub(super) fn merge(&mut self, other: Sizes) {
        for (section, column, size) in other.parts {
            self.count(section, column, size);
        }
        self.items += other.items;
        self.neighbours += other.neighbours;
    }

    fn count(&mut self, section: &'static str, column: Option<&'static str>, size: Size) {
        let place = |part: &&mut (&str, Option<&str>, Size)| (part.0, part.1) == (section, column);
        match self.parts.iter_mut().find(place) {
            Some(part) => part.2 += size,
            None => self.parts.push((section, column, size)),
        }
    }

    /// Name and size of every part.
    pub(super) fn by_part(&self) -> Vec<(String, Size)> {
        let name = |section: &str, column: Option<&str>| match column {
            Some(column) => format!("{section}: {column}"),
            None => section.to_owned(),
        };
        let parts = self.parts.iter();
        parts
            .map(|&(section, column, size)| (name(section, column), size))
            .collect()
    }

    /// Bytes of the rows for each neighbour: number, weight, relation and the row's own share.
    pub(super) fn per_neighbour(&self) -> (f64, f64) {
        self.per("rows", self.neighbours)
    }

    /// Bytes of the items for each of them: identifier, card, popularity.
    pub(super) fn per_item(&self) -> (f64, f64) {
        self.per("items", self.items)
    }

    fn per(&self, section: &str, count: usize) -> (f64, f64) {
        let of_section = self.parts.iter().filter(|part| part.0 == section);
        let size = of_section.fold(Size::default(), |sum, part| sum + part.2);
        let count = count.max(1) as f64;
        (size.bytes as f64 / count, size.brotli as f64 / count)
    }
}

fn neighbours(pack: &Pack) -> usize {
    let items = (0..pack.row_count() as u32).map(whyshelf_engine::ItemIndex);
    items.map(|item| pack.row(item).neighbours.len()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_repeats_is_small_on_the_wire() {
        let size = Size::of(&[7; 10_000]);
        assert_eq!(size.bytes, 10_000);
        assert!(size.brotli < 100, "{size:?}");
    }
}
