//! Starting up: cluster, migrations, keys, reference data, then the servers.

use std::sync::Arc;

use actix_web::{App, HttpServer, web};
use anyhow::{Context, bail};
use diesel::sql_types::BigInt;

use crate::{
    access::{door::Unit, subdivisions},
    app,
    config::Settings,
    content, housekeeping,
    kernel::{
        clock::Clock,
        database::{
            cluster::{Cluster, ClusterOptions},
            guard, migrate,
        },
        keys::{KeyRing, Origin},
        measures,
        problem::Problem,
        sql::{prepared, sql},
    },
    management::{self, Going},
    platform::{self, Platform},
    sandbox,
    services::{self, catalogue},
    statistics,
};

/// The database of the private cluster.
const DATABASE: &str = "migratie";

/// Where the database is, and the private cluster if there is one; it stops when this is dropped.
pub struct Database {
    /// For the program's role.
    pub url: String,
    /// For the owner.
    pub owner_url: String,
    /// For the retention role (`DATABASE_RETENTION_URL`), where there is a login of it.
    pub retention_url: Option<String>,
    _cluster: Option<Cluster>,
}

/// Finds the database: the configured one, or the private cluster of development.
pub fn database(settings: &Settings) -> anyhow::Result<Database> {
    if let Some(url) = &settings.database_url {
        let owner_url = settings.database_owner_url.clone().unwrap_or_else(|| url.clone());
        let retention_url = settings.source.get("DATABASE_RETENTION_URL").map(str::to_owned);
        return Ok(Database { url: url.clone(), owner_url, retention_url, _cluster: None });
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
        retention_url: Some(cluster.url(DATABASE, "migratie_keeper")),
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

/// Everything with which production does not start, told at once: a role or a database that is not fit, development keys, stand-ins, no
/// seal.
fn refuse_unfit(settings: &Settings, url: &str) -> anyhow::Result<()> {
    let checks: [anyhow::Result<()>; 6] = [
        guard::refuse_exposed("DATABASE_URL", url).map_err(Into::into),
        guard::refuse_too_much_power(url).map_err(Into::into),
        guard::refuse_synthetic(url, &sandbox::personas::published()).map_err(Into::into),
        keys(settings).and_then(|keys| guard::refuse_other_keys(url, &keys).map_err(Into::into)),
        platform::named_partners(settings).map(drop),
        platform::press(settings).map(drop).context("MIGRATIE_SEAL_CERTIFICATE, MIGRATIE_SEAL_KEY"),
    ];
    let mut unfit: Vec<String> = checks.into_iter().filter_map(Result::err).map(|refused| format!("{refused:#}")).collect();
    // A database that cannot be reached is told once.
    unfit.dedup();
    if !unfit.is_empty() {
        bail!("production does not start:\n  {}", unfit.join("\n  "));
    }
    Ok(())
}

/// Loads subdivisions and the sections of public content, which belong to them; a faulty file of sections or types ends the start.
pub fn load_structure(platform: &Platform) -> anyhow::Result<()> {
    alone(platform, "loadReferenceData", |unit| subdivisions::load(unit.conn, unit.now))?;
    if let Err(faults) = content::Structure::shipped() {
        bail!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "));
    }
    Ok(alone(platform, "loadContentSections", content::load)?)
}

/// Loads what every installation has, and in development the demo world.
pub fn load_reference_data(platform: &Platform) -> anyhow::Result<()> {
    load_structure(platform)?;
    if platform.settings.is_development() {
        alone(platform, "loadDemoWorld", |unit| {
            sandbox::personas::load(unit.conn, unit.now)?;
            sandbox::frontends::load(unit.conn, unit.now)?;
            sandbox::world::load(unit)
        })?;
    }
    let departures = platform.door.by_system_here("loadServices", services::load)?;
    if !departures.is_empty() {
        bail!("{}", departures.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "));
    }
    platform.door.by_system_here("loadIndicators", statistics::shipped::load)?;
    Ok(())
}

/// What a newcomer finds, beside the world itself.
fn load_demo(platform: &Platform) -> anyhow::Result<()> {
    alone(platform, "loadShippedContent", content::shipped::load)?;
    alone(platform, "loadDemoContent", sandbox::content::load)?;
    alone(platform, "loadDemoNotices", sandbox::notices::load)?;
    alone(platform, "loadDemoReading", sandbox::reading::load)?;
    Ok(())
}

/// Loads something while no other copy does: two may start at once.
fn alone(
    platform: &Platform,
    operation: &'static str,
    load: impl Fn(&mut Unit<'_>) -> Result<(), Problem>,
) -> Result<(), Problem> {
    platform.door.by_system_here(operation, |unit| {
        prepared(sql("select pg_advisory_xact_lock($1)").bind::<BigInt, _>(LOADING)).execute(unit.conn)?;
        load(unit)
    })
}

/// Held by the copy that loads.
const LOADING: i64 = 0x6d69_6772_4c6f_6164;

/// Reads into memory what is answered from memory.
pub fn warm_up(platform: &Platform) -> anyhow::Result<()> {
    platform.catalogue.refresh_here().context("reading the catalogue of services")?;
    platform.publications.refresh_here().context("reading what is published")?;
    Ok(())
}

/// `migratie serve`.
pub fn serve(settings: Settings) -> anyhow::Result<()> {
    measures::start();
    let database = database(&settings)?;
    if settings.is_development() {
        let applied = migrate::migrate(&database.owner_url)?;
        tracing::info!(migrations = applied.len(), "the database is up to date");
    }
    if settings.is_development() {
        guard::refuse_too_much_power(&database.url)?;
        guard::refuse_other_keys(&database.url, &*keys(&settings)?)?;
    } else {
        refuse_unfit(&settings, &database.url)?;
    }
    let platform = platform::assemble(&settings, &database.url, Clock::system(), keys(&settings)?)?;
    load_reference_data(&platform)?;
    if settings.is_development() {
        load_demo(&platform)?;
    }
    warm_up(&platform)?;
    let runtime = actix_web::rt::System::new();
    runtime.block_on(run(&settings, platform))?;
    drop(database);
    Ok(())
}

async fn run(settings: &Settings, platform: Platform) -> anyhow::Result<()> {
    let for_api = platform.clone();
    let api = HttpServer::new(move || app::application(for_api.clone()))
        .workers(settings.http_threads)
        .keep_alive(app::KEEP_ALIVE)
        .client_request_timeout(app::HEAD_WITHIN)
        .bind(settings.listen)
        .with_context(|| format!("MIGRATIE_LISTEN: {} is not free", settings.listen))?
        .shutdown_timeout(10)
        .disable_signals()
        .run();
    let for_management = platform.clone();
    let going = web::Data::new(Going::default());
    let told = going.clone();
    let management = HttpServer::new(move || {
        App::new().configure(|config| management::configure(config, for_management.clone(), told.clone()))
    })
    .workers(1)
    .bind(settings.management_listen)
    .with_context(|| format!("MIGRATIE_MANAGEMENT_LISTEN: {} is not free", settings.management_listen))?
    .disable_signals()
    .run();
    let stand_ins = platform.sandbox.clone().map(|state| stand_ins(settings, state)).transpose()?;
    let (api_handle, management_handle) = (api.handle(), management.handle());
    let drain = settings.drain;
    actix_web::rt::spawn(async move {
        stop_signal().await;
        tracing::info!("stopping: no longer ready; calls that still come are taken, calls in hand finished");
        going.begin();
        tokio::time::sleep(drain).await;
        api_handle.stop(true).await;
        management_handle.stop(false).await;
    });
    if let Some(stand_ins) = stand_ins {
        actix_web::rt::spawn(stand_ins);
    }
    actix_web::rt::spawn(platform.catalogue.clone().watch(catalogue::WATCH));
    actix_web::rt::spawn(platform.publications.clone().watch(content::reading::WATCH));
    // Every copy calls partners, also one without workers.
    actix_web::rt::spawn(platform.monitor.clone().run(statistics::monitoring::PAUSE));
    if settings.workers {
        actix_web::rt::spawn(platform.outbox.clone().run(LOOK));
        actix_web::rt::spawn(platform.sealer.clone().run(settings.sealing_pause));
        actix_web::rt::spawn(housekeeping::run(platform.clone()));
        actix_web::rt::spawn(platform.petitions.clone().run());
        actix_web::rt::spawn(platform.links.clone().run(content::links::PAUSE));
        actix_web::rt::spawn(platform.figures.clone().run(statistics::fold::PAUSE));
    }
    announce(settings);
    let outbox = platform.outbox.clone();
    futures_util::future::try_join(api, management).await?;
    outbox.rest(REST).await;
    Ok(())
}

/// The partners' stand-ins, over real HTTP on an address of their own.
fn stand_ins(settings: &Settings, state: web::Data<sandbox::SandboxState>) -> anyhow::Result<actix_web::dev::Server> {
    let server = HttpServer::new(move || App::new().configure(|config| sandbox::configure(config, state.clone())))
        .workers(1)
        .bind(settings.sandbox_listen)
        .with_context(|| format!("MIGRATIE_SANDBOX_LISTEN: {} is not free", settings.sandbox_listen))?
        .disable_signals()
        .run();
    Ok(server)
}

/// How often the outbox is looked at without being told that something came.
const LOOK: std::time::Duration = std::time::Duration::from_millis(500);

/// How long messages in hand are waited for when the program stops: longer than a partner is waited for.
const REST: std::time::Duration = std::time::Duration::from_secs(15);

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
