//! Starting up: cluster, migrations, keys, reference data, then the servers.

use std::sync::Arc;

use actix_web::{App, HttpResponse, HttpServer, web};
use anyhow::{Context, bail};
use include_dir::{Dir, include_dir};
use serde_json::json;

use crate::{
    access::{door::Door, limits::Limits, policy::Policy, subdivisions, tokens::Tokens},
    administration::classifiers::{self, Classifiers},
    app::{self, Platform},
    config::Settings,
    kernel::{
        clock::Clock,
        database::{
            cluster::{Cluster, ClusterOptions},
            guard, migrate,
        },
        keys::{KeyRing, Origin},
        outbox::Outbox,
        work::{PoolSettings, Work},
    },
    sandbox,
};

/// The lists that services use; they lie with the catalogue.
static SHIPPED_CLASSIFIERS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/services/catalogue/classifiers");
/// The database of the private cluster.
const DATABASE: &str = "migratie";

/// Where the database is, and the private cluster if there is one; it stops when this is dropped.
pub struct Database {
    /// For the program's role.
    pub url: String,
    /// For the owner.
    pub owner_url: String,
    _cluster: Option<Cluster>,
}

/// Finds the database: the configured one, or the private cluster of development.
pub fn database(settings: &Settings) -> anyhow::Result<Database> {
    if let Some(url) = &settings.database_url {
        let owner_url = settings.database_owner_url.clone().unwrap_or_else(|| url.clone());
        return Ok(Database { url: url.clone(), owner_url, _cluster: None });
    }
    if !settings.is_development() {
        bail!("DATABASE_URL must be set in production");
    }
    let cluster = Cluster::start(&settings.data_dir.join("postgresql"), ClusterOptions { durable: true })
        .context("the private PostgreSQL cluster did not start")?;
    migrate::prepare_private(&cluster.url("postgres", "postgres"), DATABASE).context("preparing the private cluster")?;
    Ok(Database {
        url: cluster.url(DATABASE, "migratie_app"),
        owner_url: cluster.url(DATABASE, "migratie_owner"),
        _cluster: Some(cluster),
    })
}

/// The key ring: generated in development, only ever loaded in production.
pub fn keys(settings: &Settings) -> anyhow::Result<Arc<KeyRing>> {
    let ring = if settings.is_development() {
        KeyRing::generate(&settings.keys_dir, Origin::Development).context("making development keys")?
    } else {
        KeyRing::load(&settings.keys_dir).context("loading the keys; `migratie keys generate` makes them")?
    };
    if !settings.is_development() && ring.is_development() {
        bail!("MIGRATIE_KEYS_DIR holds development keys; production refuses them");
    }
    Ok(Arc::new(ring))
}

/// Puts the platform together over a database.
pub fn platform(settings: &Settings, url: &str, clock: Clock, keys: Arc<KeyRing>) -> anyhow::Result<Platform> {
    let pool = PoolSettings {
        url: url.to_owned(),
        size: settings.pool_size,
        statement_timeout: settings.statement_timeout,
        patience: std::time::Duration::from_secs(5),
    };
    let work = Work::open(&pool, clock)?;
    let tokens = Tokens::new(settings.public_url.as_str(), "migratie-api", keys.clone());
    let door = Door::new(work.clone(), Policy::built_in()?, tokens, settings.session_inactivity);
    let outbox = Outbox::new(work, Vec::new());
    let classifiers = Arc::new(Classifiers::read(&[&classifiers::OWN, &SHIPPED_CLASSIFIERS])?);
    let limits =
        Arc::new(Limits::new(settings.reads_per_minute, settings.writes_per_minute, settings.trusted_proxies, door.clock()));
    Ok(Platform { settings: Arc::new(settings.clone()), door, keys, outbox, limits, classifiers })
}

/// Loads what every installation has, and in development the demo world.
pub fn load_reference_data(platform: &Platform) -> anyhow::Result<()> {
    platform.door.by_system_here("loadReferenceData", |unit| subdivisions::load(unit.conn, unit.now))?;
    if platform.settings.is_development() {
        platform.door.by_system_here("loadDemoWorld", |unit| sandbox::personas::load(unit.conn, unit.now))?;
    }
    Ok(())
}

/// `migratie serve`.
pub fn serve(settings: Settings) -> anyhow::Result<()> {
    let database = database(&settings)?;
    if settings.is_development() {
        let applied = migrate::migrate(&database.owner_url)?;
        tracing::info!(migrations = applied.len(), "the database is up to date");
    }
    guard::refuse_too_much_power(&database.url)?;
    let platform = platform(&settings, &database.url, Clock::system(), keys(&settings)?)?;
    load_reference_data(&platform)?;
    let runtime = actix_web::rt::System::new();
    runtime.block_on(run(&settings, platform))?;
    drop(database);
    Ok(())
}

async fn run(settings: &Settings, platform: Platform) -> anyhow::Result<()> {
    let for_api = platform.clone();
    let api = HttpServer::new(move || app::application(for_api.clone()))
        .workers(settings.http_threads)
        .bind(settings.listen)
        .with_context(|| format!("MIGRATIE_LISTEN: {} is not free", settings.listen))?
        .shutdown_timeout(10)
        .disable_signals()
        .run();
    let for_management = platform.clone();
    let management = HttpServer::new(move || {
        App::new()
            .app_data(web::Data::new(for_management.clone()))
            .route("/health", web::get().to(|| async { HttpResponse::Ok().json(json!({ "status": "Alive" })) }))
            .route("/ready", web::get().to(ready))
    })
    .workers(1)
    .bind(settings.management_listen)
    .with_context(|| format!("MIGRATIE_MANAGEMENT_LISTEN: {} is not free", settings.management_listen))?
    .disable_signals()
    .run();
    let (api_handle, management_handle) = (api.handle(), management.handle());
    actix_web::rt::spawn(async move {
        stop_signal().await;
        tracing::info!("stopping: calls in hand are finished first");
        api_handle.stop(true).await;
        management_handle.stop(false).await;
    });
    if settings.workers {
        actix_web::rt::spawn(platform.outbox.clone().run(std::time::Duration::from_millis(200)));
    }
    announce(settings);
    futures_util::future::try_join(api, management).await?;
    Ok(())
}

/// Whether the program can serve: the database answers.
async fn ready(platform: web::Data<Platform>) -> HttpResponse {
    let answered = platform
        .door
        .open(|conn, _| {
            use diesel::RunQueryDsl;
            diesel::sql_query("select 1").execute(conn)?;
            Ok(())
        })
        .await;
    match answered {
        Ok(()) => HttpResponse::Ok().json(json!({ "status": "Ready" })),
        Err(_) => HttpResponse::ServiceUnavailable().json(json!({ "status": "NotReady" })),
    }
}

async fn stop_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut terminate), Ok(mut interrupt)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt())) else {
        return std::future::pending().await;
    };
    tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {} }
}

/// Tells a newcomer where to go.
#[allow(clippy::print_stdout)]
fn announce(settings: &Settings) {
    let base = settings.public_url.as_str().trim_end_matches('/');
    println!("Migrație {} serves at {base}", app::API_VERSION);
    println!("  documentation   {base}/docs");
    println!("  contract        {base}/api/v1/openapi.json");
    println!("  management      http://{}/ready", settings.management_listen);
    if settings.is_development() {
        println!("  sign in         curl -s {base}/sandbox/sessions -d '{{\"persona\":\"applicant\"}}'");
        let personas = sandbox::personas::all().iter().map(|persona| persona.persona.as_str()).collect::<Vec<_>>();
        println!("  personas        {}", personas.join(", "));
    }
}
