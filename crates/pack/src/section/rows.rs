//! Neighbours in compressed sparse rows, in columns over all rows.

use crate::bytes::{ByteReader, ByteWriter};
use crate::{ItemIndex, Neighbour, PackError, Relation, Row, RowRef};

/// What the rows section says.
#[derive(Debug)]
pub(crate) struct Rows {
    ends: Vec<usize>,
    scales: Vec<u16>,
    neighbours: Vec<Neighbour>,
}

pub(crate) fn write(rows: &[Row]) -> Vec<u8> {
    let mut out = ByteWriter::default();
    out.varint(rows.len() as u64);
    for row in rows {
        out.varint(row.neighbours.len() as u64);
    }
    for row in rows.iter().filter(|row| !row.neighbours.is_empty()) {
        out.u16(row.scale);
    }
    for row in rows {
        let mut next = 0;
        for neighbour in &row.neighbours {
            let ItemIndex(id) = neighbour.item;
            out.varint(u64::from(id - next));
            next = id + 1;
        }
    }
    let all = || rows.iter().flat_map(|row| &row.neighbours);
    out.bytes
        .extend(all().map(|neighbour| neighbour.relation as u8));
    let mut levels: Vec<u8> = all().map(|neighbour| neighbour.weight).collect();
    levels.sort_unstable();
    levels.dedup();
    out.varint(levels.len() as u64);
    out.bytes.extend_from_slice(&levels);
    let code = |weight: u8| levels.partition_point(|&level| level < weight) as u8;
    out.bytes
        .extend(all().map(|neighbour| code(neighbour.weight)));
    out.bytes
}

impl Rows {
    pub(crate) fn read(mut reader: ByteReader<'_>, items: usize) -> Result<Rows, PackError> {
        let rows = reader.count()?;
        if rows > items {
            return Err(reader.invalid("more rows than items"));
        }
        let mut ends = Vec::with_capacity(rows);
        let mut end = 0_usize;
        for _ in 0..rows {
            end = reader
                .count()?
                .checked_add(end)
                .ok_or_else(|| reader.invalid("too many neighbours"))?;
            ends.push(end);
        }
        let mut scales = Vec::with_capacity(rows);
        let mut start = 0;
        for &end in &ends {
            scales.push(if end > start { reader.u16()? } else { 0 });
            start = end;
        }
        let mut neighbours = Vec::new();
        for (slot, &end) in ends.iter().enumerate() {
            let mut next = 0_u32;
            while neighbours.len() < end {
                let id = reader
                    .varint_u32()?
                    .checked_add(next)
                    .filter(|&id| (id as usize) < items && id as usize != slot)
                    .ok_or_else(|| reader.invalid("a neighbour is out of range"))?;
                neighbours.push(Neighbour {
                    item: ItemIndex(id),
                    weight: 0,
                    relation: Relation::Similar,
                });
                next = id + 1;
            }
        }
        let relations = reader.take(neighbours.len())?;
        let levels = reader.count()?;
        let levels = reader.take(levels)?;
        if levels.first() == Some(&0) || levels.windows(2).any(|pair| pair[0] >= pair[1]) {
            return Err(reader.invalid("weight levels do not ascend from 1"));
        }
        let codes = reader.take(neighbours.len())?;
        reader.end()?;
        for ((neighbour, &relation), &code) in neighbours.iter_mut().zip(relations).zip(codes) {
            let relation = Relation::ALL.get(usize::from(relation));
            neighbour.relation = *relation.ok_or_else(|| reader.invalid("unknown relation"))?;
            let level = levels.get(usize::from(code));
            neighbour.weight = *level.ok_or_else(|| reader.invalid("unknown weight level"))?;
        }
        Ok(Rows {
            ends,
            scales,
            neighbours,
        })
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
