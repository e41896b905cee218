//! Cursors of lists: a position that callers can carry but neither read, change, nor use with another list.
//!
//! A position may hold a name (the sort key of the last row) and a cursor stands in a URL, so it is encrypted, not only
//! signed. The nonce is the HMAC-SHA256 of what is sealed: the same position gives the same cursor, so that the
//! representation of a page, and its ETag, do not change from one reading to the next.
//!
//! Form: base64url( version 1 | nonce 12 | AES-256-GCM-SIV( position as JSON ) with its tag 16 ).

use aws_lc_rs::{
    aead::{AES_256_GCM_SIV, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    hkdf, hmac,
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde::{Serialize, de::DeserializeOwned};

/// The longest cursor, in characters; the contract's bound for the parameter `cursor`.
pub const MAX_LENGTH: usize = 512;

const VERSION: u8 = 1;
const TAG_LEN: usize = 16;

/// The secret under which cursors are sealed.
pub struct CursorKey {
    nonces: hmac::Key,
    positions: LessSafeKey,
}

/// The text is not a cursor of this system for this list, these filters and this caller: made up, changed, taken from
/// elsewhere, or sealed before the secret was renewed. The caller starts the list again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the cursor does not belong to this list")]
pub struct ForeignCursor;

/// A mistake of the program: the position is no JSON or is too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the position does not fit into a cursor of {MAX_LENGTH} characters")]
pub struct Unsealable;

impl CursorKey {
    /// Derives what is needed from one secret of 32 random bytes.
    pub fn new(secret: &[u8; 32]) -> Result<Self, aws_lc_rs::error::Unspecified> {
        let secret = hkdf::Salt::new(hkdf::HKDF_SHA256, b"migratie cursors").extract(secret);
        let nonces = secret.expand(&[b"nonces"], hmac::HMAC_SHA256)?.into();
        let positions: UnboundKey = secret.expand(&[b"positions"], &AES_256_GCM_SIV)?.into();
        Ok(Self { nonces, positions: LessSafeKey::new(positions) })
    }
}

impl std::fmt::Debug for CursorKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("CursorKey")
    }
}

/// The authenticated part: the version, so that a later one cannot be passed off as this, and the binding.
fn bound(binding: &str) -> Vec<u8> {
    [&[VERSION], binding.as_bytes()].concat()
}

/// Seals a position. `binding` is what the cursor is only good for: the operation, the canonical filters and sort order,
/// and the caller.
pub fn seal<T: Serialize>(key: &CursorKey, binding: &str, position: &T) -> Result<String, Unsealable> {
    let mut sealed = serde_json::to_vec(position).map_err(|_| Unsealable)?;
    let mut context = hmac::Context::with_key(&key.nonces);
    context.update(&(binding.len() as u64).to_be_bytes());
    context.update(binding.as_bytes());
    context.update(&sealed);
    let mut nonce = [0; NONCE_LEN];
    nonce.copy_from_slice(&context.sign().as_ref()[..NONCE_LEN]);

    let aad = Aad::from(bound(binding));
    let sealing = key.positions.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), aad, &mut sealed);
    sealing.map_err(|_| Unsealable)?;
    let text = BASE64_URL_SAFE_NO_PAD.encode([&[VERSION], &nonce[..], &sealed].concat());
    if text.len() > MAX_LENGTH { Err(Unsealable) } else { Ok(text) }
}

/// Opens what [`seal`] made for the same binding.
pub fn open<T: DeserializeOwned>(key: &CursorKey, binding: &str, text: &str) -> Result<T, ForeignCursor> {
    if text.len() > MAX_LENGTH {
        return Err(ForeignCursor);
    }
    let mut bytes = BASE64_URL_SAFE_NO_PAD.decode(text).map_err(|_| ForeignCursor)?;
    if bytes.len() < 1 + NONCE_LEN + TAG_LEN || bytes[0] != VERSION {
        return Err(ForeignCursor);
    }
    let (head, sealed) = bytes.split_at_mut(1 + NONCE_LEN);
    let nonce = Nonce::try_assume_unique_for_key(&head[1..]).map_err(|_| ForeignCursor)?;
    let position = key.positions.open_in_place(nonce, Aad::from(bound(binding)), sealed).map_err(|_| ForeignCursor)?;
    serde_json::from_slice(position).map_err(|_| ForeignCursor)
}

#[cfg(test)]
mod tests {
    use proptest::{prelude::*, sample::Index};
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    struct Position(i64, String);

    fn key() -> CursorKey {
        CursorKey::new(&[7; 32]).unwrap()
    }

    fn position() -> impl Strategy<Value = Position> {
        (any::<i64>(), "\\PC{0,40}").prop_map(|(number, text)| Position(number, text))
    }

    proptest! {
        #[test]
        fn a_cursor_opens_for_its_own_list_only(position in position(), mine in "\\PC{0,80}", other in "\\PC{0,80}") {
            let text = seal(&key(), &mine, &position).unwrap();
            prop_assert!(text.len() <= MAX_LENGTH);
            prop_assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'));
            prop_assert_eq!(&open::<Position>(&key(), &mine, &text).unwrap(), &position);
            prop_assert_eq!(seal(&key(), &mine, &position).unwrap(), text.clone());
            if mine != other {
                prop_assert_eq!(open::<Position>(&key(), &other, &text), Err(ForeignCursor));
            }
            prop_assert_eq!(open::<Position>(&CursorKey::new(&[8; 32]).unwrap(), &mine, &text), Err(ForeignCursor));
        }

        #[test]
        fn a_changed_or_cut_cursor_is_foreign(position in position(), at: Index, with in "[A-Za-z0-9_-]") {
            let text = seal(&key(), "GET /persons", &position).unwrap();
            let at = at.index(text.len());
            let changed = format!("{}{with}{}", &text[..at], &text[at + 1..]);
            if changed != text {
                prop_assert_eq!(open::<Position>(&key(), "GET /persons", &changed), Err(ForeignCursor));
            }
            prop_assert_eq!(open::<Position>(&key(), "GET /persons", &text[..at]), Err(ForeignCursor));
        }

        #[test]
        fn any_text_is_survived(text in "\\PC{0,600}", likely in "AQ[A-Za-z0-9_-]{30,90}") {
            prop_assert_eq!(open::<Position>(&key(), "", &text), Err(ForeignCursor));
            prop_assert_eq!(open::<Position>(&key(), "", &likely), Err(ForeignCursor));
        }
    }

    #[test]
    fn a_name_in_a_position_cannot_be_read() {
        let text = seal(&key(), "", &Position(1, "Munteanu".to_owned())).unwrap();
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).unwrap();
        assert!(!bytes.windows(8).any(|window| window == b"Munteanu"));
    }

    #[test]
    fn a_position_too_long_is_refused_when_sealing() {
        assert_eq!(seal(&key(), "", &"x".repeat(353)).map(|text| text.len()), Ok(MAX_LENGTH));
        assert_eq!(seal(&key(), "", &"x".repeat(354)), Err(Unsealable));
    }

    #[test]
    fn a_position_of_another_shape_is_foreign() {
        let text = seal(&key(), "", &"text").unwrap();
        assert_eq!(open::<Position>(&key(), "", &text), Err(ForeignCursor));
    }
}
