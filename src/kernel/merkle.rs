//! Merkle trees after RFC 6962 (section 2.1): leaves and nodes are hashed under different prefixes, so that neither can
//! pass for the other. The roots of successive batches are chained.

use aws_lc_rs::digest::{Context, SHA256};

/// A SHA-256 digest.
pub type Hash = [u8; 32];

/// What the first batch is chained to.
pub const GENESIS: Hash = [0; 32];

const LEAF: u8 = 0;
const NODE: u8 = 1;
/// Not in RFC 6962: keeps a link of the chain apart from leaves and nodes.
const LINK: u8 = 2;

fn hash(prefix: u8, parts: &[&[u8]]) -> Hash {
    let mut context = Context::new(&SHA256);
    context.update(&[prefix]);
    parts.iter().for_each(|part| context.update(part));
    let mut hash = Hash::default();
    hash.copy_from_slice(context.finish().as_ref());
    hash
}

/// The hash of one entry.
pub fn leaf(entry: &[u8]) -> Hash {
    hash(LEAF, &[entry])
}

/// The root over leaf hashes, in their order. Of no leaves: the digest of nothing, as the RFC says.
pub fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => {
            let mut hash = Hash::default();
            hash.copy_from_slice(Context::new(&SHA256).finish().as_ref());
            hash
        }
        [only] => *only,
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            hash(NODE, &[&root(left), &root(right)])
        }
    }
}

/// The largest power of two below `count`; `count` is at least 2.
fn split(count: usize) -> usize {
    1 << (count - 1).ilog2()
}

/// The hashes that lead from the leaf at `index` to the root, nearest first; `None` where there is no such leaf.
pub fn proof(leaves: &[Hash], index: usize) -> Option<Vec<Hash>> {
    if index >= leaves.len() {
        return None;
    }
    let (mut rest, mut index, mut path) = (leaves, index, Vec::new());
    while rest.len() > 1 {
        let (left, right) = rest.split_at(split(rest.len()));
        if index < left.len() {
            path.push(root(right));
            rest = left;
        } else {
            path.push(root(left));
            index -= left.len();
            rest = right;
        }
    }
    path.reverse();
    Some(path)
}

/// Whether the leaf hash is the one at `index` of the tree of `count` leaves that has this root (RFC 9162, 2.1.3.2).
pub fn verify(leaf: &Hash, index: usize, count: usize, proof: &[Hash], expected_root: &Hash) -> bool {
    if index >= count {
        return false;
    }
    let (mut index, mut last, mut computed) = (index, count - 1, *leaf);
    for sibling in proof {
        if last == 0 {
            return false;
        }
        if index % 2 == 1 || index == last {
            computed = hash(NODE, &[sibling, &computed]);
            // Levels on which the last node has no sibling are skipped.
            while index % 2 == 0 && index != 0 {
                index /= 2;
                last /= 2;
            }
        } else {
            computed = hash(NODE, &[&computed, sibling]);
        }
        index /= 2;
        last /= 2;
    }
    last == 0 && computed == *expected_root
}

/// The root of the chain once the batch is added: over the chain so far ([`GENESIS`] at first), the batch's number and
/// the root of its tree.
pub fn chain(previous: &Hash, batch: u64, tree_root: &Hash) -> Hash {
    hash(LINK, &[previous, &batch.to_be_bytes(), tree_root])
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*, sample::Index};

    use super::*;

    fn hashes(entries: &[Vec<u8>]) -> Vec<Hash> {
        entries.iter().map(|entry| leaf(entry)).collect()
    }

    /// The values of the reference implementation of Certificate Transparency.
    #[test]
    fn roots_are_those_of_certificate_transparency() {
        let entries = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
        let leaves: Vec<Hash> = entries.iter().map(|entry| leaf(&hex::decode(entry).unwrap())).collect();
        let expected = [
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        for (count, expected) in expected.iter().enumerate() {
            assert_eq!(hex::encode(root(&leaves[..count])), *expected, "{count} leaves");
        }
    }

    #[test]
    fn every_leaf_of_every_small_tree_has_a_proof_of_its_own() {
        for count in 1..=33_u8 {
            let leaves: Vec<Hash> = (0..count).map(|number| leaf(&[number])).collect();
            let root = root(&leaves);
            for (index, hash) in leaves.iter().enumerate() {
                let path = proof(&leaves, index).unwrap();
                for (other, other_hash) in leaves.iter().enumerate() {
                    assert_eq!(verify(other_hash, index, leaves.len(), &path, &root), other == index);
                    assert_eq!(verify(hash, other, leaves.len(), &path, &root), other == index);
                }
            }
            assert_eq!(proof(&leaves, leaves.len()), None);
        }
    }

    proptest! {
        #[test]
        fn a_changed_entry_changes_the_root(entries in vec(vec(any::<u8>(), 0..40), 1..60), at: Index, byte: Index, flip in 1..=255_u8) {
            let before = root(&hashes(&entries));
            let mut changed = entries.clone();
            let entry = &mut changed[at.index(entries.len())];
            if entry.is_empty() { entry.push(flip) } else { let byte = byte.index(entry.len()); entry[byte] ^= flip }
            prop_assert_ne!(root(&hashes(&changed)), before);
        }

        #[test]
        fn an_entry_more_or_less_or_moved_changes_the_root(entries in vec(vec(any::<u8>(), 0..8), 2..60), at: Index) {
            let leaves = hashes(&entries);
            let before = root(&leaves);
            let mut fewer = leaves.clone();
            fewer.remove(at.index(leaves.len()));
            prop_assert_ne!(root(&fewer), before);
            let mut more = leaves.clone();
            more.push(leaves[at.index(leaves.len())]);
            prop_assert_ne!(root(&more), before);
            let mut moved = leaves.clone();
            moved.rotate_left(1);
            prop_assume!(moved != leaves);
            prop_assert_ne!(root(&moved), before);
        }

        #[test]
        fn proofs_verify_and_tampered_ones_do_not(
            entries in vec(vec(any::<u8>(), 0..8), 2..200), at: Index, step: Index, byte in 0..32_usize, flip in 1..=255_u8,
        ) {
            let leaves = hashes(&entries);
            let (root, index) = (root(&leaves), at.index(leaves.len()));
            let path = proof(&leaves, index).unwrap();
            prop_assert!(verify(&leaves[index], index, leaves.len(), &path, &root));
            let mut tampered = path.clone();
            tampered[step.index(path.len())][byte] ^= flip;
            prop_assert!(!verify(&leaves[index], index, leaves.len(), &tampered, &root));
            prop_assert!(!verify(&leaves[index], index, leaves.len(), &path[1..], &root));
            let longer: Vec<Hash> = path.iter().copied().chain([root]).collect();
            prop_assert!(!verify(&leaves[index], index, leaves.len(), &longer, &root));
        }

        #[test]
        fn any_arguments_are_survived(index: usize, count: usize, path in vec(any::<Hash>(), 0..70), hash: Hash, root: Hash) {
            prop_assert!(!verify(&hash, index, count, &path, &root));
        }

        #[test]
        fn a_link_depends_on_all_before_it(roots in vec(any::<Hash>(), 1..10), at: Index, flip in 1..=255_u8) {
            let chained = |roots: &[Hash]| roots.iter().zip(1..).fold(GENESIS, |head, (root, batch)| chain(&head, batch, root));
            let mut changed = roots.clone();
            changed[at.index(roots.len())][0] ^= flip;
            prop_assert_ne!(chained(&changed), chained(&roots));
            prop_assert_ne!(chain(&GENESIS, 1, &roots[0]), chain(&GENESIS, 2, &roots[0]));
        }
    }
}
