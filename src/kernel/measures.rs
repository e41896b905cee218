//! Figures for the people who run the system, in Prometheus' form. Labels are names of ours with few values (route patterns, partners,
//! kinds of messages): nothing of a caller, a person or a record.

use std::{sync::LazyLock, time::Instant};

use actix_web::{
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::Method,
    middleware::Next,
};
use metrics::{Unit, counter, describe_counter, describe_gauge, describe_histogram, histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

/// Seconds: the goal of a read is a few milliseconds, a statement is given up after ten seconds.
const SECONDS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// Where figures go; one a process. None where something else took the place.
static RECORDER: LazyLock<Option<PrometheusHandle>> = LazyLock::new(|| {
    let builder = ["http_request_duration_seconds", "migratie_partner_call_seconds"]
        .into_iter()
        .try_fold(PrometheusBuilder::new(), |builder, name| builder.set_buckets_for_metric(Matcher::Full(name.into()), &SECONDS))
        .ok()?;
    let handle = builder.install_recorder().ok()?;
    describe();
    Some(handle)
});

fn describe() {
    describe_counter!("http_requests_total", Unit::Count, "Calls by method, route pattern and status");
    describe_histogram!("http_request_duration_seconds", Unit::Seconds, "Time to the answer's head by method, route and status");
    describe_histogram!("migratie_partner_call_seconds", Unit::Seconds, "Calls to partners by operation and outcome");
    describe_counter!("migratie_outbox_carried_total", Unit::Count, "Messages carried by kind and outcome");
    describe_gauge!(
        "migratie_outbox_messages",
        Unit::Count,
        "Messages that are due (Waiting), not yet due (Later), given up (Dead)"
    );
    describe_gauge!("migratie_outbox_oldest_seconds", Unit::Seconds, "For how long the oldest message has been due");
    describe_gauge!("migratie_database_connections", Unit::Count, "Connections: at most, open; units of work under way (busy)");
    describe_gauge!("migratie_database_up", Unit::Count, "Whether the database answered this scrape");
    describe_counter!("migratie_journal_seals_total", Unit::Count, "Batches of the journal sealed by this copy");
    describe_gauge!("migratie_journal_unsealed", Unit::Count, "Entries of the journal that wait for a seal");
    describe_counter!("migratie_housekeeping_removed_total", Unit::Count, "What housekeeping removed, by kind");
    describe_gauge!(
        "migratie_content_faults",
        Unit::Count,
        "Published versions and files that are not what was published, at the last look"
    );
}

/// Begins to keep figures; what was counted before is lost.
pub fn start() {
    LazyLock::force(&RECORDER);
}

/// All figures as text.
pub fn rendered() -> String {
    RECORDER
        .as_ref()
        .map(|recorder| {
            recorder.run_upkeep();
            recorder.render()
        })
        .unwrap_or_default()
}

/// The middleware that counts and times calls; it stands outside all that answer.
pub async fn measure<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, actix_web::Error> {
    let begun = Instant::now();
    let method = named(request.method());
    let route = request.match_pattern().unwrap_or_else(|| "none".into());
    let answer = next.call(request).await;
    let status = match &answer {
        Ok(answer) => answer.status(),
        Err(error) => error.as_response_error().status_code(),
    };
    let labels = [("method", method.to_owned()), ("route", route), ("status", status.as_u16().to_string())];
    counter!("http_requests_total", &labels).increment(1);
    histogram!("http_request_duration_seconds", &labels).record(begun.elapsed().as_secs_f64());
    answer
}

/// A caller may send any word as a method.
fn named(method: &Method) -> &'static str {
    [Method::GET, Method::POST, Method::PATCH, Method::PUT, Method::DELETE, Method::HEAD, Method::OPTIONS]
        .iter()
        .position(|known| known == method)
        .map_or("OTHER", |at| ["GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS"][at])
}
