//! **Provisional.** A signed envelope in the place of XML signatures, until SAML and WS-Security are spoken: base64 of
//! `{"payload": base64, "signature": base64}`, Ed25519 over the payload's very bytes. So a forged answer is refused from
//! the first day, and what replaces it later is transport only.

use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

use super::wire;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope {
    #[serde(with = "wire::base64_bytes")]
    payload: Vec<u8>,
    #[serde(with = "wire::base64_bytes")]
    signature: Vec<u8>,
}

/// Seeds of the stand-ins' keys. They are published here, so whatever they sign proves nothing: production refuses them.
pub mod development {
    /// MPass's stand-in.
    pub const MPASS: &[u8; 32] = b"migratie-sandbox-mpass-dev-key-1";
    /// MPay's stand-in.
    pub const MPAY: &[u8; 32] = b"migratie-sandbox-mpay-dev-key-01";
}

/// The partner's public key, pinned in the settings as base64 of its 32 bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct PartnerKey([u8; 32]);

/// Why a sealed message is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Not an envelope.
    #[error("not a sealed message")]
    Unreadable,
    /// Not signed by the pinned key.
    #[error("the signature is not the partner's")]
    Forged,
}

impl std::fmt::Debug for PartnerKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "PartnerKey({})", STANDARD.encode(self.0))
    }
}

impl<'de> Deserialize<'de> for PartnerKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = STANDARD.decode(String::deserialize(deserializer)?).map_err(|_| D::Error::custom("a key is base64"))?;
        bytes.try_into().map(Self).map_err(|_| D::Error::custom("an Ed25519 public key has 32 bytes"))
    }
}

impl PartnerKey {
    /// Whether it is a stand-in's key.
    pub fn is_for_development(&self) -> bool {
        [development::MPASS, development::MPAY]
            .into_iter()
            .any(|seed| SealingKey::from_seed(seed).is_ok_and(|key| key.public() == *self))
    }

    /// Opens a sealed message: the payload, once the signature is found to be the partner's.
    pub fn open(&self, message: &str) -> Result<Vec<u8>, SealError> {
        let bytes = STANDARD.decode(message.trim()).map_err(|_| SealError::Unreadable)?;
        let envelope: Envelope = serde_json::from_slice(&bytes).map_err(|_| SealError::Unreadable)?;
        UnparsedPublicKey::new(&ED25519, &self.0)
            .verify(&envelope.payload, &envelope.signature)
            .map_err(|_| SealError::Forged)?;
        Ok(envelope.payload)
    }
}

/// A key that seals; only stand-ins hold one.
pub struct SealingKey {
    pair: Ed25519KeyPair,
    public: [u8; 32],
}

impl SealingKey {
    /// The key of a seed; a known seed gives a known key, fit for development only.
    pub fn from_seed(seed: &[u8; 32]) -> Result<Self, SealError> {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed).map_err(|_| SealError::Unreadable)?;
        let public = pair.public_key().as_ref().try_into().map_err(|_| SealError::Unreadable)?;
        Ok(Self { pair, public })
    }

    /// What the other side pins.
    pub fn public(&self) -> PartnerKey {
        PartnerKey(self.public)
    }

    /// Seals a payload.
    pub fn seal(&self, payload: &[u8]) -> String {
        let signature = self.pair.sign(payload);
        let envelope = serde_json::json!({ "payload": STANDARD.encode(payload), "signature": STANDARD.encode(signature) });
        STANDARD.encode(envelope.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_pinned_key_opens_doors() {
        let (ours, other) = (SealingKey::from_seed(&[7; 32]).unwrap(), SealingKey::from_seed(&[8; 32]).unwrap());
        let message = ours.seal(b"paid");
        assert_eq!(ours.public().open(&message).unwrap(), b"paid");
        assert_eq!(other.public().open(&message), Err(SealError::Forged));
        assert_eq!(ours.public().open("paid"), Err(SealError::Unreadable));
    }

    #[test]
    fn a_changed_payload_is_refused() {
        let key = SealingKey::from_seed(&[7; 32]).unwrap();
        let bytes = STANDARD.decode(key.seal(b"10.00")).unwrap();
        let mut envelope: Envelope = serde_json::from_slice(&bytes).unwrap();
        envelope.payload = b"99.00".to_vec();
        let forged = STANDARD.encode(serde_json::to_vec(&envelope).unwrap());
        assert_eq!(key.public().open(&forged), Err(SealError::Forged));
    }
}
