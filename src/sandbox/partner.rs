//! The demo partner's key pair. **For development only**: the private key is published here, so whatever it signs proves nothing.
//! Accounts of personas are made in development mode alone, and production refuses a database that has one, or this key.

use serde_json::{Value, json};

/// The private key of `partner-demo` (Ed25519, PKCS#8, PEM).
pub const PRIVATE_KEY: &str = include_str!("partner_demo_key.pem");
/// The name of the key.
pub const KEY_ID: &str = "partner-demo-1";

/// The public half.
pub const PUBLIC_KEY: &str = "meB-UnFR_xGzhsAnrsEL6JZmFdd18BzsHE732xJes_g";

/// The public half, as the account keeps it (JWK set).
pub fn jwks() -> Value {
    json!({ "keys": [{ "kty": "OKP", "crv": "Ed25519", "kid": KEY_ID, "x": PUBLIC_KEY }] })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::assertions::PublicKeys;

    #[test]
    fn the_public_half_is_the_private_key_s() {
        let keys: PublicKeys = serde_json::from_value(jwks()).expect("keys");
        assert!(keys.are_usable());
        let header =
            jsonwebtoken::Header { kid: Some(KEY_ID.into()), ..jsonwebtoken::Header::new(jsonwebtoken::Algorithm::EdDSA) };
        let key = jsonwebtoken::EncodingKey::from_ed_pem(PRIVATE_KEY.as_bytes()).expect("a key");
        let claims = json!({ "iss": "partner-demo", "sub": "partner-demo", "aud": "x", "exp": 100, "jti": "1" });
        let assertion = jsonwebtoken::encode(&header, &claims, &key).expect("an assertion");
        let now = chrono::DateTime::from_timestamp(10, 0).expect("an instant");
        crate::access::assertions::check(&keys, &assertion, "partner-demo", &["x".to_owned()], now).expect("accepted");
    }
}
