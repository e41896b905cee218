use std::{fs, os::unix::fs::PermissionsExt};

use jsonwebtoken::{Validation, decode, decode_header, encode};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::kernel::cursor;

const PASSPHRASE: &str = "patru cai albi și o căruță";

fn token(ring: &KeyRing) -> String {
    let claims = json!({ "sub": "test", "exp": 4_102_444_800_u64 });
    encode(&ring.tokens().header(), &claims, ring.tokens().encoding_key()).unwrap()
}

fn accepts(ring: &KeyRing, token: &str) -> bool {
    let kid = decode_header(token).unwrap().kid.unwrap();
    let validation = Validation::new(TokenKeys::ALGORITHM);
    ring.tokens().decoding_key(&kid).is_some_and(|key| decode::<Value>(token, key, &validation).is_ok())
}

#[test]
fn keys_are_made_once_and_kept_for_their_owner_only() {
    let folder = tempfile::tempdir().unwrap();
    let keys = folder.path().join("keys");
    assert!(matches!(KeyRing::load(&keys), Err(KeyError::Missing(path)) if path == keys.join("ring.json")));
    let made = KeyRing::generate(&keys, Origin::Development).unwrap();
    let found = KeyRing::generate(&keys, Origin::Production).unwrap();
    assert!(made.is_development() && found.is_development());
    assert!(accepts(&found, &token(&made)));
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&keys), mode(&keys.join("ring.json"))), (0o700, 0o600));
    let other = KeyRing::generate(&folder.path().join("other"), Origin::Production).unwrap();
    assert!(!other.is_development());
    assert!(!accepts(&other, &token(&made)));
}

#[test]
fn of_copies_that_start_at_once_one_makes_the_keys() {
    let folder = tempfile::tempdir().unwrap();
    let kids: Vec<String> = std::thread::scope(|scope| {
        let copies: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| KeyRing::generate(folder.path(), Origin::Development).unwrap().journal().kid().to_owned()))
            .collect();
        copies.into_iter().map(|copy| copy.join().unwrap()).collect()
    });
    assert!(kids.iter().all(|kid| *kid == kids[0]), "{kids:?}");
}

#[test]
fn rotation_keeps_what_is_still_needed() {
    let folder = tempfile::tempdir().unwrap();
    let first = KeyRing::generate(folder.path(), Origin::Production).unwrap();
    let (old_token, root, cursor) = (token(&first), b"root", cursor::seal(first.cursors(), "", &1).unwrap());
    let (signature, kid) = (first.journal().sign(root), first.journal().kid().to_owned());
    let wrapped = first.wrapping().wrap(&[9; 32], b"blob").unwrap();

    let renewed = [Renewed::AccessTokens, Renewed::JournalRoots, Renewed::BlobWrapping, Renewed::Cursors];
    let second = renewed.map(|renewed| KeyRing::rotate(folder.path(), renewed).unwrap()).pop_last();
    assert!(accepts(&second, &old_token) && accepts(&second, &token(&second)));
    assert_ne!(second.tokens().header().kid, first.tokens().header().kid);
    assert_eq!(second.tokens().jwks()["keys"].as_array().unwrap().len(), 2);
    assert!(second.journal().verify(&kid, root, &signature));
    assert_ne!(second.journal().kid(), kid);
    assert_eq!(second.wrapping().unwrap(&wrapped, b"blob"), Ok([9; 32]));
    let rewrapped = second.wrapping().wrap(&[9; 32], b"blob").unwrap();
    assert_ne!(rewrapped.kid, wrapped.kid);
    assert_eq!(first.wrapping().unwrap(&rewrapped, b"blob"), Err(NotUnwrapped::UnknownKey(rewrapped.kid.clone())));
    assert_eq!(cursor::open::<i32>(second.cursors(), "", &cursor), Err(cursor::ForeignCursor));

    let third = renewed.map(|renewed| KeyRing::rotate(folder.path(), renewed).unwrap()).pop_last();
    assert!(!accepts(&third, &old_token), "two rotations later the key is gone");
    assert!(third.journal().verify(&kid, root, &signature), "roots verify for ever");
    assert_eq!(third.wrapping().unwrap(&wrapped, b"blob"), Ok([9; 32]));
    let text = fs::read_to_string(folder.path().join("ring.json")).unwrap();
    assert_eq!(text.matches("PRIVATE KEY").count(), 4, "no private half of a retired key is kept");
}

#[test]
fn a_running_copy_takes_what_another_one_made_with_a_renewed_key_and_goes_over_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let running = KeyRing::generate(folder.path(), Origin::Production).unwrap();
    let wrapped = running.wrapping().wrap(&[9; 32], b"blob").unwrap();
    KeyRing::rotate(folder.path(), Renewed::AccessTokens).unwrap();
    let other = KeyRing::load(folder.path()).unwrap();
    let kid = other.tokens().header().kid.unwrap();
    assert!(running.tokens().decoding_key(&kid).is_none() && running.token_key(&kid).is_some());
    assert_eq!(running.tokens().header().kid, Some(kid), "from then on it signs with that key itself");
    KeyRing::rotate(folder.path(), Renewed::BlobWrapping).unwrap();
    let rewrapped = KeyRing::load(folder.path()).unwrap().wrapping().wrap(&[7; 32], b"blob").unwrap();
    assert_eq!(running.unwrap(&rewrapped, b"blob"), Ok([7; 32]));
    assert_eq!(running.unwrap(&wrapped, b"blob"), Ok([9; 32]));
    let strange = WrappedKey { kid: "0123456789abcdef".into(), ..rewrapped };
    assert_eq!(running.unwrap(&strange, b"blob"), Err(NotUnwrapped::UnknownKey(strange.kid.clone())));
}

#[test]
fn a_running_copy_goes_over_to_renewed_keys_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = KeyRing::generate(folder.path(), Origin::Production).unwrap();
    let unhurried = KeyRing::load(folder.path()).unwrap();
    running.followed.as_mut().unwrap().every = Duration::ZERO;
    let before = cursor::seal(running.cursors(), "", &1).unwrap();
    for renewed in [Renewed::Cursors, Renewed::JournalRoots] {
        KeyRing::rotate(folder.path(), renewed).unwrap();
    }
    assert_eq!(cursor::open::<i32>(running.cursors(), "", &before), Err(cursor::ForeignCursor));
    assert_eq!(running.journal().kid(), KeyRing::load(folder.path()).unwrap().journal().kid());
    assert_eq!(cursor::open(unhurried.cursors(), "", &before), Ok(1), "not before it is time to look");
}

#[test]
fn a_running_copy_keeps_its_keys_where_the_file_cannot_be_used() {
    let folder = tempfile::tempdir().unwrap();
    let running = KeyRing::generate(folder.path(), Origin::Production).unwrap();
    let own = token(&running);
    let other = tempfile::tempdir().unwrap();
    KeyRing::generate(other.path(), Origin::Development).unwrap();
    let ring = folder.path().join("ring.json");
    let strange = tempfile::tempdir().unwrap();
    KeyRing::generate(strange.path(), Origin::Production).unwrap();
    let rings = [&other, &strange].map(|folder| fs::read(folder.path().join("ring.json")).unwrap());
    for spoiled in [b"{}".to_vec()].into_iter().chain(rings) {
        let beside = folder.path().join("spoiled");
        file::write_new(&beside, &spoiled).unwrap();
        fs::rename(&beside, &ring).unwrap();
        assert!(running.token_key("0123456789abcdef").is_none());
        assert!(accepts(&running, &own) && !running.is_development());
    }
    fs::remove_file(&ring).unwrap();
    assert!(running.token_key("0123456789abcdef").is_none() && accepts(&running, &own));
}

#[test]
fn a_file_that_could_not_be_read_once_is_read_when_it_can_be() {
    let (folder, renewed) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let running = KeyRing::generate(folder.path(), Origin::Production).unwrap();
    let path = |of: &tempfile::TempDir| of.path().join("ring.json");
    fs::copy(path(&folder), path(&renewed)).unwrap();
    let kid = KeyRing::rotate(renewed.path(), Renewed::AccessTokens).unwrap().tokens().header().kid.unwrap();
    // Given to the copy by hand, with the wrong mode at first.
    fs::set_permissions(path(&renewed), fs::Permissions::from_mode(0o644)).unwrap();
    fs::rename(path(&renewed), path(&folder)).unwrap();
    assert!(running.token_key(&kid).is_none());
    fs::set_permissions(path(&folder), fs::Permissions::from_mode(0o600)).unwrap();
    assert!(running.token_key(&kid).is_some());
}

trait Last<T> {
    fn pop_last(self) -> T;
}
impl<T, const N: usize> Last<T> for [T; N] {
    fn pop_last(self) -> T {
        self.into_iter().last().unwrap()
    }
}

#[test]
fn signatures_are_of_one_message_and_one_key() {
    let folder = tempfile::tempdir().unwrap();
    let ring = KeyRing::generate(folder.path(), Origin::Development).unwrap();
    let signature = ring.journal().sign(b"root");
    assert!(ring.journal().verify(ring.journal().kid(), b"root", &signature));
    assert!(!ring.journal().verify(ring.journal().kid(), b"other", &signature));
    assert!(!ring.journal().verify("unknown", b"root", &signature));
    let token_kid = ring.tokens().header().kid.unwrap();
    assert!(!ring.journal().verify(&token_kid, b"root", &signature), "a key has one purpose");
}

#[test]
fn a_backup_comes_back_with_its_passphrase_only() {
    let folder = tempfile::tempdir().unwrap();
    let [keys, restored, backup] = ["keys", "restored", "keys.backup"].map(|name| folder.path().join(name));
    let ring = KeyRing::generate(&keys, Origin::Production).unwrap();
    assert!(matches!(KeyRing::backup(&keys, &backup, "scurtă"), Err(KeyError::PassphraseTooShort)));
    KeyRing::backup(&keys, &backup, PASSPHRASE).unwrap();
    assert!(matches!(KeyRing::backup(&keys, &backup, PASSPHRASE), Err(KeyError::Exists(_))));
    assert_eq!(fs::metadata(&backup).unwrap().permissions().mode() & 0o777, 0o600);

    let wrong = KeyRing::restore(&backup, "another passphrase", &restored);
    assert!(matches!(wrong, Err(KeyError::WrongPassphrase(path)) if path == backup));
    assert!(!restored.exists());
    let back = KeyRing::restore(&backup, PASSPHRASE, &restored).unwrap();
    assert!(accepts(&back, &token(&ring)));
    assert_eq!(fs::read(restored.join("ring.json")).unwrap(), fs::read(keys.join("ring.json")).unwrap());
    assert!(matches!(KeyRing::restore(&backup, PASSPHRASE, &keys), Err(KeyError::Exists(_))));

    fs::write(&backup, fs::read_to_string(&backup).unwrap().replacen("600000", "600001", 1)).unwrap();
    assert!(matches!(KeyRing::restore(&backup, PASSPHRASE, &folder.path().join("new")), Err(KeyError::WrongPassphrase(_))));
}

#[test]
fn a_ring_open_to_others_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    KeyRing::generate(folder.path(), Origin::Development).unwrap();
    let path = folder.path().join("ring.json");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let error = KeyRing::load(folder.path()).unwrap_err();
    assert_eq!(error.to_string(), format!("{} is open to other users (mode 0644); chmod 600 it", path.display()));
}

#[test]
fn no_key_shows_in_errors_or_debug_texts() {
    let folder = tempfile::tempdir().unwrap();
    let ring = KeyRing::generate(folder.path(), Origin::Development).unwrap();
    let path = folder.path().join("ring.json");
    let json = fs::read_to_string(&path).unwrap();
    let content: Value = serde_json::from_str(&json).unwrap();
    let secrets =
        [&content["accessTokens"]["current"]["privateKey"], &content["cursors"]["secret"], &content["blobWrapping"][0]["secret"]];
    let shows = |text: &str| secrets.iter().any(|secret| text.contains(&secret.as_str().unwrap().replace('\n', "\\n")));
    assert!(shows(&json));
    assert!(!shows(&format!("{ring:?}")));
    // A secret where a number belongs is the kind of mistake whose message quotes the text.
    fs::write(&path, json.replacen("true", &content["cursors"]["secret"].to_string(), 1)).unwrap();
    let error = KeyRing::load(folder.path()).unwrap_err();
    assert!(matches!(&error, KeyError::Damaged { what, .. } if what.contains("line 3")), "{error}");
    assert!(!shows(&format!("{error} {error:?}")));
}

proptest! {
    #[test]
    fn a_damaged_ring_is_an_error_not_a_panic(at in any::<prop::sample::Index>(), with in any::<u8>(), cut in any::<bool>()) {
        let content = file::Content::generate(Origin::Development).unwrap();
        let mut json = content.to_json().unwrap();
        let at = at.index(json.len());
        if cut { json.truncate(at) } else { json[at] = with }
        let read = file::Content::from_json(&json, Path::new("ring.json"));
        let _ = read.and_then(|content| Keys::from_content(&content, Path::new("ring.json")));
    }

    #[test]
    fn a_wrapped_key_changed_or_of_another_blob_does_not_open(key: [u8; 32], at in 0..60_usize, flip in 1..=255_u8, cut in 0..60_usize) {
        let keys = WrappingKeys::new(&file::Content::generate(Origin::Development).unwrap().blob_wrapping).unwrap();
        let wrapped = keys.wrap(&key, b"this").unwrap();
        prop_assert_eq!(keys.unwrap(&wrapped, b"this"), Ok(key));
        prop_assert_eq!(keys.unwrap(&wrapped, b"that"), Err(NotUnwrapped::Changed));
        let mut changed = wrapped.clone();
        changed.bytes[at] ^= flip;
        prop_assert_eq!(keys.unwrap(&changed, b"this"), Err(NotUnwrapped::Changed));
        let shorter = WrappedKey { bytes: wrapped.bytes[..cut].to_vec(), ..wrapped };
        prop_assert_eq!(keys.unwrap(&shorter, b"this"), Err(NotUnwrapped::Changed));
    }
}
