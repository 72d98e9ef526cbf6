//! The files of a sharded pack: *shards*, each a small pack, and *directories*, which say where an
//! item's row is. Both carry the path of hashes that ties them to the manifest ([`crate::tree`]).
//!
//! ```text
//! file       magic 4 bytes "WHYS", version u16, path length u8, path 32 bytes each, content
//! content    of a shard: a pack (see the crate's documentation); of a directory: count varint,
//!            fingerprints u24 each ascending, shard numbers varint each
//! ```
//! An item belongs to directory `hash >> 32 mod directories` and is listed there under the low 24
//! bits of its hash (see [`hash`]). A sensitive item is in no shard and is listed under the number
//! that is one more than the last shard's. A fingerprint may stand for two items; a reader then looks
//! into both shards. Directories are leaves `0..directories` of the tree, shards follow.

use crate::bytes::{ByteReader, ByteWriter};
use crate::rule::Rule;
use crate::tree::{self, Hash, MAX_PATH};
use crate::{PackError, VERSION};

const MAGIC: [u8; 4] = *b"WHYS";

/// Writes a file of a sharded pack.
#[must_use]
pub fn seal(content: &[u8], path: &[Hash]) -> Vec<u8> {
    let mut out = ByteWriter::default();
    out.bytes.extend_from_slice(&MAGIC);
    out.u16(VERSION);
    out.u8(path.len() as u8);
    path.iter()
        .for_each(|hash| out.bytes.extend_from_slice(hash));
    out.bytes.extend_from_slice(content);
    out.bytes
}

/// The content of a file that is leaf `at` of `count` under `root`.
///
/// # Errors
/// If the bytes are no such file, or not the one that belongs there.
pub fn open<'a>(
    bytes: &'a [u8],
    root: &Hash,
    at: usize,
    count: usize,
) -> Result<&'a [u8], PackError> {
    let mut file = ByteReader::new(bytes, "shard header");
    if file.take(MAGIC.len()) != MAGIC {
        return Err(PackError::NotAPack);
    }
    let version = file.u16();
    file.checked()?;
    if version != VERSION {
        return Err(PackError::Version { found: version });
    }
    let length = usize::from(file.u8());
    let short = length <= MAX_PATH;
    file.must(short, Rule::PathLength);
    let path: Vec<Hash> = (0..length).map(|_| file.array()).collect();
    file.checked()?;
    let content = file.rest();
    if tree::proves(root, tree::leaf(content), at, count, &path) {
        Ok(content)
    } else {
        Err(PackError::Unproven)
    }
}

/// Hash of an item's identifier: FNV-1a in 64 bits, then the finaliser of `SplitMix64`, which
/// spreads short identifiers over all bits.
#[must_use]
pub fn hash(id: &str) -> u64 {
    let mut hash = id.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// The directory that lists an item.
#[must_use]
pub fn directory_of(id: &str, directories: u32) -> u32 {
    // Both factors are below 2^32, so is the remainder.
    ((hash(id) >> 32) % u64::from(directories.max(1))) as u32
}

fn fingerprint(id: &str) -> u32 {
    hash(id) as u32 & 0x00ff_ffff
}

/// Which shard holds which item's row, for the items of one directory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directory {
    /// By ascending fingerprint, then shard.
    entries: Vec<(u32, u32)>,
}

impl Directory {
    /// Lists an item.
    pub fn add(&mut self, id: &str, shard: u32) {
        let entry = (fingerprint(id), shard);
        let at = self.entries.partition_point(|&before| before < entry);
        if self.entries.get(at) != Some(&entry) {
            self.entries.insert(at, entry);
        }
    }

    /// The shards that may hold the item's row: one, rarely more, or none if it is not listed.
    pub fn shards(&self, id: &str) -> impl Iterator<Item = u32> + '_ {
        let wanted = fingerprint(id);
        let start = self.entries.partition_point(|&(print, _)| print < wanted);
        self.entries[start..]
            .iter()
            .take_while(move |&&(print, _)| print == wanted)
            .map(|&(_, shard)| shard)
    }

    /// As the content of a file.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut out = ByteWriter::default();
        out.varint(self.entries.len() as u64);
        for (print, _) in &self.entries {
            out.bytes.extend_from_slice(&print.to_le_bytes()[..3]);
        }
        for &(_, shard) in &self.entries {
            out.varint(shard.into());
        }
        out.bytes
    }

    /// From the content of a file; every shard number is below `shards`, or is `shards` for
    /// sensitive items.
    ///
    /// # Errors
    /// [`PackError`] says what is wrong with the bytes.
    pub fn read(content: &[u8], shards: u32) -> Result<Directory, PackError> {
        let mut reader = ByteReader::new(content, "directory");
        let count = reader.count();
        let mut entries = Vec::with_capacity(count);
        for _ in 0..count {
            let [low, middle, high] = reader.array();
            entries.push((u32::from_le_bytes([low, middle, high, 0]), 0));
        }
        for entry in &mut entries {
            entry.1 = reader.varint_u32();
        }
        reader.end();
        let known = entries.iter().all(|&(_, shard)| shard <= shards);
        reader.must(known, Rule::Shard);
        let ascend = entries.windows(2).all(|pair| pair[0] < pair[1]);
        reader.must(ascend, Rule::EntryOrder);
        reader.checked()?;
        Ok(Directory { entries })
    }
}
