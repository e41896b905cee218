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

use crate::kernel::{
    http::{
        describe::{Describe, Description},
        reply::{Reply, etag},
    },
    problem::Problem,
};

/// An answer, ready to be sent.
pub struct Kept {
    plain: (Bytes, String),
    /// A representation of its own, so with a tag of its own (RFC 9110, 8.8.3.3).
    gzip: (Bytes, String),
}

impl Kept {
    /// Writes an answer once.
    pub fn new(body: &impl Serialize) -> Result<Self, Problem> {
        let plain = serde_json::to_vec(body).map_err(Problem::internal)?;
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        let gzip = encoder.write_all(&plain).and_then(|()| encoder.finish()).map_err(Problem::internal)?;
        let tag = etag(0, &plain);
        let gzip_tag = format!("{}-gz\"", tag.trim_end_matches('"'));
        Ok(Self { plain: (plain.into(), tag), gzip: (gzip.into(), gzip_tag) })
    }
}

/// What `T` says in the contract, and its media type.
pub trait Media: ToSchema {
    const TYPE: &'static str = "application/json";
    /// What the answer varies with, besides its coding.
    const VARIES: &'static str = "Accept-Encoding";
}

/// An answer of type `T` that everybody may keep for a minute.
pub struct FromMemory<T>(Arc<Kept>, PhantomData<fn() -> T>);

impl<T> From<Arc<Kept>> for FromMemory<T> {
    fn from(kept: Arc<Kept>) -> Self {
        Self(kept, PhantomData)
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
        let compressed = takes_gzip(request);
        let (bytes, tag) = if compressed { &self.0.gzip } else { &self.0.plain };
        let seen = request.headers().get(header::IF_NONE_MATCH).and_then(|seen| seen.to_str().ok()).unwrap_or_default();
        let unchanged = seen == "*" || seen.split(',').any(|seen| seen.trim().trim_start_matches("W/") == tag);
        let mut answer = if unchanged { HttpResponse::NotModified() } else { HttpResponse::Ok() };
        answer
            .insert_header((header::CACHE_CONTROL, "public, max-age=60"))
            .insert_header((header::VARY, T::VARIES))
            .insert_header((header::ETAG, tag.as_str()));
        if unchanged {
            return answer.finish();
        }
        if compressed {
            answer.insert_header((header::CONTENT_ENCODING, "gzip"));
        }
        answer.content_type(T::TYPE).body(bytes.clone())
    }
}

fn takes_gzip(request: &HttpRequest) -> bool {
    if !request.headers().contains_key(header::ACCEPT_ENCODING) {
        return false;
    }
    let ours = [Encoding::gzip(), Encoding::identity()];
    AcceptEncoding::parse(request).is_ok_and(|accepted| accepted.negotiate(ours.iter()) == Some(Encoding::gzip()))
}
