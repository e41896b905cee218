//! What the handlers and workers stand on, put together once and shared by all threads.

mod calendars;
mod identity;
mod numbers;

use std::{sync::Arc, time::Duration};

use actix_web::web;
use anyhow::Context;
use include_dir::{Dir, include_dir};
use url::Url;

use crate::{
    access::{
        carriers::AskMPower, door::Door, limits::Limits, origins::Origins, policy::Policy, reactions::Reactions, tokens::Tokens,
    },
    administration::{
        calendar::Calendars,
        classifiers::{self, Classifiers},
    },
    auditing::behaviour,
    config::Settings,
    content::{self, assistant::ServiceTexts, links, reading::Publications},
    documents::{self, Documents, Press},
    files::{self, Files},
    journal::{mlog::MLogCarrier, sealer::Sealer},
    kernel::{
        blobs::BlobStore,
        clock::Clock,
        keys::KeyRing,
        outbox::Outbox,
        work::{PoolSettings, Work},
    },
    notifications,
    partners::{
        Partners, PartnersSettings,
        scanner::{ScannerSettings, clamd::ClamdSettings},
    },
    payments,
    petitions::{self, PetitionsDesk},
    requests::{self, desk::Desk},
    sandbox::{SandboxSettings, SandboxState, SignPdf},
    services::{self, Catalogue},
    statistics::{self, Figures},
};

/// Everything, made once.
#[derive(Clone)]
pub struct Platform {
    /// Settings.
    pub settings: Arc<Settings>,
    /// The way to the database.
    pub door: Door,
    /// Keys kept outside the database.
    pub keys: Arc<KeyRing>,
    /// What must happen outside.
    pub outbox: Outbox,
    /// Origins that may call from a browser.
    pub origins: Arc<Origins>,
    /// How much each caller may ask.
    pub limits: Arc<Limits>,
    /// The controlled lists, in memory.
    pub classifiers: Arc<Classifiers>,
    /// What access asks of the rooms above it.
    pub identity: Reactions,
    /// Seals the journal.
    pub sealer: Sealer,
    /// The public services, in memory.
    pub catalogue: Catalogue,
    /// Asks the registers about the recipients of notifications.
    pub known_recipients: Arc<notifications::carriers::KnownRecipients>,
    /// What is published, in memory.
    pub publications: Publications,
    /// Checks the links of what is published.
    pub links: links::Checker,
    /// The services, among what the assistant searches.
    pub service_texts: ServiceTexts,
    /// The catalogue, for requests.
    pub desk: Desk,
    /// Our side of MPay.
    pub payments: payments::Provider,
    /// Petitions: what fetches them, and their desk.
    pub petitions: petitions::Intake,
    /// Content of received and issued files.
    pub files: Files,
    /// What issues documents.
    pub documents: Documents,
    /// Figures, kept up to date.
    pub figures: Figures,
    /// Keeps how calls to the systems outside end.
    pub monitor: statistics::Monitor,
    /// The systems outside.
    pub partners: Partners,
    /// Their stand-ins, in development.
    pub sandbox: Option<web::Data<SandboxState>>,
}

/// The lists that services use; they lie with the catalogue.
static SHIPPED_CLASSIFIERS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/services/catalogue/classifiers");

/// Puts the platform together over a database.
pub fn assemble(settings: &Settings, url: &str, clock: Clock, keys: Arc<KeyRing>) -> anyhow::Result<Platform> {
    let pool = PoolSettings {
        url: url.to_owned(),
        size: settings.pool_size,
        statement_timeout: settings.statement_timeout,
        patience: Duration::from_secs(5),
    };
    let work = Work::open(&pool, clock.clone())?;
    let tokens = Tokens::new(settings.public_url.as_str(), "migratie-api", keys.clone());
    let door = Door::new(work.clone(), Policy::built_in()?, tokens, settings.session_inactivity);
    let catalogue = Catalogue::new(work.clone(), services::shipped_classifiers);
    let publications = Publications::new(work.clone(), settings.public_url.clone());
    let asking = links::Asking::new(Arc::new(links::SystemNames)).context("the check of links")?;
    let links = links::Checker::new(door.clone(), asking, publications.clone());
    let service_texts = ServiceTexts::new(catalogue.clone());
    let desk = Desk { catalogue: catalogue.clone(), calendars: Calendars::default() };
    let (partners, sandbox) = partners(settings, &clock)?;
    let settling = desk.clone();
    let reactions = payments::Reactions {
        on_settled: Arc::new(move |unit, request| requests::effects::on_settled(unit, &settling, request)),
    };
    let ask = payments::Ask::new(door.clone(), Arc::new(payments::AskMPay(partners.mpay.clone())), reactions.clone());
    let payments = payments::Provider::new(
        door.clone(),
        reactions,
        payments::provider::Agreed {
            mpay: partners.mpay.clone(),
            service_id: partners.mpay_service_id.clone(),
            key: partners.mpay_key.clone(),
            return_url: settings.public_url.clone(),
        },
    );
    notifications::templates::checked().map_err(told)?;
    let blobs = blobs(settings, keys.clone())?;
    let sealer = Sealer::new(work.clone(), keys.clone());
    let files = Files { blobs: blobs.clone(), scanner: Arc::new(files::ThroughPort(partners.scanner.clone())) };
    let press = press(settings).context("what makes documents")?;
    let reactions = documents::Reactions { on_issued: identity::on_issued };
    let documents = Documents {
        blobs: blobs.clone(),
        press: Arc::new(press),
        signer: Arc::new(documents::ThroughMSign(partners.msign.clone())),
        reactions,
    };
    let petitions_desk = PetitionsDesk {
        calendars: desk.calendars.clone(),
        documents: documents.clone(),
        files: files.clone(),
        msign: partners.msign.clone(),
        epetitii: partners.epetitii.clone(),
        msupport: partners.msupport.clone(),
    };
    let entity = settings.institution.expose().to_owned();
    let figures = Figures::new(door.clone(), catalogue.clone(), settings.public_url.clone());
    let monitor = statistics::Monitor::new(door.clone(), partners.calls.clone());
    let known_recipients = Arc::new(notifications::carriers::KnownRecipients::of(&partners, &entity));
    let (site, doubt) = (&settings.public_url, settings.mnotify_doubt);
    let tellers = notifications::carriers::all(&door, &partners, &blobs, site, &entity, doubt);
    let outbox = Outbox::new(
        work,
        [
            tellers,
            petitions::carriers::all(&door, &petitions_desk, &partners, settings.public_url.as_str()),
            vec![
                Arc::new(AskMPower {
                    door: door.clone(),
                    mpower: partners.mpower.clone(),
                    entity: settings.institution,
                    above: identity::reactions(),
                }),
                Arc::new(payments::Expire::new(door.clone())),
                Arc::new(ask),
                Arc::new(documents::Produce { door: door.clone(), documents: documents.clone() }),
                Arc::new(documents::FetchSignature { door: door.clone(), documents: documents.clone() }),
                Arc::new(payments::DrawInvoice::new(door.clone())),
                Arc::new(requests::carriers::CompletionDue(door.clone())),
                Arc::new(requests::papers::DrawPapers { door: door.clone(), desk: desk.clone() }),
                Arc::new(calendars::CalendarChanged { door: door.clone(), petitions: petitions_desk.clone() }),
                Arc::new(content::carriers::TellPublished(door.clone())),
                Arc::new(content::carriers::Remind(door.clone())),
                Arc::new(content::reminders::RemindOfPublication(door.clone())),
                Arc::new(behaviour::carriers::Analyse {
                    door: door.clone(),
                    policy: Arc::new(behaviour::rules::Policy::shipped().context("when reading is unusual")?),
                }),
                Arc::new(statistics::ProduceReports(figures.clone())),
                Arc::new(statistics::PushDatasets { figures: figures.clone(), ckan: partners.ckan.clone() }),
                Arc::new(MLogCarrier::new(
                    door.work().clone(),
                    partners.mlog.clone(),
                    Arc::new(numbers::Numbers),
                    Some(entity.clone()),
                )),
                Arc::new(requests::registers::AskRegisters {
                    door: door.clone(),
                    registers: partners.registers.clone(),
                    desk: desk.clone(),
                    entity,
                }),
            ],
        ]
        .concat(),
    )
    .leasing(settings.lease);
    let limits =
        Arc::new(Limits::new(settings.reads_per_minute, settings.writes_per_minute, settings.trusted_proxies, door.clock()));
    let classifiers =
        Arc::new(Classifiers::read(&[&classifiers::OWN, &SHIPPED_CLASSIFIERS, &petitions::authorities::CLASSIFIERS])?);
    let petitions = petitions::Intake { door: door.clone(), desk: petitions_desk };
    Ok(Platform {
        settings: Arc::new(settings.clone()),
        door,
        keys,
        outbox,
        sealer,
        origins: Arc::default(),
        limits,
        classifiers,
        identity: identity::reactions(),
        catalogue,
        known_recipients,
        publications,
        links,
        service_texts,
        desk,
        payments,
        petitions,
        files,
        documents,
        figures,
        monitor,
        partners,
        sandbox,
    })
}

fn told(bad: &[impl std::fmt::Display]) -> anyhow::Error {
    anyhow::anyhow!("{}", bad.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
}

/// The store of files' content, with the usual environment variables of S3.
pub fn blobs(settings: &Settings, keys: Arc<KeyRing>) -> anyhow::Result<Arc<BlobStore>> {
    let address = Url::parse(&settings.files_url).context("MIGRATIE_FILES_URL is not an address")?;
    let environment = std::env::vars().filter(|(name, _)| name.starts_with("AWS_"));
    Ok(Arc::new(BlobStore::open(&address, environment, keys).context("MIGRATIE_FILES_URL")?))
}

/// What makes documents: the carried templates and the inspectorate's seal (`MIGRATIE_SEAL_CERTIFICATE`, `MIGRATIE_SEAL_KEY`: PEM files).
pub fn press(settings: &Settings) -> Result<Press, documents::PressFault> {
    let path = |name| settings.source.get(name).map(std::path::Path::new);
    let own = settings.is_development().then(|| settings.data_dir.join("seal"));
    let seal = documents::seal_identity(path("MIGRATIE_SEAL_CERTIFICATE"), path("MIGRATIE_SEAL_KEY"), own.as_deref())?;
    Press::new(settings.public_url.clone(), seal)
}

/// What the YAML file says that `MIGRATIE_PARTNERS` names. Only development does without, and only development takes a stand-in.
pub fn named_partners(settings: &Settings) -> anyhow::Result<Option<PartnersSettings>> {
    let Some(path) = settings.source.get("MIGRATIE_PARTNERS") else {
        anyhow::ensure!(settings.is_development(), "MIGRATIE_PARTNERS must name the partners' settings in production");
        return Ok(None);
    };
    let text = std::fs::read_to_string(path).context("MIGRATIE_PARTNERS")?;
    let wanted: PartnersSettings = serde_saphyr::from_str(&text).context("MIGRATIE_PARTNERS")?;
    if !settings.is_development() {
        let unfit = wanted.unfit_for_production();
        anyhow::ensure!(unfit.is_empty(), told(&unfit));
    }
    Ok(Some(wanted))
}

/// The partners that the settings name; without them, in development, their stand-ins.
fn partners(settings: &Settings, clock: &Clock) -> anyhow::Result<(Partners, Option<web::Data<SandboxState>>)> {
    if let Some(wanted) = named_partners(settings)? {
        return Ok((Partners::connect(&wanted).map_err(|bad| told(&bad))?, None));
    }
    let api = &settings.public_url;
    let here = Url::parse(&format!("http://{}/sandbox", settings.sandbox_listen))?;
    let wanted = SandboxSettings {
        public_url: settings.sandbox_url.clone().unwrap_or(here),
        assertion_consumer_url: api.join("/partners/mpass/acs")?,
        single_logout_url: api.join("/partners/mpass/slo")?,
        provider_url: api.join("/partners/mpay")?,
        issuer: "migratie".into(),
        service_id: "IGM-TEST".into(),
        slow: Duration::from_secs(5),
    };
    let now = clock.clone();
    let state = SandboxState::new(wanted, signing_of_persons())?.with_clock(Arc::new(move || now.now()));
    let mut wanted = state.partners();
    if settings.sandbox_url.is_some() {
        // Whoever serves the other stand-ins says where its mail server listens, if it has one.
        wanted.mail = None;
    }
    if let Some(address) = &settings.clamd {
        wanted.scanner = ScannerSettings::Clamd(ClamdSettings::at(address));
    }
    let partners = Partners::connect(&wanted).map_err(|bad| told(&bad))?;
    Ok((partners, settings.sandbox_url.is_none().then(|| web::Data::new(state))))
}

/// MSign's stand-in signs as the person, with a certificate made for the occasion.
pub fn signing_of_persons() -> SignPdf {
    use chrono::Utc;
    use migratie_typesetting::seal::{Identity, Signing, issue_identity, sign};
    Arc::new(|pdf, signer| {
        let now = Utc::now();
        let issued = issue_identity(
            &signer.name,
            "MSign (provizoriu, de dezvoltare)",
            now - chrono::Duration::days(1),
            now + chrono::Duration::days(365),
        )
        .map_err(|error| error.to_string())?;
        let identity =
            Identity::from_pem(&format!("{}\n{}", issued.key_pem, issued.certificate_pem)).map_err(|error| error.to_string())?;
        sign(pdf, &identity, &Signing { instant: now, reason: "Semnare".into(), location: "Chișinău".into() })
            .map_err(|error| error.to_string())
    })
}
