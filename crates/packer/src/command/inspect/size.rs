//! Bytes, stored and as sent.

use std::io::Write;
use std::ops::{Add, AddAssign};

use brotli::CompressorWriter;
use rayon::prelude::*;
use whyshelf_pack::Pack;
use whyshelf_pack::anatomy::{LENGTHS, NUMBERS, Part, SCALES, WEIGHTS};

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
    /// The weights as if they stood by themselves, a byte each. In the file the relation shares
    /// that byte.
    weights: Size,
}

/// Bytes, as stored and as sent, of which there are fractions.
pub(super) type Mean = (f64, f64);

/// What a neighbour takes.
pub(super) struct OfNeighbour {
    /// Which item it is, and its weight.
    pub(super) number_and_weight: Mean,
    /// Its relation: what the column that has both takes more than the weights by themselves.
    pub(super) relation: Mean,
    /// Its share of what there is once a row.
    pub(super) row: Mean,
}

impl Sizes {
    /// Compresses and adds the parts of a pack.
    pub(super) fn add(&mut self, parts: &[Part<'_>], pack: &Pack) {
        let sizes: Vec<Size> = parts.par_iter().map(|part| Size::of(part.bytes)).collect();
        for (part, size) in parts.iter().zip(sizes) {
            self.count(part.section, part.column, size);
        }
        self.items += pack.len();
        let weights = weights(pack);
        self.neighbours += weights.len();
        self.weights += Size::of(&weights);
    }

    /// Adds what was measured elsewhere.
    pub(super) fn merge(&mut self, other: Sizes) {
        for (section, column, size) in other.parts {
            self.count(section, column, size);
        }
        self.items += other.items;
        self.neighbours += other.neighbours;
        self.weights += other.weights;
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

    /// What a neighbour takes.
    pub(super) fn of_neighbour(&self) -> OfNeighbour {
        let both = self.of(WEIGHTS);
        let relation = Size {
            bytes: both.bytes.saturating_sub(self.weights.bytes),
            brotli: both.brotli.saturating_sub(self.weights.brotli),
        };
        let mean = |size| mean(size, self.neighbours);
        OfNeighbour {
            number_and_weight: mean(self.of(NUMBERS) + self.weights),
            relation: mean(relation),
            row: mean(self.of(LENGTHS) + self.of(SCALES)),
        }
    }

    /// Bytes of the items for each of them: identifier, card, popularity.
    pub(super) fn of_item(&self) -> Mean {
        let of_items = self.parts.iter().filter(|part| part.0 == "items");
        let size = of_items.fold(Size::default(), |sum, part| sum + part.2);
        mean(size, self.items)
    }

    fn of(&self, column: &str) -> Size {
        let part = self.parts.iter().find(|part| part.1 == Some(column));
        part.map_or(Size::default(), |part| part.2)
    }
}

fn mean(size: Size, count: usize) -> Mean {
    let count = count.max(1) as f64;
    (size.bytes as f64 / count, size.brotli as f64 / count)
}

/// The weight of every neighbour.
fn weights(pack: &Pack) -> Vec<u8> {
    let items = (0..pack.row_count() as u32).map(whyshelf_engine::ItemIndex);
    let neighbours = items.flat_map(|item| pack.row(item).neighbours);
    neighbours.map(|near| near.weight).collect()
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
