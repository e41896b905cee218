//! The management port: whether the program lives, whether calls should be sent to it, and its figures. Not for the public.

use std::sync::atomic::{AtomicBool, Ordering};

use actix_web::{HttpResponse, web};
use diesel::{
    RunQueryDsl,
    sql_types::{BigInt, Double, Text},
};
use metrics::gauge;
use serde_json::json;

use crate::{
    kernel::{
        measures,
        sql::{prepared, sql},
    },
    platform::Platform,
};

/// Whether the program has been told to stop.
#[derive(Default)]
pub struct Going(AtomicBool);

impl Going {
    /// From now on no calls should be sent here.
    pub fn begin(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Mounts `/health`, `/ready` and `/metrics`.
pub fn configure(config: &mut web::ServiceConfig, platform: Platform, going: web::Data<Going>) {
    config
        .app_data(web::Data::new(platform))
        .app_data(going)
        .route("/health", web::get().to(|| async { HttpResponse::Ok().json(json!({ "status": "Alive" })) }))
        .route("/ready", web::get().to(ready))
        .route("/metrics", web::get().to(figures));
}

/// Whether calls should be sent here: the database answers, and the program was not told to stop.
async fn ready(platform: web::Data<Platform>, going: web::Data<Going>) -> HttpResponse {
    if going.0.load(Ordering::Relaxed) {
        return HttpResponse::ServiceUnavailable().json(json!({ "status": "Stopping" }));
    }
    let answered = platform
        .door
        .open(|conn, _| {
            diesel::sql_query("select 1").execute(conn)?;
            Ok(())
        })
        .await;
    match answered {
        Ok(()) => HttpResponse::Ok().json(json!({ "status": "Ready" })),
        Err(_) => HttpResponse::ServiceUnavailable().json(json!({ "status": "NotReady" })),
    }
}

#[derive(diesel::QueryableByName)]
struct Queue {
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = BigInt)]
    messages: i64,
    #[diesel(sql_type = Double)]
    oldest: f64,
}

const QUEUES: &str = "
select kind, 'Waiting' as state, count(*) filter (where state = 'Waiting' and not_before <= $1) as messages,
       coalesce(extract(epoch from $1 - min(not_before) filter (where state = 'Waiting' and not_before <= $1)), 0)::float8 as oldest
  from outbox where state <> 'Done' group by kind
union all select kind, 'Later', count(*) filter (where state = 'Waiting' and not_before > $1), 0 from outbox where state <> 'Done' group by kind
union all select kind, 'Dead', count(*) filter (where state = 'Dead'), 0 from outbox where state <> 'Done' group by kind
union all select '', 'Unsealed', count(*), 0 from journal.unsealed";

/// The figures. What the database knows is asked for at this moment; without it the rest is told.
async fn figures(platform: web::Data<Platform>) -> HttpResponse {
    let pool = platform.door.work().use_of_pool();
    for (state, number) in [("most", pool.size), ("open", pool.open), ("busy", pool.busy)] {
        gauge!("migratie_database_connections", "state" => state).set(f64::from(number));
    }
    let asked = platform
        .door
        .open(|conn, now| Ok(prepared(sql(QUEUES).bind::<diesel::sql_types::Timestamptz, _>(now)).load::<Queue>(conn)?))
        .await;
    gauge!("migratie_database_up").set(if asked.is_ok() { 1.0 } else { 0.0 });
    let mut told = std::collections::HashSet::new();
    for queue in asked.unwrap_or_default() {
        if queue.state == "Unsealed" {
            gauge!("migratie_journal_unsealed").set(queue.messages as f64);
            continue;
        }
        if queue.state == "Waiting" {
            gauge!("migratie_outbox_oldest_seconds", "kind" => queue.kind.clone()).set(queue.oldest);
        }
        told.insert(queue.kind.clone());
        gauge!("migratie_outbox_messages", "kind" => queue.kind, "state" => queue.state).set(queue.messages as f64);
    }
    // A queue that has become empty is told as empty instead of staying as it was.
    for kind in platform.outbox.kinds().filter(|kind| !told.contains(*kind)) {
        gauge!("migratie_outbox_oldest_seconds", "kind" => kind).set(0.0);
        for state in ["Waiting", "Later", "Dead"] {
            gauge!("migratie_outbox_messages", "kind" => kind, "state" => state).set(0.0);
        }
    }
    HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(measures::rendered())
}
