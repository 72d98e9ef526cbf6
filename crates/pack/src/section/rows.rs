//! Neighbours in compressed sparse rows, in columns over all rows.

use crate::bytes::{ByteReader, ByteWriter};
use crate::rule::Rule;
use crate::{ItemIndex, Neighbour, Relation, Row, RowRef};

/// What the rows section says.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    ends: Vec<usize>,
    scales: Vec<u16>,
    neighbours: Vec<Neighbour>,
}

/// A neighbour's code is its level times this, plus its relation.
const RELATIONS: u8 = 8;

pub(crate) fn write(rows: &[Row]) -> Vec<u8> {
    let mut out = ByteWriter::default();
    out.varint(rows.len() as u64);
    let below = |own: usize, row: &Row| {
        row.neighbours
            .partition_point(|near| near.item.slot() < own)
    };
    for (own, row) in rows.iter().enumerate() {
        let below = below(own, row);
        out.varint(below as u64);
        out.varint((row.neighbours.len() - below) as u64);
    }
    for row in rows.iter().filter(|row| !row.neighbours.is_empty()) {
        out.u16(row.scale);
    }
    for (own, row) in rows.iter().enumerate() {
        // Outward from the row's own number: near ones have short gaps.
        let (below, above) = row.neighbours.split_at(below(own, row));
        let mut next = own as u32;
        for near in below.iter().rev() {
            out.varint(u64::from(next - 1 - near.item.0));
            next = near.item.0;
        }
        let mut next = own as u32;
        for near in above {
            out.varint(u64::from(near.item.0 - next - 1));
            next = near.item.0;
        }
    }
    let all = || rows.iter().flat_map(|row| &row.neighbours);
    let levels = levels(rows);
    out.varint(levels.len() as u64);
    out.bytes.extend_from_slice(&levels);
    out.bytes.extend(all().map(|near| {
        let level = levels.partition_point(|&level| level < near.weight);
        level as u8 * RELATIONS + near.relation as u8
    }));
    out.bytes
}

/// The different weights of all rows, ascending.
pub(crate) fn levels(rows: &[Row]) -> Vec<u8> {
    let mut used = [false; 256];
    for near in rows.iter().flat_map(|row| &row.neighbours) {
        used[usize::from(near.weight)] = true;
    }
    let weights = (0..=u8::MAX).zip(used);
    weights
        .filter_map(|(weight, used)| used.then_some(weight))
        .collect()
}

impl Rows {
    pub(crate) fn read(reader: &mut ByteReader<'_>, items: usize) -> Rows {
        let rows = reader.count();
        reader.must(rows <= items, Rule::RowCount);
        let mut ends = Vec::with_capacity(rows);
        let mut below = Vec::with_capacity(rows);
        let mut end = 0_usize;
        for _ in 0..rows {
            let (before, after) = (reader.count(), reader.count());
            end = end.saturating_add(before).saturating_add(after);
            below.push(before);
            ends.push(end);
        }
        if end > reader.len() {
            // Each takes a byte at least.
            reader.truncated();
            return Rows::default();
        }
        let mut scales = Vec::with_capacity(rows);
        let mut start = 0;
        for &end in &ends {
            scales.push(if end > start { reader.u16() } else { 0 });
            start = end;
        }
        let mut neighbours: Vec<Neighbour> = Vec::with_capacity(end);
        for (slot, &end) in ends.iter().enumerate() {
            let start = neighbours.len();
            let mut next = slot as u32;
            for _ in 0..below[slot] {
                let gap = reader.varint_u32();
                next = in_range(
                    reader,
                    next.checked_sub(gap).and_then(|next| next.checked_sub(1)),
                );
                neighbours.push(unweighed(next));
            }
            neighbours[start..].reverse();
            let mut next = slot as u32;
            for _ in neighbours.len()..end {
                let gap = reader.varint_u32();
                let after = next.checked_add(gap).and_then(|next| next.checked_add(1));
                next = in_range(reader, after.filter(|&id| (id as usize) < items));
                neighbours.push(unweighed(next));
            }
        }
        let levels = reader.count();
        let levels = reader.take(levels);
        let ascend = levels.windows(2).all(|pair| pair[0] < pair[1]);
        let ascend = ascend && levels.first() != Some(&0);
        reader.must(ascend, Rule::LevelOrder);
        let codes = reader.take(neighbours.len());
        for (neighbour, &code) in neighbours.iter_mut().zip(codes) {
            let relation = Relation::ALL.get(usize::from(code % RELATIONS));
            reader.must(relation.is_some(), Rule::Relation);
            let level = levels.get(usize::from(code / RELATIONS));
            reader.must(level.is_some(), Rule::Level);
            if let (Some(relation), Some(level)) = (relation, level) {
                (neighbour.relation, neighbour.weight) = (*relation, *level);
            }
        }
        Rows {
            ends,
            scales,
            neighbours,
        }
    }

    /// How many rows there are: of the items from 0 on.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(&self, item: ItemIndex) -> RowRef<'_> {
        let slot = item.slot();
        let Some(&end) = self.ends.get(slot) else {
            return RowRef::default();
        };
        let start = slot.checked_sub(1).map_or(0, |before| self.ends[before]);
        RowRef {
            scale: self.scales[slot],
            neighbours: &self.neighbours[start..end],
        }
    }
}

#[inline(always)]
fn in_range(reader: &mut ByteReader<'_>, item: Option<u32>) -> u32 {
    reader.must(item.is_some(), Rule::Neighbour);
    item.unwrap_or(0)
}

/// A neighbour whose weight and relation are still to be read.
fn unweighed(item: u32) -> Neighbour {
    Neighbour {
        item: ItemIndex(item),
        weight: 0,
        relation: Relation::Similar,
    }
}
