//! The keys of access tokens, in the shape `jsonwebtoken` wants.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header};
use serde_json::{Value, json};

use super::{SigningKeys, file::Signing};

/// Signs tokens with the current key, verifies with that and the one before it.
pub struct TokenKeys {
    encoding: EncodingKey,
    /// The current one first.
    decoding: Vec<(String, DecodingKey)>,
    jwks: Value,
}

impl std::fmt::Debug for TokenKeys {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "TokenKeys {:?}", self.decoding.iter().map(|(kid, _)| kid).collect::<Vec<_>>())
    }
}

impl TokenKeys {
    pub(super) fn new(content: &Signing) -> Option<Self> {
        let keys = SigningKeys::new(content)?;
        let encoding = EncodingKey::from_ed_pem(content.current.private_key.as_bytes()).ok()?;
        let decoding = keys.public_keys().map(|(kid, key)| (kid.to_owned(), DecodingKey::from_ed_der(key))).collect();
        let jwk = |(kid, key): (&str, &[u8; 32])| {
            let x = BASE64_URL_SAFE_NO_PAD.encode(key);
            json!({ "kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": kid, "x": x })
        };
        let jwks = json!({ "keys": keys.public_keys().map(jwk).collect::<Vec<_>>() });
        Some(Self { encoding, decoding, jwks })
    }

    /// The only algorithm of our tokens; verifiers must accept no other.
    pub const ALGORITHM: Algorithm = Algorithm::EdDSA;

    /// The header of a new token: algorithm and name of the current key.
    pub fn header(&self) -> Header {
        Header { kid: self.decoding.first().map(|(kid, _)| kid.clone()), ..Header::new(Self::ALGORITHM) }
    }

    /// Signs new tokens.
    pub fn encoding_key(&self) -> &EncodingKey {
        &self.encoding
    }

    /// The key that the header of a token names, if it is ours.
    pub fn decoding_key(&self, kid: &str) -> Option<&DecodingKey> {
        self.decoding.iter().find(|(known, _)| known == kid).map(|(_, key)| key)
    }

    /// The public keys as a JSON Web Key Set (RFC 7517, RFC 8037).
    pub fn jwks(&self) -> &Value {
        &self.jwks
    }
}
