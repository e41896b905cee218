//! Access tokens: short-lived JWTs (RFC 8725) behind which a session stands on the server.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::{DateTime, Utc};
use jsonwebtoken::{Header, Validation};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::kernel::{
    keys::{KeyRing, TokenKeys},
    problem::{Kind, Problem},
};

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
    keys: Arc<KeyRing>,
    known: Mutex<HashMap<String, Claims>>,
}

impl Tokens {
    /// Tokens of this issuer for this audience; the ring's current key signs, the one before it still verifies.
    pub fn new(issuer: &str, audience: &str, keys: Arc<KeyRing>) -> Self {
        Self { issuer: issuer.to_owned(), audience: audience.to_owned(), keys, known: Mutex::default() }
    }

    /// Who issues the tokens: the platform's public address.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The public keys (RFC 7517), for whoever checks our tokens.
    pub fn jwks(&self) -> &serde_json::Value {
        self.keys.tokens().jwks()
    }

    /// A token for a session.
    pub fn issue(&self, account: Uuid, session: Uuid, now: DateTime<Utc>) -> Result<String, Problem> {
        let iat = now.timestamp();
        let claims =
            Claims { iss: self.issuer.clone(), aud: self.audience.clone(), sub: account, sid: session, iat, exp: iat + LIFETIME };
        let keys = self.keys.tokens();
        let header = Header { typ: Some("at+jwt".into()), ..keys.header() };
        jsonwebtoken::encode(&header, &claims, keys.encoding_key()).map_err(Problem::internal)
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
        let key = header.kid.and_then(|kid| self.keys.token_key(&kid)).ok_or_else(refused)?;
        let mut rules = Validation::new(TokenKeys::ALGORITHM);
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

#[cfg(test)]
mod tests {
    use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
    use proptest::{prelude::*, sample::Index};

    use super::*;
    use crate::kernel::keys::Origin;

    fn tokens() -> Tokens {
        let folder = tempfile::tempdir().expect("a folder");
        let keys = KeyRing::generate(folder.path(), Origin::Development).expect("keys");
        Tokens::new("https://migratie.invalid/", "migratie-api", Arc::new(keys))
    }

    #[test]
    fn no_text_is_a_token_but_one_of_ours() {
        let (tokens, now) = (tokens(), DateTime::from_timestamp(10, 0).expect("an instant"));
        let good = tokens.issue(Uuid::from_u128(1), Uuid::from_u128(2), now).expect("a token");
        tokens.check(&good, now).expect("ours");
        let texts = (any::<String>(), prop::collection::vec("[A-Za-z0-9_=+/-]{0,60}", 0..5), any::<Index>(), any::<char>());
        let json = (
            "\\{\"typ\":\"at\\+jwt\"(,\"alg\":\"(EdDSA|ES256|HS256|none)\")?(,\"kid\":(\"x\"|7|null))?\\}",
            "\\{(\"exp\":-?[0-9]{1,25})?\\}",
        );
        let run = |(text, parts, at, with): (String, Vec<String>, Index, char), (header, claims): (String, String)| {
            let part = |text: &str| BASE64_URL_SAFE_NO_PAD.encode(text);
            let at = at.index(good.len());
            let changed = format!("{}{with}{}", &good[..at], &good[at + 1..]);
            let cut = good[..at].to_owned();
            let all = [text, parts.join("."), cut, changed, format!("{}.{}.{}", part(&header), part(&claims), part("signature"))];
            for text in all.iter().filter(|text| **text != good) {
                prop_assert_eq!(
                    tokens.check(text, now).map(drop).map_err(|refused| refused.code()),
                    Err("token-refused"),
                    "{}",
                    text
                );
            }
            Ok::<(), TestCaseError>(())
        };
        proptest!(|(texts in texts, json in json)| { run(texts, json)?; });
    }
}
