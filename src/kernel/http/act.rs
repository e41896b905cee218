//! What makes a change safe to retry and safe together: `Idempotency-Key` and `If-Match`.

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header};
use aws_lc_rs::digest::{Context, SHA256};
use futures_util::future::{Ready, ready};

use crate::kernel::{
    problem::{Kind, Problem},
    text::Text,
};

/// A body that acts, with the key under which it may be sent again.
pub struct Act<T> {
    /// The validated body.
    pub body: T,
    /// The key, bound to what was sent.
    pub key: IdempotencyKey,
}

/// The caller's own name for one act: 8 to 128 visible ASCII characters.
#[derive(Debug, Clone)]
pub struct IdempotencyKey {
    /// As the caller wrote it.
    pub key: String,
    /// SHA-256 of path and body: the same key with anything else is refused (422).
    pub digest: Vec<u8>,
}

impl IdempotencyKey {
    pub(super) fn of(request: &HttpRequest) -> Result<Self, Problem> {
        let key = request.headers().get("Idempotency-Key").ok_or_else(|| Problem::new(Kind::IDEMPOTENCY_KEY_MISSING))?;
        let key = key.to_str().unwrap_or_default();
        if !(8..=128).contains(&key.len()) || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Problem::violation(
                "Idempotency-Key",
                "wrong-format",
                Text::new(
                    "De la 8 până la 128 de caractere ASCII vizibile.",
                    "От 8 до 128 видимых символов ASCII.",
                    "8 to 128 visible ASCII characters.",
                ),
            ));
        }
        Ok(Self { key: key.to_owned(), digest: Vec::new() })
    }

    pub(super) fn over(mut self, path: &str, body: &[u8]) -> Self {
        let mut context = Context::new(&SHA256);
        context.update(path.as_bytes());
        context.update(&[0]);
        context.update(body);
        self.digest = context.finish().as_ref().to_vec();
        self
    }
}

/// The version the caller has seen, from `If-Match`.
#[derive(Debug, Clone, Copy)]
pub struct IfMatch {
    version: i32,
}

impl IfMatch {
    /// Compares with the version that stands: stale is 412.
    pub fn check(&self, version: i32) -> Result<(), Problem> {
        if self.version == version {
            Ok(())
        } else {
            Err(Problem::new(Kind::GONE_STALE)
                .detail(Text::new(
                    "Înregistrarea s-a schimbat de când ați citit-o. Citiți-o din nou și repetați.",
                    "Запись изменилась с тех пор, как вы её прочли. Прочтите её снова и повторите.",
                    "The record has changed since you read it. Read it again and repeat.",
                ))
                .with("currentVersion", version))
        }
    }
}

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(request))
    }
}

/// Reads `"<version>-<hash>"`. The hash belongs to the representation; what is compared is the version.
fn read(request: &HttpRequest) -> Result<IfMatch, Problem> {
    let value = request.headers().get(header::IF_MATCH).ok_or_else(|| Problem::new(Kind::IF_MATCH_MISSING))?;
    let tag = value.to_str().unwrap_or_default().trim();
    let strong = tag.strip_prefix('"').and_then(|tag| tag.strip_suffix('"'));
    let version = strong.and_then(|tag| tag.split_once('-')?.0.parse().ok());
    // A tag that this platform cannot have given matches nothing (RFC 9110, 13.1.1).
    version.map(|version| IfMatch { version }).ok_or_else(|| Problem::new(Kind::GONE_STALE))
}
