//! **Provisional.** What makes a call MPay's until WS-Security is spoken: `MPay-Timestamp` (seconds since 1970) and `MPay-Signature`,
//! the HMAC-SHA256 of `<timestamp>.<body>` under the shared secret, in hexadecimal. A message lives five minutes, as WS-Security's do.
//! A call without that header must be an envelope sealed under MPay's own key (`partners::sealed`), as its stand-in sends it.

use actix_web::http::header::HeaderMap;
use aws_lc_rs::hmac;
use chrono::{DateTime, Utc};

use crate::partners::{
    mpay::{Fault, FaultCode},
    sealed::PartnerKey,
};

/// The header with the instant of signing.
pub const TIMESTAMP: &str = "MPay-Timestamp";
/// The header with the signature.
pub const SIGNATURE: &str = "MPay-Signature";

const LIFETIME_SECONDS: i64 = 300;

/// The signature of a body; stand-ins and tests make it.
pub fn sign(secret: &hmac::Key, timestamp: i64, body: &[u8]) -> String {
    hex::encode(hmac::sign(secret, &signed(timestamp, body)))
}

/// The message, once it is found to be MPay's.
pub fn open(
    secret: &hmac::Key,
    key: Option<&PartnerKey>,
    headers: &HeaderMap,
    body: &[u8],
    now: DateTime<Utc>,
) -> Result<Vec<u8>, Fault> {
    match (key, std::str::from_utf8(body)) {
        (Some(key), Ok(envelope)) if !headers.contains_key(SIGNATURE) => {
            key.open(envelope).map_err(|_| Fault::new(FaultCode::AuthenticationFailed, "the message is not sealed by MPay"))
        }
        _ => check(secret, headers, body, now).map(|()| body.to_vec()),
    }
}

/// Refuses whatever was not signed under the secret, within its lifetime.
fn check(secret: &hmac::Key, headers: &HeaderMap, body: &[u8], now: DateTime<Utc>) -> Result<(), Fault> {
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let timestamp = header(TIMESTAMP).and_then(|text| text.parse::<i64>().ok());
    let signature = header(SIGNATURE).and_then(|text| hex::decode(text).ok());
    let (Some(timestamp), Some(signature)) = (timestamp, signature) else {
        return Err(Fault::new(FaultCode::AuthenticationFailed, "the message is not signed"));
    };
    hmac::verify(secret, &signed(timestamp, body), &signature)
        .map_err(|_| Fault::new(FaultCode::AuthenticationFailed, "the message is not signed by MPay"))?;
    if (now.timestamp() - timestamp).abs() > LIFETIME_SECONDS {
        return Err(Fault::new(FaultCode::AuthenticationFailed, "the message is too old"));
    }
    Ok(())
}

fn signed(timestamp: i64, body: &[u8]) -> Vec<u8> {
    [timestamp.to_string().as_bytes(), b".", body].concat()
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn nothing_but_the_very_message_within_its_lifetime_passes(
            body in prop::collection::vec(any::<u8>(), 0..60),
            other in prop::collection::vec(any::<u8>(), 0..60),
            age in -600i64..600,
        ) {
            let (secret, foreign) = (hmac::Key::new(hmac::HMAC_SHA256, &[1; 32]), hmac::Key::new(hmac::HMAC_SHA256, &[2; 32]));
            let now: DateTime<Utc> = "2026-11-16T08:00:00Z".parse().unwrap();
            let timestamp = now.timestamp() - age;
            let mut headers = HeaderMap::new();
            let mut put = |name: &str, value: &str| {
                headers.insert(name.parse::<HeaderName>().unwrap(), HeaderValue::from_str(value).unwrap());
            };
            put(TIMESTAMP, &timestamp.to_string());
            put(SIGNATURE, &sign(&secret, timestamp, &body));
            prop_assert_eq!(check(&secret, &headers, &body, now).is_ok(), age.abs() <= 300);
            prop_assert!(check(&foreign, &headers, &body, now).is_err());
            if other != body {
                prop_assert!(check(&secret, &headers, &other, now).is_err());
            }
        }
    }
}
