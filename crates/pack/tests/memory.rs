//! What a damaged pack can make a page set aside: no more than a sound one of its size may need.
#![allow(clippy::unwrap_used)]

use peak_alloc::PeakAlloc;
use whyshelf_pack::{Pack, PackError};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Most bytes set aside while this is read, beside itself.
fn most_while_reading(bytes: &[u8]) -> (usize, Result<Pack, PackError>) {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let read = Pack::parse(bytes);
    (MEMORY.peak_usage() - before, read)
}

/// Entries that each pack claims to have.
const MANY: usize = 1 << 18;

fn varint(mut value: usize, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn section(tag: u8, payload: &[u8], out: &mut Vec<u8>) {
    out.push(tag);
    out.extend(u32::try_from(payload.len()).unwrap().to_le_bytes());
    out.extend(payload);
}

/// A pack with a model that says nothing, and items of these columns.
fn pack(items: usize, columns: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let mut section_of_items = Vec::new();
    varint(items, &mut section_of_items);
    for (tag, payload) in columns {
        section_of_items.push(*tag);
        varint(payload.len(), &mut section_of_items);
        section_of_items.extend(payload);
    }
    let mut bytes = b"WHYP\x01\0".to_vec();
    section(1, &[0; 8], &mut bytes);
    section(2, &section_of_items, &mut bytes);
    section(3, &[0, 0], &mut bytes);
    bytes
}

/// Identifiers of three characters.
fn ids(count: usize) -> Vec<u8> {
    let mut column = vec![3; count];
    for id in 0..count {
        column.extend([id / 64 / 64, id / 64 % 64, id % 64].map(|digit| 48 + digit as u8));
    }
    column
}

/// Bytes set aside for each of a pack's own; the sound pack below takes six.
const MOST: usize = 8;

#[test]
fn a_damaged_pack_is_let_go_before_what_it_says_is_made_room_for() {
    let sound = pack(MANY, &[(1, ids(MANY))]);
    let (most, read) = most_while_reading(&sound);
    assert!(read.is_ok(), "{read:?}");
    assert!((sound.len()..MOST * sound.len()).contains(&most), "{most}");
    drop(read);

    let no_identifiers = pack(MANY, &[(1, vec![0; MANY])]);
    let no_columns = pack(MANY, &[]);
    let few = 1 << 12;
    let mut names = vec![64; few];
    names.resize(few + 48 * few, 0);
    let names_without_text = pack(few, &[(1, ids(few)), (12, names)]);
    for (damaged, said) in [
        (no_identifiers, "an item has no identifier"),
        (no_columns, "ends"),
        (names_without_text, "more names than bytes"),
    ] {
        let (most, read) = most_while_reading(&damaged);
        let error = read.unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
        assert!(most <= MOST * damaged.len(), "{said}: {most} bytes");
    }
}
