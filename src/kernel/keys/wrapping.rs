//! The keys under which the key of each blob is kept.

use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};

use super::{KeyError, file::Symmetric};

/// A data key, encrypted: nonce 12, ciphertext 32, tag 16.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrappedKey {
    /// Under which key.
    pub kid: String,
    /// 60 bytes.
    pub bytes: Vec<u8>,
}

/// Why a data key cannot be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotUnwrapped {
    /// The ring holds no key of that name: it is another ring, or an old copy.
    #[error("the key ring has no wrapping key {0}")]
    UnknownKey(String),
    /// Changed, or belongs to something else.
    #[error("the wrapped key has been changed")]
    Changed,
}

/// Wraps with the newest key, unwraps with any.
pub struct WrappingKeys {
    /// The newest last.
    keys: Vec<(String, RandomizedNonceKey)>,
}

impl std::fmt::Debug for WrappingKeys {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "WrappingKeys {:?}", self.keys.iter().map(|(kid, _)| kid).collect::<Vec<_>>())
    }
}

impl WrappingKeys {
    pub(super) fn new(content: &[Symmetric]) -> Option<Self> {
        let key = |key: &Symmetric| Some((key.kid.clone(), RandomizedNonceKey::new(&AES_256_GCM, &key.secret()?).ok()?));
        let keys = content.iter().map(key).collect::<Option<Vec<_>>>()?;
        (!keys.is_empty()).then_some(Self { keys })
    }

    /// The names of the keys.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(|(kid, _)| kid.as_str())
    }

    /// Whether there is a key of that name.
    pub fn knows(&self, kid: &str) -> bool {
        self.keys.iter().any(|(known, _)| known == kid)
    }

    /// Encrypts a data key with the newest key; `context` is what it belongs to and must be given again.
    pub fn wrap(&self, data_key: &[u8; 32], context: &[u8]) -> Result<WrappedKey, KeyError> {
        let (kid, key) = self.keys.last().ok_or(KeyError::Cryptography)?;
        let mut sealed = data_key.to_vec();
        let nonce = key.seal_in_place_append_tag(Aad::from(context), &mut sealed)?;
        Ok(WrappedKey { kid: kid.clone(), bytes: [nonce.as_ref(), &sealed[..]].concat() })
    }

    /// Decrypts a data key.
    pub fn unwrap(&self, wrapped: &WrappedKey, context: &[u8]) -> Result<[u8; 32], NotUnwrapped> {
        let known = self.keys.iter().find(|(kid, _)| *kid == wrapped.kid);
        let (_, key) = known.ok_or_else(|| NotUnwrapped::UnknownKey(wrapped.kid.clone()))?;
        let (nonce, sealed) = wrapped.bytes.split_at_checked(NONCE_LEN).ok_or(NotUnwrapped::Changed)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| NotUnwrapped::Changed)?;
        let mut sealed = sealed.to_vec();
        let opened = key.open_in_place(nonce, Aad::from(context), &mut sealed).map_err(|_| NotUnwrapped::Changed)?;
        <[u8; 32]>::try_from(&*opened).map_err(|_| NotUnwrapped::Changed)
    }
}
