//! The public halves of the keys that sign seals: all that a verifier needs.

use aws_lc_rs::{
    digest::{SHA256, digest},
    signature::{ED25519, UnparsedPublicKey},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde::{Deserialize, Serialize};

use crate::kernel::keys::SigningKeys;

/// A public key as exports and the API write it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PublicKey {
    /// The first 16 hexadecimal digits of the key's SHA-256.
    pub key_id: String,
    /// The 32 bytes in base64.
    pub public_key: String,
}

/// Keys by name.
#[derive(Debug, Clone, Default)]
pub struct PublicKeys(Vec<(String, [u8; 32])>);

impl PublicKeys {
    /// Those of the key ring, the retired ones included.
    pub fn of(keys: &SigningKeys) -> Self {
        Self(keys.public_keys().map(|(name, key)| (name.to_owned(), *key)).collect())
    }

    /// Reads written keys; `None` where one is no key or its name is not its own.
    pub fn read<'a>(written: impl IntoIterator<Item = &'a PublicKey>) -> Option<Self> {
        let read = |written: &PublicKey| {
            let key = key_of(&written.public_key)?;
            (name_of(&key) == written.key_id).then(|| (written.key_id.clone(), key))
        };
        written.into_iter().map(read).collect::<Option<Vec<_>>>().map(Self)
    }

    /// As they are written.
    pub fn written(&self) -> Vec<PublicKey> {
        self.0.iter().map(|(name, key)| PublicKey { key_id: name.clone(), public_key: BASE64_STANDARD.encode(key) }).collect()
    }

    /// Adds a key that is trusted, from its base64; its name is made from it.
    pub fn trust(&mut self, base64: &str) -> bool {
        key_of(base64).map(|key| self.0.push((name_of(&key), key))).is_some()
    }

    /// Only those that `trusted` has too.
    pub fn restricted_to(self, trusted: &Self) -> Self {
        Self(self.0.into_iter().filter(|key| trusted.0.contains(key)).collect())
    }

    /// Whether the key of that name signed the message.
    pub fn verify(&self, name: &str, message: &[u8], signature: &[u8]) -> bool {
        let key = self.0.iter().find(|(known, _)| known == name);
        key.is_some_and(|(_, key)| UnparsedPublicKey::new(&ED25519, key).verify(message, signature).is_ok())
    }

    /// Whether there is a key of that name.
    pub fn knows(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }
}

fn key_of(base64: &str) -> Option<[u8; 32]> {
    BASE64_STANDARD.decode(base64).ok()?.try_into().ok()
}

fn name_of(key: &[u8; 32]) -> String {
    hex::encode(&digest(&SHA256, key).as_ref()[..8])
}
