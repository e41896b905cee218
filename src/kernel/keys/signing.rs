//! Ed25519 keys that sign, and the public halves of those that did.

use aws_lc_rs::{
    digest,
    rand::SystemRandom,
    signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{KeyError, file::Signing};

const BEGIN: &str = "-----BEGIN PRIVATE KEY-----\n";
const END: &str = "-----END PRIVATE KEY-----\n";

/// A key pair as it stands in the file.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeyPair {
    pub kid: String,
    created_at: DateTime<Utc>,
    /// PKCS #8 in PEM.
    pub private_key: String,
}

/// A public key as it stands in the file.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PublicKey {
    pub kid: String,
    created_at: DateTime<Utc>,
    /// 32 bytes in base64.
    public_key: String,
}

impl KeyPair {
    pub fn generate() -> Result<Self, KeyError> {
        let document = Ed25519KeyPair::generate_pkcs8v1(&SystemRandom::new())?;
        let pair = Ed25519KeyPair::from_pkcs8(document.as_ref()).map_err(|_| KeyError::Cryptography)?;
        // One line of base64: a private Ed25519 key has 48 bytes.
        let private_key = format!("{BEGIN}{}\n{END}", BASE64_STANDARD.encode(document.as_ref()));
        Ok(Self { kid: kid_of(pair.public_key().as_ref()), created_at: Utc::now(), private_key })
    }

    /// The PKCS #8 document.
    fn document(&self) -> Option<Vec<u8>> {
        let base64 = self.private_key.strip_prefix(BEGIN)?.strip_suffix(END)?;
        BASE64_STANDARD.decode(base64.replace('\n', "")).ok()
    }

    fn pair(&self) -> Option<Ed25519KeyPair> {
        Ed25519KeyPair::from_pkcs8(&self.document()?).ok()
    }

    pub fn public_key(&self) -> Option<PublicKey> {
        let public_key = BASE64_STANDARD.encode(self.pair()?.public_key().as_ref());
        Some(PublicKey { kid: self.kid.clone(), created_at: self.created_at, public_key })
    }
}

/// The first 16 hexadecimal digits of the public key's SHA-256.
fn kid_of(public_key: &[u8]) -> String {
    hex::encode(&digest::digest(&digest::SHA256, public_key).as_ref()[..8])
}

/// Signs with the current key, verifies with that and the retired ones.
pub struct SigningKeys {
    pair: Ed25519KeyPair,
    /// The current one first.
    public: Vec<(String, [u8; 32])>,
}

impl std::fmt::Debug for SigningKeys {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "SigningKeys {:?}", self.public.iter().map(|(kid, _)| kid).collect::<Vec<_>>())
    }
}

impl SigningKeys {
    pub(super) fn new(content: &Signing) -> Option<Self> {
        let pair = content.current.pair()?;
        let current = (content.current.kid.clone(), <[u8; 32]>::try_from(pair.public_key().as_ref()).ok()?);
        let mut public: Vec<(String, [u8; 32])> = vec![current];
        for retired in &content.retired {
            let bytes = BASE64_STANDARD.decode(&retired.public_key).ok()?;
            public.push((retired.kid.clone(), bytes.try_into().ok()?));
        }
        public.iter().all(|(kid, key)| *kid == kid_of(key)).then_some(Self { pair, public })
    }

    /// The name of the current key.
    pub fn kid(&self) -> &str {
        &self.public[0].0
    }

    /// Signs with the current key: 64 bytes, always the same for the same message.
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.pair.sign(message).as_ref().to_vec()
    }

    /// Whether the key of that name signed the message; `false` where no such key is known.
    pub fn verify(&self, kid: &str, message: &[u8], signature: &[u8]) -> bool {
        let key = self.public.iter().find(|(known, _)| known == kid);
        key.is_some_and(|(_, key)| UnparsedPublicKey::new(&ED25519, key).verify(message, signature).is_ok())
    }

    /// Names and public keys, the current one first: for those who verify without this system.
    pub fn public_keys(&self) -> impl Iterator<Item = (&str, &[u8; 32])> {
        self.public.iter().map(|(kid, key)| (kid.as_str(), key))
    }
}
