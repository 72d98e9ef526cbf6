//! What a product page of a pack in shards downloads, on a sample of its items.

use std::path::Path;

use rayon::prelude::*;
use whyshelf_engine::ItemIndex;
use whyshelf_pack::anatomy;
use whyshelf_pack::manifest::Shards;
use whyshelf_pack::shard::directory_of;

use super::size::{Size, Sizes};
use crate::command::parts::{self, ShardFile};
use crate::pack_folder::PackFolderError;

/// Pages that are measured: compressing all of a large pack at its best would take hours.
const PAGES: usize = 400;
/// Besides, the pages of as many of the largest shards.
const LARGEST: usize = 20;

/// Sizes of pages, smallest first.
pub(super) struct Pages(Vec<Size>);

impl Pages {
    pub(super) fn of(mut sizes: Vec<Size>) -> Pages {
        sizes.sort_unstable();
        Pages(sizes)
    }

    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// The smallest size that this share of the pages does not exceed.
    pub(super) fn at(&self, share: f64) -> Size {
        let place = (share * self.0.len() as f64).ceil() as usize;
        let size = self.0.get(place.saturating_sub(1)).or(self.0.last());
        size.copied().unwrap_or_default()
    }
}

/// What was found in some shards.
pub(super) struct Sample {
    pub(super) shards: usize,
    pub(super) sizes: Sizes,
    pub(super) pages: Pages,
}

/// Looks at the pages of items that lie evenly in the pack, and at those of the largest shards.
///
/// # Errors
/// If a file is not there or not the manifest's.
pub(super) fn sample(
    folder: &Path,
    shards: &Shards,
    manifest: Size,
) -> Result<Sample, PackFolderError> {
    // Number of own items and of bytes of every shard.
    let known = (0..shards.shards)
        .into_par_iter()
        .map(|number| {
            let file = ShardFile::read(folder, shards, number)?;
            Ok((file.pack()?.row_count(), file.bytes.len()))
        })
        .collect::<Result<Vec<_>, PackFolderError>>()?;
    let mut chosen = places(&known);
    let mut largest: Vec<usize> = (0..known.len()).collect();
    largest.sort_by_key(|&shard| std::cmp::Reverse(known[shard].1));
    for &shard in largest.iter().take(LARGEST) {
        if !chosen.iter().any(|&(other, _)| other == shard) {
            chosen.push((shard, 0));
        }
    }
    chosen.sort_unstable();
    let shards_chosen: Vec<&[(usize, usize)]> = chosen.chunk_by(|a, b| a.0 == b.0).collect();
    let looked = shards_chosen
        .par_iter()
        .map(|items| look(folder, shards, manifest, items))
        .collect::<Result<Vec<_>, PackFolderError>>()?;
    let mut sizes = Sizes::default();
    let mut pages = Vec::new();
    for (of_shard, own) in looked {
        sizes.merge(of_shard);
        pages.extend(own);
    }
    Ok(Sample {
        shards: shards_chosen.len(),
        sizes,
        pages: Pages::of(pages),
    })
}

/// Items that lie evenly in the pack: shard, and place in the shard.
fn places(shards: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let items: usize = shards.iter().map(|&(own, _)| own).sum();
    let count = items.min(PAGES);
    let (mut shard, mut before) = (0, 0);
    (0..count)
        .map(|page| {
            let item = page * items / count;
            while item >= before + shards[shard].0 {
                before += shards[shard].0;
                shard += 1;
            }
            (shard, item - before)
        })
        .collect()
}

/// Measures one shard and the pages of some of its items.
fn look(
    folder: &Path,
    shards: &Shards,
    manifest: Size,
    items: &[(usize, usize)],
) -> Result<(Sizes, Vec<Size>), PackFolderError> {
    let number = items[0].0 as u32;
    let file = ShardFile::read(folder, shards, number)?;
    let pack = file.pack()?;
    let parts = anatomy::parts(file.content()).map_err(|why| PackFolderError::Pack {
        path: file.path.clone(),
        why,
    })?;
    let mut sizes = Sizes::default();
    sizes.add(&parts, &pack);
    let shard = Size::of(&file.bytes);
    let pages = items.iter().map(|&(_, place)| {
        let id = pack.id(ItemIndex(place as u32));
        let (name, _) = shards.directory(directory_of(id, shards.directories));
        let directory = Size::of(&parts::file(folder, &name)?);
        Ok(manifest + directory + shard)
    });
    Ok((sizes, pages.collect::<Result<_, PackFolderError>>()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sampled_items_lie_evenly() {
        assert_eq!(places(&[(2, 0), (1, 0)]), [(0, 0), (0, 1), (1, 0)]);
        let shards: Vec<(usize, usize)> = (0..1000).map(|own| (own % 7, 0)).collect();
        let places = places(&shards);
        assert_eq!(places.len(), PAGES);
        assert!(places.iter().all(|&(shard, place)| place < shards[shard].0));
        assert!(places.is_sorted());
    }

    #[test]
    fn a_share_of_pages_is_no_larger() {
        let size = |bytes| Size {
            brotli: bytes,
            bytes,
        };
        let pages = Pages::of((1..=100).rev().map(size).collect());
        assert_eq!(pages.at(0.5), size(50));
        assert_eq!(pages.at(0.95), size(95));
        assert_eq!(pages.at(1.0), size(100));
    }
}
