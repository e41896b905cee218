//! Answers: a JSON object with its strong ETag, in a form that can be stored and given again to a retry.

use std::marker::PhantomData;

use actix_web::{HttpRequest, HttpResponse, Responder, body::BoxBody, http::StatusCode, http::header};
use aws_lc_rs::digest::{SHA256, digest};
use serde::{Serialize, de::DeserializeOwned};

use crate::kernel::problem::Problem;

/// An answer as bytes: what an idempotency key gives again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// HTTP status.
    pub status: u16,
    /// Strong entity tag, quotes included.
    pub etag: Option<String>,
    /// Where the thing that was made can be read.
    pub location: Option<String>,
    /// The JSON body; empty for 204.
    pub body: Vec<u8>,
}

/// An answer with a body of type `T`.
pub struct Reply<T, const STATUS: u16 = 200> {
    stored: Stored,
    body: PhantomData<T>,
}

/// 201: something was made and can be read at once.
pub type Created<T> = Reply<T, 201>;
/// 202: it is being done.
pub type Accepted<T> = Reply<T, 202>;
/// 204: done, nothing to say.
pub type NoContent = Reply<super::input::Nothing, 204>;

impl<T: Serialize, const STATUS: u16> Reply<T, STATUS> {
    /// A record with its version: the ETag is `"<version>-<hash of the representation>"`.
    pub fn record(version: i32, body: &T) -> Result<Self, Problem> {
        let bytes = serde_json::to_vec(body).map_err(Problem::internal)?;
        let etag = Some(etag(version, &bytes));
        Ok(Self { stored: Stored { status: STATUS, etag, location: None, body: bytes }, body: PhantomData })
    }

    /// An answer that is no record of its own (a list, a report).
    pub fn plain(body: &T) -> Result<Self, Problem> {
        let bytes = serde_json::to_vec(body).map_err(Problem::internal)?;
        Ok(Self {
            stored: Stored { status: STATUS, etag: Some(etag(0, &bytes)), location: None, body: bytes },
            body: PhantomData,
        })
    }

    /// Says where it can be read.
    pub fn at(mut self, location: impl Into<String>) -> Self {
        self.stored.location = Some(location.into());
        self
    }
}

impl NoContent {
    /// Done.
    pub fn done() -> Self {
        Self { stored: Stored { status: 204, etag: None, location: None, body: Vec::new() }, body: PhantomData }
    }
}

impl<T, const STATUS: u16> Reply<T, STATUS> {
    /// The answer as it is kept for retries.
    pub fn stored(&self) -> &Stored {
        &self.stored
    }

    /// An answer given before.
    pub fn again(stored: Stored) -> Self {
        Self { stored, body: PhantomData }
    }
}

impl<T: DeserializeOwned, const STATUS: u16> Reply<T, STATUS> {
    /// The body read back; tests and other rooms use it.
    pub fn read(&self) -> Result<T, Problem> {
        serde_json::from_slice(&self.stored.body).map_err(Problem::internal)
    }
}

/// The strong tag of a representation.
pub fn etag(version: i32, body: &[u8]) -> String {
    format!("\"{version}-{}\"", hex::encode(&digest(&SHA256, body).as_ref()[..8]))
}

impl<T, const STATUS: u16> Responder for Reply<T, STATUS> {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse<BoxBody> {
        let Stored { status, etag, location, body } = self.stored;
        let mut answer = HttpResponse::build(StatusCode::from_u16(status).unwrap_or(StatusCode::OK));
        answer.insert_header((header::CACHE_CONTROL, "private, no-store"));
        if let Some(location) = location {
            answer.insert_header((header::LOCATION, location));
        }
        if let Some(etag) = etag {
            let unchanged =
                request.method() == actix_web::http::Method::GET
                    && request.headers().get(header::IF_NONE_MATCH).and_then(|seen| seen.to_str().ok()).is_some_and(|seen| {
                        seen == "*" || seen.split(',').any(|seen| seen.trim().trim_start_matches("W/") == etag)
                    });
            answer.insert_header((header::ETAG, etag));
            if unchanged {
                answer.status(StatusCode::NOT_MODIFIED);
                return answer.finish();
            }
        }
        if status == 204 { answer.finish() } else { answer.content_type("application/json").body(body) }
    }
}
