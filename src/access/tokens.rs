//! Access tokens: short-lived JWTs (RFC 8725) behind which a session stands on the server.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use chrono::{DateTime, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::kernel::problem::{Kind, Problem};

/// How long an access token lives, in seconds. It is renewed while the session lives.
pub const LIFETIME: i64 = 300;

/// What a token says: who (account) and which session; nothing personal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    iss: String,
    aud: String,
    /// Account.
    pub sub: Uuid,
    /// Session.
    pub sid: Uuid,
    iat: i64,
    /// When it ends, in seconds since 1970.
    pub exp: i64,
}

/// Makes and checks tokens.
pub struct Tokens {
    issuer: String,
    audience: String,
    signing: (String, EncodingKey),
    verifying: HashMap<String, DecodingKey>,
    known: Mutex<HashMap<String, Claims>>,
}

/// A pair of keys in PEM with their id.
pub struct SigningKey {
    /// `kid`.
    pub id: String,
    /// PKCS#8 private key (Ed25519).
    pub private_pem: String,
    /// SPKI public key.
    pub public_pem: String,
}

/// Why keys cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the access token key {0} cannot be read")]
pub struct UnusableKey(String);

impl Tokens {
    /// The first key signs; all of them verify, so that keys can be rotated.
    pub fn new(issuer: &str, audience: &str, keys: &[SigningKey]) -> Result<Self, UnusableKey> {
        let newest = keys.first().ok_or_else(|| UnusableKey("(none)".into()))?;
        let unusable = |key: &SigningKey| UnusableKey(key.id.clone());
        let signing = EncodingKey::from_ed_pem(newest.private_pem.as_bytes()).map_err(|_| unusable(newest))?;
        let mut verifying = HashMap::new();
        for key in keys {
            verifying.insert(key.id.clone(), DecodingKey::from_ed_pem(key.public_pem.as_bytes()).map_err(|_| unusable(key))?);
        }
        Ok(Self {
            issuer: issuer.to_owned(),
            audience: audience.to_owned(),
            signing: (newest.id.clone(), signing),
            verifying,
            known: Mutex::default(),
        })
    }

    /// A token for a session.
    pub fn issue(&self, account: Uuid, session: Uuid, now: DateTime<Utc>) -> Result<String, Problem> {
        let iat = now.timestamp();
        let claims =
            Claims { iss: self.issuer.clone(), aud: self.audience.clone(), sub: account, sid: session, iat, exp: iat + LIFETIME };
        let header = Header { kid: Some(self.signing.0.clone()), typ: Some("at+jwt".into()), ..Header::new(Algorithm::EdDSA) };
        jsonwebtoken::encode(&header, &claims, &self.signing.1).map_err(Problem::internal)
    }

    /// The claims of a token that is ours, meant for us and not expired at `now`.
    pub fn check(&self, token: &str, now: DateTime<Utc>) -> Result<Claims, Problem> {
        let refused = || Problem::new(Kind::TOKEN_REFUSED);
        let living = |claims: Claims| if claims.exp > now.timestamp() { Ok(claims) } else { Err(refused()) };
        if let Some(claims) = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(token).cloned() {
            return living(claims);
        }
        let header = jsonwebtoken::decode_header(token).map_err(|_| refused())?;
        if header.typ.as_deref() != Some("at+jwt") {
            return Err(refused());
        }
        let key = header.kid.and_then(|kid| self.verifying.get(&kid)).ok_or_else(refused)?;
        let mut rules = Validation::new(Algorithm::EdDSA);
        rules.set_issuer(&[&self.issuer]);
        rules.set_audience(&[&self.audience]);
        rules.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        // The platform's own clock decides, not the machine's.
        rules.validate_exp = false;
        let claims = jsonwebtoken::decode::<Claims>(token, key, &rules).map_err(|_| refused())?.claims;
        let claims = living(claims)?;
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= 10_000 {
            known.retain(|_, claims| claims.exp > now.timestamp());
        }
        if known.len() < 10_000 {
            known.insert(token.to_owned(), claims.clone());
        }
        Ok(claims)
    }
}
