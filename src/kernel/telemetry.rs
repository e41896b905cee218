//! Traces and logs without personal data: no query strings, no bodies, no header values.

use actix_web::{
    HttpMessage, HttpRequest,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
};
use tracing::Span;
use tracing_actix_web::{RequestId, RootSpanBuilder};
use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};

/// The span of one call: method, route pattern (never the path), status, trace id.
pub struct CallSpan;

impl RootSpanBuilder for CallSpan {
    fn on_request_start(request: &ServiceRequest) -> Span {
        let trace = request.extensions().get::<RequestId>().map(|id| id.simple().to_string()).unwrap_or_default();
        tracing::info_span!(
            "call",
            method = %request.method(),
            route = %request.match_pattern().unwrap_or_else(|| "none".into()),
            trace = %trace,
            status = tracing::field::Empty,
        )
    }

    fn on_request_end<B: MessageBody>(span: Span, outcome: &Result<ServiceResponse<B>, actix_web::Error>) {
        let status = match outcome {
            Ok(answer) => answer.status().as_u16(),
            Err(error) => error.as_response_error().status_code().as_u16(),
        };
        span.record("status", status);
    }
}

/// The trace id of a call, as callers quote it.
pub fn trace_id(request: &HttpRequest) -> String {
    request.extensions().get::<RequestId>().map(|id| id.simple().to_string()).unwrap_or_default()
}

/// Starts logging: JSON lines in production, readable lines otherwise. `MIGRATIE_LOG` filters.
pub fn start(json: bool) {
    let filter = EnvFilter::try_from_env("MIGRATIE_LOG").unwrap_or_else(|_| EnvFilter::new("info,actix_server=warn"));
    let registry = tracing_subscriber::registry().with(filter);
    let started = if json {
        registry.with(fmt::layer().json().with_writer(std::io::stderr)).try_init()
    } else {
        registry.with(fmt::layer().compact().with_writer(std::io::stderr)).try_init()
    };
    drop(started);
    if json {
        // Where it happened, never what it says: the text of a panic may hold anything, and these are real persons.
        std::panic::set_hook(Box::new(|panic| {
            let place = panic.location().map(ToString::to_string);
            tracing::error!(place, "the program has a fault: something panicked");
        }));
    }
}
