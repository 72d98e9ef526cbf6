//! Places in sources, which panics without words do not tell: paths of whoever built the wasm, and a line
//! and column for every call that may panic.

use std::ops::Range;

use anyhow::Result;
use wasmparser::{DataKind, Operator, Parser, Payload};

/// Bytes of a `core::panic::Location`: address and length of the path, line, column.
const LOCATION: usize = 16;
/// More than a path, a line or a column has.
const MOST: [u32; 3] = [4096, 1 << 20, 1 << 12];

/// The same parts of one wasm, which share a memory, in whose data every place is the first path there is,
/// made empty: equal bytes weigh nothing once they are compressed.
///
/// # Errors
/// When the bytes are no wasm.
pub(crate) fn forget(parts: &[Vec<u8>]) -> Result<Vec<Vec<u8>>> {
    let memory = Memory::of(parts)?;
    let mut forgotten = parts.to_vec();
    let mut first = None;
    for (part, at) in memory.words() {
        let Some((address, path)) = memory.place(parts, part, at) else {
            continue;
        };
        forgotten[path.part][path.range].fill(0);
        // One byte long, since paths end with a zero.
        let empty = [*first.get_or_insert(address), 1, 0, 0];
        let empty: Vec<u8> = empty.into_iter().flat_map(u32::to_le_bytes).collect();
        forgotten[part][at..at + LOCATION].copy_from_slice(&empty);
    }
    Ok(forgotten)
}

/// Where bytes of memory stand in the files.
struct Stretch {
    part: usize,
    range: Range<usize>,
}

/// What the parts' data puts into memory, by address.
struct Memory(Vec<(u32, Stretch)>);

impl Memory {
    fn of(parts: &[Vec<u8>]) -> Result<Memory> {
        let mut stretches = Vec::new();
        for (part, wasm) in parts.iter().enumerate() {
            for payload in Parser::new(0).parse_all(wasm) {
                let Payload::DataSection(section) = payload? else {
                    continue;
                };
                for data in section {
                    let data = data?;
                    let DataKind::Active { offset_expr, .. } = data.kind else {
                        continue;
                    };
                    let offset = offset_expr.get_operators_reader().read()?;
                    if let Operator::I32Const { value } = offset {
                        let end = data.range.end as usize;
                        let range = end - data.data.len()..end;
                        stretches.push((value as u32, Stretch { part, range }));
                    }
                }
            }
        }
        Ok(Memory(stretches))
    }

    /// Where a place could stand, by part: wherever memory has an address that is a multiple of four.
    fn words(&self) -> impl Iterator<Item = (usize, usize)> {
        self.0
            .iter()
            .flat_map(|(address, Stretch { part, range })| {
                let first = range.start + (address.wrapping_neg() % 4) as usize;
                let all = (first..range.end.saturating_sub(LOCATION - 1)).step_by(4);
                all.map(|at| (*part, at))
            })
    }

    /// The path of the place at this point of a part, by its address and where it stands, if there is one.
    fn place(&self, parts: &[Vec<u8>], part: usize, at: usize) -> Option<(u32, Stretch)> {
        let word = |index: usize| {
            let bytes = parts.get(part)?.get(at + 4 * index..)?.first_chunk()?;
            Some(u32::from_le_bytes(*bytes))
        };
        let address = word(0)?;
        let numbers = [word(1)?, word(2)?, word(3)?];
        let mut bounded = numbers.iter().zip(MOST);
        if bounded.any(|(&number, most)| number == 0 || number > most) {
            return None;
        }
        let path = self.stretch(address, numbers[0] as usize)?;
        let text = parts.get(path.part)?.get(path.range.clone())?;
        let text = text.strip_suffix(b"\0").unwrap_or(text);
        let printable = text.iter().all(|byte| (b' '..0x7f).contains(byte));
        (printable && text.ends_with(b".rs")).then_some((address, path))
    }

    fn stretch(&self, address: u32, length: usize) -> Option<Stretch> {
        self.0.iter().find_map(|(start, Stretch { part, range })| {
            let from = range.start + address.checked_sub(*start)? as usize;
            let range = (from + length <= range.end).then_some(from..from + length)?;
            Some(Stretch { part: *part, range })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{ConstExpr, DataSection, MemorySection, MemoryType, Module};

    fn with(data: &[u8]) -> Vec<u8> {
        at(1024, data)
    }

    fn at(address: i32, data: &[u8]) -> Vec<u8> {
        let mut memories = MemorySection::new();
        memories.memory(MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        let mut section = DataSection::new();
        section.active(0, &ConstExpr::i32_const(address), data.iter().copied());
        let mut module = Module::new();
        module.section(&memories).section(&section);
        module.finish()
    }

    fn words(words: [u32; 4]) -> Vec<u8> {
        words.into_iter().flat_map(u32::to_le_bytes).collect()
    }

    #[test]
    fn paths_go_and_places_become_equal() -> Result<()> {
        // 1024: a path of eight bytes; 1032: another; 1040: something else; then the places of both.
        let text = b"src/a.rsmore/bb.rs\0.";
        let data = [
            &text[..],
            &words([1024, 8, 7, 9]),
            &words([1032, 11, 70, 90]),
        ]
        .concat();
        let nothing = [
            &[0; 8][..],
            &[0; 11],
            b".",
            &words([1024, 1, 0, 0]).repeat(2),
        ]
        .concat();
        assert_eq!(forget(&[with(&data)])?, [with(&nothing)]);
        Ok(())
    }

    #[test]
    fn what_only_looks_like_a_place_stays() -> Result<()> {
        for place in [
            [1024, 8, 0, 9],
            [1024, 7, 7, 9],
            [9, 8, 7, 9],
            [1024, 8, 7, 1 << 20],
        ] {
            let data = [&b"src/a.rs"[..], &words(place)].concat();
            assert_eq!(forget(&[with(&data)])?, [with(&data)], "{place:?}");
        }
        Ok(())
    }

    #[test]
    fn a_place_in_one_part_has_its_path_in_another() -> Result<()> {
        let parts = [with(b"src/a.rs"), at(2048, &words([1024, 8, 7, 9]))];
        let nothing = [with(&[0; 8]), at(2048, &words([1024, 1, 0, 0]))];
        assert_eq!(forget(&parts)?, nothing);
        Ok(())
    }
}
