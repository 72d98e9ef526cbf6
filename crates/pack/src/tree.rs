//! The hash tree over the files of a sharded pack: the manifest holds its root, every file brings
//! the path from itself to the root, so that each can be checked by itself.
//!
//! It is the Merkle tree of RFC 9162, section 2.1, with SHA-256.

use sha2::{Digest, Sha256};

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// Longest path: a tree of 2^32 files.
pub const MAX_PATH: usize = 32;

/// Hash of a file's content as a leaf.
#[must_use]
pub fn leaf(content: &[u8]) -> Hash {
    Sha256::new()
        .chain_update([0])
        .chain_update(content)
        .finalize()
        .into()
}

fn node(left: &Hash, right: &Hash) -> Hash {
    Sha256::new()
        .chain_update([1])
        .chain_update(left)
        .chain_update(right)
        .finalize()
        .into()
}

/// The tree over some leaves.
#[derive(Debug)]
pub struct Tree {
    /// Hashes level by level, leaves first; an odd last one goes up as it is.
    levels: Vec<Vec<Hash>>,
}

impl Tree {
    /// The tree over `leaves`.
    #[must_use]
    pub fn over(leaves: Vec<Hash>) -> Tree {
        let mut levels = vec![leaves];
        while let Some(last) = levels.last().filter(|level| level.len() > 1) {
            let above = last
                .chunks(2)
                .map(|pair| match pair {
                    [left, right] => node(left, right),
                    odd => odd[0],
                })
                .collect();
            levels.push(above);
        }
        Tree { levels }
    }

    /// The root; that of no leaves is the hash of nothing.
    #[must_use]
    pub fn root(&self) -> Hash {
        let top = self.levels.last().and_then(|level| level.first());
        top.copied().unwrap_or_else(|| Sha256::digest([]).into())
    }

    /// The hashes beside the way from leaf `at` to the root.
    #[must_use]
    pub fn path(&self, mut at: usize) -> Vec<Hash> {
        let mut path = Vec::new();
        for level in &self.levels {
            path.extend(level.get(at ^ 1));
            at /= 2;
        }
        path
    }
}

/// Whether `leaf` is number `at` of the `count` leaves of the tree with this root.
#[must_use]
pub fn proves(root: &Hash, leaf: Hash, mut at: usize, mut count: usize, path: &[Hash]) -> bool {
    if at >= count {
        return false;
    }
    let mut hash = leaf;
    let mut path = path.iter();
    while count > 1 {
        if at ^ 1 < count {
            let Some(beside) = path.next() else {
                return false;
            };
            hash = if at.is_multiple_of(2) {
                node(&hash, beside)
            } else {
                node(beside, &hash)
            };
        }
        at /= 2;
        count = count.div_ceil(2);
    }
    path.next().is_none() && hash == *root
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_of_rfc_9162() {
        // The value that Certificate Transparency's published test vectors give for one empty leaf.
        let hex = |hash: Hash| {
            hash.iter()
                .map(|byte| format!("{byte:02x}"))
                .collect::<String>()
        };
        assert_eq!(
            hex(leaf(b"")),
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
        );
        let leaves: Vec<Hash> = [&b""[..], b"\0", b"\x10"].map(leaf).to_vec();
        assert_eq!(
            hex(Tree::over(leaves).root()),
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"
        );
    }

    #[test]
    fn every_leaf_is_proved_at_its_own_place_only() {
        for count in 1..20_usize {
            let leaves: Vec<Hash> = (0..count).map(|at| leaf(&at.to_le_bytes())).collect();
            let tree = Tree::over(leaves.clone());
            for (at, &leaf_hash) in leaves.iter().enumerate() {
                let path = tree.path(at);
                for claimed in 0..count {
                    let proved = proves(&tree.root(), leaf_hash, claimed, count, &path);
                    assert_eq!(proved, claimed == at, "{at} of {count} as {claimed}");
                }
                let mut longer = path.clone();
                longer.push([0; 32]);
                assert!(!proves(&tree.root(), leaf_hash, at, count, &longer));
                assert!(!proves(&tree.root(), leaf(b"else"), at, count, &path));
            }
        }
    }
}
