//! Answers from memory: written and compressed once, tagged once, given to everybody.

use std::{io::Write, marker::PhantomData, sync::Arc};

use actix_web::{
    HttpRequest, HttpResponse, Responder,
    body::BoxBody,
    http::header::{self, AcceptEncoding, Encoding, Header},
    web::Bytes,
};
use flate2::{Compression, write::GzEncoder};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::{
    describe::{Describe, Description},
    reply::{Reply, etag},
};
use crate::kernel::problem::Problem;

/// An answer, ready to be sent.
pub struct Kept {
    plain: (Bytes, String),
    /// A representation of its own, so with a tag of its own (RFC 9110, 8.8.3.3).
    gzip: (Bytes, String),
}

impl Kept {
    /// Writes an answer once.
    pub fn new(body: &impl Serialize) -> Result<Self, Problem> {
        Self::of_bytes(serde_json::to_vec(body).map_err(Problem::internal)?)
    }

    /// The same for what is no JSON.
    pub fn of_bytes(plain: Vec<u8>) -> Result<Self, Problem> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        let gzip = encoder.write_all(&plain).and_then(|()| encoder.finish()).map_err(Problem::internal)?;
        let tag = etag(0, &plain);
        let gzip_tag = format!("{}-gz\"", tag.trim_end_matches('"'));
        Ok(Self { plain: (plain.into(), tag), gzip: (gzip.into(), gzip_tag) })
    }

    /// Its bytes, uncompressed.
    pub const fn plain(&self) -> &Bytes {
        &self.plain.0
    }

    /// What it weighs in memory, in bytes.
    pub fn weight(&self) -> usize {
        self.plain.0.len() + self.gzip.0.len()
    }

    /// Answers with it: 304 where the caller has it already; for so many seconds it may be kept.
    pub fn answer(&self, request: &HttpRequest, media_type: &str, varies: &str, fresh: u32) -> HttpResponse {
        let compressed = takes_gzip(request);
        let (bytes, tag) = if compressed { &self.gzip } else { &self.plain };
        let seen = request.headers().get(header::IF_NONE_MATCH).and_then(|seen| seen.to_str().ok()).unwrap_or_default();
        let unchanged = seen == "*" || seen.split(',').any(|seen| seen.trim().trim_start_matches("W/") == tag);
        let mut answer = if unchanged { HttpResponse::NotModified() } else { HttpResponse::Ok() };
        answer
            .insert_header((header::CACHE_CONTROL, format!("public, max-age={fresh}")))
            .insert_header((header::VARY, varies))
            .insert_header((header::ETAG, tag.as_str()));
        if unchanged {
            return answer.finish();
        }
        if compressed {
            answer.insert_header((header::CONTENT_ENCODING, "gzip"));
        }
        answer.content_type(media_type).body(bytes.clone())
    }
}

/// What `T` says in the contract, and its media type.
pub trait Media: ToSchema {
    const TYPE: &'static str = "application/json";
    /// What the answer varies with, besides its coding.
    const VARIES: &'static str = "Accept-Encoding";
}

/// An answer of type `T` that everybody may keep for a minute, or for less where a change is nearer.
pub struct FromMemory<T> {
    kept: Arc<Kept>,
    /// In seconds.
    fresh: u32,
    says: PhantomData<fn() -> T>,
}

/// So many seconds an answer is good, where no change is known to come.
pub const FRESH: u32 = 60;

impl<T> From<Arc<Kept>> for FromMemory<T> {
    fn from(kept: Arc<Kept>) -> Self {
        Self { kept, fresh: FRESH, says: PhantomData }
    }
}

impl<T> FromMemory<T> {
    /// The answer changes in so many seconds at the latest: nobody keeps it longer.
    pub fn until_change_in(self, seconds: Option<u32>) -> Self {
        Self { fresh: seconds.map_or(self.fresh, |seconds| seconds.min(self.fresh)), ..self }
    }
}

impl<T: Media> Describe for FromMemory<T> {
    fn describe(description: &mut Description) {
        Reply::<T>::describe(description);
        if let Some((_, Some(content))) = &mut description.success {
            *content = json!({ T::TYPE: content["application/json"].clone() });
        }
    }
}

impl<T: Media> Responder for FromMemory<T> {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse<BoxBody> {
        self.kept.answer(request, T::TYPE, T::VARIES, self.fresh)
    }
}

fn takes_gzip(request: &HttpRequest) -> bool {
    if !request.headers().contains_key(header::ACCEPT_ENCODING) {
        return false;
    }
    let ours = [Encoding::gzip(), Encoding::identity()];
    AcceptEncoding::parse(request).is_ok_and(|accepted| accepted.negotiate(ours.iter()) == Some(Encoding::gzip()))
}
