use std::{future::Future, ops::Range};

use actix_web::web::Bytes;
use chrono::TimeDelta;
use futures_util::{TryStreamExt, stream};
use object_store::PutPayload;
use proptest::{prelude::*, sample::Index};

use super::{chunks::CHUNK, *};
use crate::kernel::keys::{Origin, Renewed};

const SEALED: usize = CHUNK + chunks::TAG;

fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

pub fn ring() -> (tempfile::TempDir, Arc<KeyRing>) {
    let folder = tempfile::tempdir().unwrap();
    let keys = KeyRing::generate(folder.path(), Origin::Development).unwrap();
    (folder, Arc::new(keys))
}

fn store() -> BlobStore {
    BlobStore::open(&Url::parse("memory:///").unwrap(), [("", ""); 0], ring().1).unwrap()
}

/// Sizes around the ends of chunks, and others.
fn size() -> impl Strategy<Value = usize> {
    let near_an_end = (0..4_usize, -2..=2_isize).prop_map(|(count, by)| (count * CHUNK).saturating_add_signed(by));
    prop_oneof![near_an_end, 0..4 * CHUNK, 0..300_usize]
}

/// Bytes that differ from chunk to chunk.
fn file(size: usize, seed: u8) -> Bytes {
    (0..size).map(|at| (at as u32).wrapping_mul(2_654_435_761).to_be_bytes()[0] ^ seed).collect::<Vec<_>>().into()
}

/// Changes the stored object.
async fn tamper(store: &BlobStore, blob: &BlobRef, change: impl FnOnce(Vec<u8>) -> Vec<u8>) {
    let object = store.objects.get(&path(blob.id)).await.unwrap().bytes().await.unwrap();
    store.objects.put(&path(blob.id), PutPayload::from(change(object.to_vec()))).await.unwrap();
}

async fn is_found_out(store: &BlobStore, blob: &BlobRef) -> bool {
    let tampered = |error: BlobError| matches!(error, BlobError::Tampered(id) if id == blob.id);
    store.verify(blob).await.is_err_and(tampered) && store.get(blob).await.is_err_and(tampered)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_put_is_got_and_any_range_of_it(size in size(), seed: u8, part in 1..200_000_usize, ranges: [(Index, Index); 4]) {
        wait(async {
            let (store, file) = (store(), file(size, seed));
            let parts: Vec<_> = file.chunks(part).map(|part| Ok::<_, BlobError>(Bytes::copy_from_slice(part))).collect();
            let blob = store.put_stream(stream::iter(parts), u64::MAX).await.unwrap();
            assert_eq!(blob.size, size as u64);
            assert_eq!(store.get(&blob).await.unwrap(), file);
            store.verify(&blob).await.unwrap();
            for (start, end) in ranges {
                let (start, end) = (start.index(size + 1), end.index(size + 1));
                let range = start.min(end)..start.max(end);
                let wanted: Range<u64> = range.start as u64..range.end as u64;
                assert_eq!(store.get_range(&blob, wanted).await.unwrap(), file.slice(range));
            }
            let outside = store.get_range(&blob, 0..blob.size + 1).await;
            assert!(matches!(outside, Err(BlobError::OutOfRange { .. })));
        });
    }

    #[test]
    fn a_flipped_byte_is_found(size in size(), at: Index, flip in 1..=255_u8) {
        wait(async {
            let (store, file) = (store(), file(size, 0));
            let blob = store.put(file).await.unwrap();
            tamper(&store, &blob, |mut object| { let at = at.index(object.len()); object[at] ^= flip; object }).await;
            assert!(is_found_out(&store, &blob).await);
        });
    }

    #[test]
    fn a_cut_or_longer_object_is_found(size in size(), at: Index, chunks_left in 1..4_usize, more in 1..100_usize) {
        wait(async {
            let store = store();
            let blob = store.put(file(size, 0)).await.unwrap();
            tamper(&store, &blob, |mut object| { object.truncate(at.index(object.len())); object }).await;
            assert!(is_found_out(&store, &blob).await);
            let blob = store.put(file(size, 0)).await.unwrap();
            tamper(&store, &blob, |object| [object, vec![0; more]].concat()).await;
            assert!(store.verify(&blob).await.is_err_and(|error| matches!(error, BlobError::Tampered(_))));
            // Cut between chunks, with a row that fits: only the mark of the last chunk tells.
            if chunks_left * CHUNK < size {
                let mut blob = store.put(file(size, 0)).await.unwrap();
                blob.size = (chunks_left * CHUNK) as u64;
                tamper(&store, &blob, |mut object| { object.truncate(chunks_left * SEALED); object }).await;
                assert!(is_found_out(&store, &blob).await);
                let part = store.get_range(&blob, blob.size - 1..blob.size).await;
                assert!(matches!(part, Err(BlobError::Tampered(_))));
            }
        });
    }

    #[test]
    fn swapped_chunks_are_found(count in 3..6_usize, first: Index, second: Index) {
        wait(async {
            let store = store();
            let blob = store.put(file(count * CHUNK + 100, 0)).await.unwrap();
            let (first, second) = (first.index(count), second.index(count));
            if first != second {
                tamper(&store, &blob, |object| {
                    let mut chunks: Vec<&[u8]> = object.chunks(SEALED).collect();
                    chunks.swap(first, second);
                    chunks.concat()
                }).await;
                assert!(is_found_out(&store, &blob).await);
                let at = (first * CHUNK) as u64;
                assert!(matches!(store.get_range(&blob, at..at + 1).await, Err(BlobError::Tampered(_))));
            }
        });
    }

    #[test]
    fn objects_and_rows_of_different_blobs_do_not_mix(size in size()) {
        wait(async {
            let store = store();
            let [one, two] = [store.put(file(size, 0)).await.unwrap(), store.put(file(size, 0)).await.unwrap()];
            let object = store.objects.get(&path(two.id)).await.unwrap().bytes().await.unwrap();
            tamper(&store, &one, |_| object.to_vec()).await;
            assert!(is_found_out(&store, &one).await);
            let other_key = BlobRef { wrapped_key: one.wrapped_key.clone(), ..two.clone() };
            assert!(is_found_out(&store, &other_key).await);
            let other_digest = BlobRef { sha256: [0; 32], ..two.clone() };
            assert!(is_found_out(&store, &other_digest).await);
            assert!(two.sha256 == one.sha256 && two.ciphertext_sha256 != one.ciphertext_sha256);
        });
    }
}

#[test]
fn an_object_that_is_gone_is_said_to_be_missing() {
    wait(async {
        let store = store();
        let blob = store.put(file(10, 0)).await.unwrap();
        store.delete(blob.id).await.unwrap();
        store.delete(blob.id).await.unwrap();
        assert!(matches!(store.get(&blob).await, Err(BlobError::Missing(id)) if id == blob.id));
        assert!(matches!(store.verify(&blob).await, Err(BlobError::Missing(id)) if id == blob.id));
    });
}

#[test]
fn an_erased_blob_is_unreadable_but_verifiable() {
    wait(async {
        let store = store();
        let mut blob = store.put(file(3 * CHUNK, 0)).await.unwrap();
        blob.wrapped_key = None;
        assert!(matches!(store.get(&blob).await, Err(BlobError::Erased(id)) if id == blob.id));
        store.verify(&blob).await.unwrap();
        tamper(&store, &blob, |mut object| {
            object[5] ^= 1;
            object
        })
        .await;
        assert!(matches!(store.verify(&blob).await, Err(BlobError::Tampered(_))));
    });
}

#[test]
fn blobs_outlive_the_rotation_of_keys() {
    wait(async {
        let (folder, keys) = ring();
        let address = Url::from_directory_path(folder.path().join("files")).unwrap();
        let open = |keys| BlobStore::open(&address, [("", ""); 0], keys).unwrap();
        let old = open(keys).put(file(100, 0)).await.unwrap();
        let store = open(Arc::new(KeyRing::rotate(folder.path(), Renewed::BlobWrapping).unwrap()));
        let new = store.put(file(100, 0)).await.unwrap();
        assert_ne!(old.wrapped_key.as_ref().unwrap().kid, new.wrapped_key.unwrap().kid);
        assert_eq!(store.get(&old).await.unwrap(), file(100, 0));
        assert!(matches!(open(ring().1).get(&old).await, Err(BlobError::UnknownKey { .. })));
    });
}

#[test]
fn a_local_folder_keeps_large_files_in_parts_and_no_traces_of_broken_ones() {
    wait(async {
        let (folder, keys) = ring();
        let address = Url::from_directory_path(folder.path().join("files")).unwrap();
        let store = BlobStore::open(&address, [("", ""); 0], keys).unwrap();
        let large = file(20 * 1024 * 1024 + 17, 3);
        let blob = store.put(large.clone()).await.unwrap();
        assert_eq!(store.get(&blob).await.unwrap(), large);
        let pieces: Vec<Bytes> = store.read(&blob, 5..blob.size).unwrap().try_collect().await.unwrap();
        assert!(pieces.len() > 19 && pieces.iter().all(|piece| piece.len() <= 1024 * 1024));
        assert_eq!(pieces.concat(), large[5..]);
        store.verify(&blob).await.unwrap();

        let broken = stream::iter([Ok(large.clone()), Err("the line broke")]);
        assert!(matches!(store.put_stream(broken, u64::MAX).await, Err(BlobError::Interrupted(_))));
        let endless = stream::repeat_with(|| Ok::<_, BlobError>(large.clone()));
        assert!(matches!(store.put_stream(endless, 50_000_000).await, Err(BlobError::TooLarge { limit: 50_000_000 })));
        let files = walk(&folder.path().join("files"));
        assert_eq!(files.len(), 1, "{files:?}");
        assert!(!std::fs::read(&files[0]).unwrap().windows(64).any(|window| window == &large[..64]));
    });
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

#[test]
fn orphans_are_old_objects_without_a_row() {
    wait(async {
        let store = store();
        let kept = store.put(file(1, 0)).await.unwrap();
        let lost = store.put(file(1, 0)).await.unwrap();
        let known = async |ids: &[Uuid]| {
            assert_eq!(ids.len(), 2);
            Ok::<_, BlobError>(HashSet::from([kept.id]))
        };
        assert_eq!(store.orphans(Utc::now() + TimeDelta::hours(1), known).await.unwrap(), [lost.id]);
        let none = async |_: &[Uuid]| unreachable!("both are young");
        assert_eq!(store.orphans::<BlobError>(Utc::now() - TimeDelta::days(1), none).await.unwrap(), [] as [Uuid; 0]);
    });
}

#[test]
fn an_address_must_be_known() {
    let open = |address: &str| BlobStore::open(&Url::parse(address).unwrap(), [("", ""); 0], ring().1);
    assert!(matches!(open("ftp://host/folder"), Err(BlobStoreError::Address(_))));
    assert!(open("s3://bucket/prefix").is_ok());
}
