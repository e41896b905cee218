//! Client assertions of partner systems (RFC 7523, `private_key_jwt`): who signed, for us, once, for five minutes at most.

use chrono::{DateTime, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, jwk::Jwk};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How long an assertion may live, in seconds.
pub const LONGEST: i64 = 300;
/// How far another machine's clock may be ahead of ours, in seconds.
const SKEW: i64 = 30;

/// A system's public keys (JWK set, RFC 7517).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublicKeys {
    /// The keys; several while one takes over from another.
    #[schema(min_items = 1, max_items = 5)]
    pub keys: Vec<PublicKey>,
}

/// A public key (RFC 7517): Ed25519, P-256 or RSA of at least 2048 bits. The private members of a JWK are unknown fields here.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({ "kty": "OKP", "crv": "Ed25519", "kid": "2026-1", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" })))]
pub struct PublicKey {
    /// Kind of key.
    pub kty: KeyKind,
    /// Its name, which the assertion's header gives.
    #[schema(min_length = 1, max_length = 64)]
    pub kid: String,
    /// `Ed25519` or `P-256`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 10)]
    pub crv: Option<String>,
    /// Of a curve.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(pattern = "^[A-Za-z0-9_-]+$", max_length = 100)]
    pub x: Option<String>,
    /// Of P-256.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(pattern = "^[A-Za-z0-9_-]+$", max_length = 100)]
    pub y: Option<String>,
    /// Of RSA.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(pattern = "^[A-Za-z0-9_-]+$", min_length = 342, max_length = 1400)]
    pub n: Option<String>,
    /// Of RSA.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(pattern = "^[A-Za-z0-9_-]+$", max_length = 20)]
    pub e: Option<String>,
    /// `sig`, if it says.
    #[serde(rename = "use", skip_serializing_if = "Option::is_none")]
    #[schema(pattern = "^sig$", max_length = 3)]
    pub purpose: Option<String>,
    /// `EdDSA`, `ES256` or `RS256`, if it says.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(pattern = "^(EdDSA|ES256|RS256)$", max_length = 5)]
    pub alg: Option<String>,
}

/// Kinds of key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum KeyKind {
    /// Ed25519.
    #[serde(rename = "OKP")]
    Okp,
    /// P-256.
    #[serde(rename = "EC")]
    Ec,
    /// RSA.
    #[serde(rename = "RSA")]
    Rsa,
}

impl PublicKey {
    /// The only algorithm that this key is good for: the key decides, never the assertion's own header.
    fn algorithm(&self) -> Option<Algorithm> {
        match (self.kty, self.crv.as_deref()) {
            (KeyKind::Okp, Some("Ed25519")) => Some(Algorithm::EdDSA),
            (KeyKind::Ec, Some("P-256")) => Some(Algorithm::ES256),
            (KeyKind::Rsa, None) => Some(Algorithm::RS256),
            _ => None,
        }
    }

    /// As the library reads it. `alg` and `use` are left out: the kind of key says enough.
    fn decoding_key(&self) -> Option<DecodingKey> {
        let bare = Self { alg: None, purpose: None, ..self.clone() };
        let jwk: Jwk = serde_json::from_value(serde_json::to_value(bare).ok()?).ok()?;
        DecodingKey::from_jwk(&jwk).ok()
    }
}

impl PublicKeys {
    /// Whether every key can be used and no name stands twice.
    pub fn are_usable(&self) -> bool {
        let mut names: Vec<&str> = self.keys.iter().map(|key| key.kid.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names.len() == self.keys.len() && self.keys.iter().all(|key| key.algorithm().is_some() && key.decoding_key().is_some())
    }
}

/// Why an assertion is refused. For the log; the caller is told only that it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Not a signed JWT of one of the system's keys, or not for us, or without a claim that must be there.
    #[error("not an assertion of this system for this platform")]
    NotTheirs,
    /// Over, or not begun.
    #[error("outside its time")]
    OutsideItsTime,
    /// It could be used for longer than allowed.
    #[error("lives too long")]
    LivesTooLong,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    exp: i64,
    iat: Option<i64>,
    nbf: Option<i64>,
    jti: String,
}

/// An assertion that passed; its `jti` is remembered until it could not be sent again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// Its name.
    pub jti: String,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// Checks an assertion: signature by one of the system's keys, `iss` = `sub` = the client id, `aud` one of ours, `exp` not past and
/// at most five minutes ahead, `jti` present.
pub fn check(
    keys: &PublicKeys,
    assertion: &str,
    client: &str,
    audiences: &[String],
    now: DateTime<Utc>,
) -> Result<Accepted, Refused> {
    let header = jsonwebtoken::decode_header(assertion).map_err(|_| Refused::NotTheirs)?;
    let named = keys.keys.iter().find(|key| header.kid.as_deref() == Some(key.kid.as_str()));
    let key = named
        .or(if header.kid.is_none() && keys.keys.len() == 1 { keys.keys.first() } else { None })
        .ok_or(Refused::NotTheirs)?;
    let mut rules = Validation::new(key.algorithm().ok_or(Refused::NotTheirs)?);
    rules.set_audience(audiences);
    rules.set_issuer(&[client]);
    rules.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    // The platform's own clock decides, below.
    rules.validate_exp = false;
    rules.validate_nbf = false;
    let verifying = key.decoding_key().ok_or(Refused::NotTheirs)?;
    let claims = jsonwebtoken::decode::<Claims>(assertion, &verifying, &rules).map_err(|_| Refused::NotTheirs)?.claims;
    if claims.iss != client || claims.sub != client || !(1..=128).contains(&claims.jti.len()) {
        return Err(Refused::NotTheirs);
    }
    let now = now.timestamp();
    let begins = claims.nbf.into_iter().chain(claims.iat).max().unwrap_or(now);
    if claims.exp <= now || begins > now + SKEW {
        return Err(Refused::OutsideItsTime);
    }
    if claims.exp > now + LONGEST + SKEW {
        return Err(Refused::LivesTooLong);
    }
    let expires_at = DateTime::from_timestamp(claims.exp, 0).ok_or(Refused::OutsideItsTime)?;
    Ok(Accepted { jti: claims.jti, expires_at })
}

#[cfg(test)]
mod tests {
    use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
    use proptest::{prelude::*, sample::Index};
    use serde_json::json;

    use super::*;

    const NAME: &str = "partner-demo-1";
    /// The demo partner's key, which is published.
    const PRIVATE: &str = include_str!("../sandbox/partner_demo_key.pem");
    const PUBLIC: &str = "meB-UnFR_xGzhsAnrsEL6JZmFdd18BzsHE732xJes_g";

    fn keys() -> PublicKeys {
        let key = json!({ "kty": "OKP", "crv": "Ed25519", "kid": NAME, "x": PUBLIC });
        serde_json::from_value(json!({ "keys": [key] })).expect("keys")
    }

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(10, 0).expect("an instant")
    }

    fn asked(assertion: &str) -> Result<Accepted, Refused> {
        check(&keys(), assertion, "partner-demo", &["x".to_owned()], now())
    }

    fn good() -> String {
        let header = jsonwebtoken::Header { kid: Some(NAME.into()), ..jsonwebtoken::Header::new(Algorithm::EdDSA) };
        let key = jsonwebtoken::EncodingKey::from_ed_pem(PRIVATE.as_bytes()).expect("a key");
        let claims = json!({ "iss": "partner-demo", "sub": "partner-demo", "aud": "x", "exp": 100, "jti": "1" });
        jsonwebtoken::encode(&header, &claims, &key).expect("an assertion")
    }

    proptest! {
        #[test]
        fn any_text_is_no_assertion(text in any::<String>(), parts in prop::collection::vec("[A-Za-z0-9_=+/-]{0,60}", 0..5)) {
            prop_assert_eq!(asked(&text), Err(Refused::NotTheirs));
            prop_assert_eq!(asked(&parts.join(".")), Err(Refused::NotTheirs));
        }

        /// Parts that are JSON, and not what they should be.
        #[test]
        fn any_header_and_claims_are_refused_without_a_signature(
            header in "\\{(\"alg\":\"(EdDSA|ES256|RS256|HS256|none|x)\")?,?(\"kid\":(\"partner-demo-1\"|7|null|\\[\\]))?\\}",
            claims in "\\{(\"(iss|sub|aud|exp|jti)\":(\"partner-demo\"|-?[0-9]{1,25}|null|\\{\\}),?){0,4}\\}",
            signature in prop::collection::vec(any::<u8>(), 0..100),
        ) {
            let part = |bytes: &[u8]| BASE64_URL_SAFE_NO_PAD.encode(bytes);
            let text = format!("{}.{}.{}", part(header.as_bytes()), part(claims.as_bytes()), part(&signature));
            prop_assert_eq!(asked(&text), Err(Refused::NotTheirs));
        }

        #[test]
        fn a_changed_or_cut_assertion_is_refused(at: Index, with in any::<char>()) {
            let good = good();
            prop_assert!(asked(&good).is_ok());
            let at = at.index(good.len());
            let changed = format!("{}{with}{}", &good[..at], &good[at + 1..]);
            if changed != good {
                prop_assert!(asked(&changed).is_err(), "{}", changed);
            }
            prop_assert!(asked(&good[..at]).is_err());
        }

        /// Keys are sent by an administrator.
        #[test]
        fn any_key_is_survived(crv in "(Ed25519|P-256|x)?", parts in prop::collection::vec("[A-Za-z0-9_-]{0,90}", 4)) {
            for kty in ["OKP", "EC", "RSA"] {
                let jwk = json!({ "kty": kty, "kid": NAME, "crv": crv, "x": parts[0], "y": parts[1], "n": parts[2], "e": parts[3] });
                let read: Result<PublicKeys, _> = serde_json::from_value(json!({ "keys": [jwk] }));
                let keys = read.expect("well-formed");
                keys.are_usable();
                prop_assert!(check(&keys, &good(), "partner-demo", &["x".to_owned()], now()).is_err());
            }
        }
    }
}
