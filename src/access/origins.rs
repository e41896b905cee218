//! Browsers: which origins may call, read from the registered frontends.
//!
//! The list is kept in the process and read again, by the first call from a browser that finds it older than 30 seconds; so a frontend
//! that is registered or closed is known to every copy of the program within that time.

use std::{
    collections::HashSet,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use actix_cors::Cors;
use actix_web::{
    body::{EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, header},
    middleware::Next,
    web,
};
use arc_swap::ArcSwap;

use super::{door::Door, store::frontends};
use crate::kernel::problem::{Kind, Problem};

/// How old the list may be, in seconds.
const AGE: i64 = 30;

/// The origins that may call.
#[derive(Default)]
pub struct Origins {
    known: ArcSwap<HashSet<String>>,
    read_at: AtomicI64,
}

impl Origins {
    fn allows(&self, origin: &str) -> bool {
        self.known.load().contains(origin)
    }

    /// Reads the list again where it is too old; of calls at one moment, one does.
    async fn refresh(&self, door: &Door) {
        let now = door.clock().now().timestamp();
        let read_at = self.read_at.load(Ordering::Relaxed);
        if now - read_at < AGE || self.read_at.compare_exchange(read_at, now, Ordering::Relaxed, Ordering::Relaxed).is_err() {
            return;
        }
        match door.open(|conn, _| frontends::allowed_origins(conn)).await {
            Ok(origins) => {
                self.known.store(Arc::new(origins.into_iter().map(|origin| origin.trim_end_matches('/').to_owned()).collect()))
            }
            // The former list holds; the next call tries again.
            Err(_) => self.read_at.store(read_at, Ordering::Relaxed),
        }
    }
}

/// The middleware that keeps the list fresh; it stands outside [`cors`].
pub async fn keep_fresh<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, actix_web::Error> {
    if request.headers().contains_key(header::ORIGIN)
        && let (Some(origins), Some(door)) = (request.app_data::<web::Data<Origins>>(), request.app_data::<web::Data<Door>>())
    {
        let (origins, door) = (origins.clone(), door.clone());
        origins.refresh(&door).await;
    }
    next.call(request).await
}

/// The middleware that writes a refused preflight as a problem; it stands outside [`cors`], which answers in plain words.
pub async fn tell_of_refusal<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, actix_web::Error> {
    let preflight = request.method() == Method::OPTIONS && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let answer = next.call(request).await?;
    if !preflight || !answer.status().is_client_error() || answer.response().error().is_none() {
        return Ok(answer.map_into_left_body());
    }
    let vary = answer.headers().get(header::VARY).cloned();
    let (request, _) = answer.into_parts();
    let mut refusal = Problem::new(Kind::CROSS_ORIGIN_REFUSED).answer(&request);
    if let Some(vary) = vary {
        refusal.headers_mut().insert(header::VARY, vary);
    }
    Ok(ServiceResponse::new(request, refusal).map_into_right_body())
}

/// What browsers are told (CORS). No credentials: tokens travel in a header, never in cookies.
pub fn cors(origins: Arc<Origins>) -> Cors {
    Cors::default()
        .allowed_origin_fn(move |origin, _| origin.to_str().is_ok_and(|origin| origins.allows(origin)))
        .allowed_methods(["GET", "POST", "PATCH", "PUT", "DELETE"])
        .allowed_headers([
            "Accept",
            "Accept-Language",
            "Authorization",
            "Content-Type",
            "Idempotency-Key",
            "If-Match",
            "If-None-Match",
            "Legal-Basis",
            "Legal-Reason",
            "Range",
        ])
        .expose_headers([
            "ETag",
            "Location",
            "API-Version",
            "Retry-After",
            "RateLimit",
            "RateLimit-Policy",
            "Trace-Id",
            "Content-Range",
        ])
        .max_age(600)
}
