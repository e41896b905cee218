//! The body of a part: raw bytes, bounded, with an optional checksum (RFC 9530).

use std::{future::Future, pin::Pin};

use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::header,
    web::{Bytes, BytesMut},
};
use aws_lc_rs::digest::{SHA256, digest};
use base64::{Engine, prelude::BASE64_STANDARD};
use futures_util::StreamExt;
use serde_json::json;

use super::LARGEST_PART;
use crate::kernel::{
    http::{
        bounds,
        describe::{Describe, Description},
    },
    problem::{Kind, Problem},
    text::Text,
};

const MEDIA_TYPE: &str = "application/octet-stream";

/// The bytes of a part, 1 to 5 MiB, as sent.
#[derive(Clone)]
pub struct PartBody {
    /// The bytes.
    pub bytes: Bytes,
    /// SHA-256 by the sender's own count.
    announced: Option<Vec<u8>>,
}

impl FromRequest for PartBody {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let text = |name| request.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let media = text(header::CONTENT_TYPE).unwrap_or_default();
        let length = text(header::CONTENT_LENGTH).and_then(|length| length.parse::<usize>().ok());
        let checksum = request.headers().get("Content-Digest").map(|value| value.to_str().map(str::to_owned).unwrap_or_default());
        let mut payload = payload.take();
        Box::pin(async move {
            if !media.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(MEDIA_TYPE) {
                return Err(Problem::new(Kind::UNSUPPORTED_MEDIA_TYPE).with("expected", MEDIA_TYPE));
            }
            let too_large = || Problem::new(Kind::TOO_LARGE).with("largest", LARGEST_PART);
            if length.is_some_and(|length| length > LARGEST_PART) {
                return Err(too_large());
            }
            let mut body = BytesMut::with_capacity(length.unwrap_or(0));
            while let Some(chunk) = payload.next().await {
                let chunk = chunk.map_err(|_| Problem::new(Kind::MALFORMED))?;
                if body.len() + chunk.len() > LARGEST_PART {
                    return Err(too_large());
                }
                body.extend_from_slice(&chunk);
            }
            if body.is_empty() {
                return Err(super::refusal::refused(
                    "file-empty",
                    Text::new("Partea este goală.", "Часть пуста.", "The part is empty."),
                ));
            }
            let announced = checksum.map(|checksum| announced(&checksum)).transpose()?;
            Ok(Self { bytes: body.freeze(), announced })
        })
    }
}

/// Reads `Content-Digest: sha-256=:...:`. Other algorithms in the list are passed over.
fn announced(checksum: &str) -> Result<Vec<u8>, Problem> {
    let given = checksum.split(',').find_map(|item| item.trim().strip_prefix("sha-256=:")?.strip_suffix(':'));
    given.and_then(|given| BASE64_STANDARD.decode(given).ok()).filter(|given| given.len() == 32).ok_or_else(|| {
        let text = "sha-256=:...: (RFC 9530)";
        let text = Text::new(format!("Se așteaptă {text}."), format!("Ожидается {text}."), format!("Expected is {text}."));
        Problem::violation("Content-Digest", "wrong-format", text)
    })
}

impl PartBody {
    /// What came is what was announced, where something was.
    pub fn check(&self) -> Result<(), Problem> {
        match &self.announced {
            Some(announced) if announced != digest(&SHA256, &self.bytes).as_ref() => Err(Problem::violation(
                "Content-Digest",
                "digest-differs",
                Text::new(
                    "Suma de control nu corespunde conținutului primit; trimiteți partea din nou.",
                    "Контрольная сумма не соответствует полученному; отправьте часть снова.",
                    "The checksum is not that of what came; send the part again.",
                ),
            )),
            _ => Ok(()),
        }
    }
}

impl Describe for PartBody {
    fn describe(description: &mut Description) {
        description.header(
            "Content-Digest",
            false,
            "Checksum of the part (RFC 9530, sha-256); compared where it is given.",
            json!({ "type": "string", "pattern": "^sha-256=:[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=:$", "maxLength": 54 }),
            "sha-256=:mC2ePrmW9VnmM/TRlN7zdh2Qn1o7ZH0ahR/q1nwyydE=:",
        );
        let mut schema = bounds::bytes_of(MEDIA_TYPE, LARGEST_PART as u64);
        schema["minLength"] = json!(1);
        description.body = Some(json!({ "required": true, "content": { MEDIA_TYPE: { "schema": schema } } }));
        description.statuses.extend([400, 413, 415]);
    }
}
