//! Builds the HTTP application; `main` and every test call it.

use std::{
    sync::{Arc, LazyLock},
    time::Duration,
};

use actix_web::{
    App, HttpResponse,
    body::MessageBody,
    dev::{ServiceFactory, ServiceRequest, ServiceResponse},
    http::header,
    middleware::{Compress, from_fn},
    web,
};
use serde_json::{Value, json};

use crate::{
    access::{self, limits, origins, saml::Mpass},
    administration, auditing, content, documents, files,
    kernel::{
        http::{
            bounds::check_condition,
            browsers,
            contract::{ContractFault, Preface, contract},
            routes::{Operations, Routes},
        },
        measures,
        problem::{Problem, problems},
        telemetry::CallSpan,
    },
    notifications, payments, persons, petitions,
    platform::Platform,
    requests, sandbox, services, statistics,
};

/// So long an idle connection of a caller stays open: longer than proxies and clients keep theirs (60 to 90 s), so that it is they who close it
/// and no call is sent on one that ends at that moment.
pub const KEEP_ALIVE: Duration = Duration::from_secs(120);
/// So long the head of a call may take to come, and the first call of a connection that was opened beforehand.
pub const HEAD_WITHIN: Duration = Duration::from_secs(20);

/// The version of the API, which is the program's.
pub const API_VERSION: &str = env!("CARGO_PKG_VERSION");

/// Every operation of the API.
pub fn routes() -> Routes {
    let mut routes = Routes::default();
    access::routes::register(&mut routes);
    administration::routes::register(&mut routes);
    notifications::routes::register(&mut routes);
    services::routes::register(&mut routes);
    payments::routes::register(&mut routes);
    files::routes::register(&mut routes);
    requests::routes::register(&mut routes);
    petitions::routes::register(&mut routes);
    persons::routes::register(&mut routes);
    documents::routes::register(&mut routes);
    content::reading::routes::register(&mut routes);
    content::assistant::routes::register(&mut routes);
    content::links::routes::register(&mut routes);
    content::routes::register(&mut routes);
    auditing::routes::register(&mut routes);
    statistics::routes::register(&mut routes);
    routes
}

/// What is known of every operation while the program runs, the same for each of its workers.
static OPERATIONS: LazyLock<Arc<Operations>> = LazyLock::new(|| Arc::new(Operations::new(&routes().documented())));

/// The contract, OpenAPI 3.1.
pub fn openapi() -> Result<Value, ContractFault> {
    let preface = Preface {
        info: json!({
            "title": "Migrație",
            "version": API_VERSION,
            "summary": "The information system of Moldova's General Inspectorate for Migration",
            "description": include_str!("../openapi/preface.md"),
            "contact": { "name": "Inspectoratul General pentru Migrație", "url": "https://igm.gov.md", "email": "migratie@mai.gov.md" },
            "license": { "name": "EUPL-1.2", "identifier": "EUPL-1.2" },
        }),
        tags: vec![
            ("Sessions", "Signing in through MPass, access tokens, signing out."),
            (
                "Representations",
                "Powers by which one person acts for another, and conflicts of interest that keep an officer away.",
            ),
            ("Administration", "Subdivisions, accounts and roles, delegations, settings and the working calendar."),
            ("Classifiers", "The controlled lists: codes with their names in three languages."),
            (
                "Services",
                "The catalogue of public services: descriptions, forms, fees and terms for everybody; its versions for administrators.",
            ),
            ("Requests", "Service requests from draft to closed file."),
            ("Worklists", "What waits for an office."),
            ("Cabinet", "The applicant's own place: messages."),
            (
                "Notifications",
                "What is told to people: the recipient's profile, the sender's space, channels and their suspension.",
            ),
            ("Payments", "Orders of state fees and tariffs, payments through MPay, refunds."),
            ("Files", "Files received: sent in parts, judged by their content, kept encrypted."),
            ("Persons", "Everyone on record: identity, documents, addresses, family, history, and who saw their data."),
            (
                "Petitions",
                "Petitions and requests for information: filed signed, assigned by competence, answered in time by the way they came.",
            ),
            ("Support", "Incidents, complaints and questions, handed to MSupport and followed."),
            ("Documents", "Documents issued: numbered, sealed or signed, annulled, and verified by anyone who holds one."),
            ("Publications", "What the inspectorate publishes, for everybody: sections, publications, files, search."),
            (
                "Content",
                "Public content: sections and types as data, items from draft to publication and withdrawal, versions, reviews, questionnaires.",
            ),
            (
                "Statistics",
                "Figures: what is counted, open for everybody with small numbers protected, exact for those who may see them.",
            ),
            ("OpenData", "Data sets and vocabularies that anyone may use, and what the system says of itself."),
            ("Journal", "For auditors: who did and read what, for whom and why; sealed, exported, provable without this system."),
            (
                "Behaviour",
                "For auditors: unusual reading, found day by day with the entries behind it; reviewed; and the data accessed.",
            ),
        ],
    };
    contract(&preface, routes().documented())
}

/// The application as the framework wants it.
pub fn application(
    platform: Platform,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = actix_web::Error,
        InitError = (),
    >,
> {
    let development = platform.settings.is_development();
    let by_tls = platform.settings.public_url.scheme() == "https";
    let mut app = App::new()
        .app_data(web::Data::new(platform.door.clone()))
        .app_data(web::Data::from(OPERATIONS.clone()))
        .app_data(web::Data::from(platform.keys.clone()))
        .app_data(web::Data::from(platform.limits.clone()))
        .app_data(web::Data::from(platform.classifiers.clone()))
        .app_data(web::Data::from(platform.origins.clone()))
        .app_data(web::Data::new(platform.identity))
        .app_data(web::Data::new(Mpass(platform.partners.mpass.clone())))
        .app_data(web::Data::new(platform.catalogue.clone()))
        .app_data(web::Data::new(notifications::Site(platform.settings.public_url.clone())))
        .app_data(web::Data::new(notifications::OwnChannels::of(&platform.partners)))
        .app_data(web::Data::from(platform.known_recipients.clone()))
        .app_data(web::Data::new(platform.publications.clone()))
        .app_data(web::Data::new(platform.service_texts.clone()))
        .app_data(web::Data::new(platform.payments.clone()))
        .app_data(web::Data::new(platform.files.clone()))
        .app_data(web::Data::new(platform.desk.calendars.clone()))
        .app_data(web::Data::new(platform.desk.clone()))
        .app_data(web::Data::new(platform.documents.clone()))
        .app_data(web::Data::new(platform.petitions.desk.clone()))
        .app_data(web::Data::new(platform.figures.clone()))
        .app_data(web::Data::new(platform.monitor.clone()))
        .default_service(web::to(nothing_here));
    for collection in routes().scopes() {
        app = app.service(collection);
    }
    app.configure(move |config| {
        if development {
            sandbox::sessions::configure(config);
        }
    })
    .configure(payments::provider::routes::configure)
    .configure(documents::outside::configure)
    .configure(content::reading::outside::configure)
    .configure(access::saml::configure)
    .service(documentation())
    .route("/docs", web::get().to(to_documentation))
    .route("/health", web::get().to(health))
    .route("/api/v1/openapi.json", web::get().to(served_contract))
    .wrap(from_fn(check_condition))
    .wrap(from_fn(limits::limit))
    .wrap(from_fn(problems))
    .wrap(from_fn(limits::tell))
    .wrap(origins::cors(platform.origins.clone()))
    .wrap(from_fn(origins::tell_of_refusal))
    .wrap(from_fn(origins::keep_fresh))
    .wrap(Compress::default())
    .wrap(from_fn(browsers::describe))
    .wrap(browsers::headers(by_tls).add(("API-Version", API_VERSION)))
    .wrap(from_fn(measures::measure))
    .wrap(tracing_actix_web::TracingLogger::<CallSpan>::new())
}

/// The documentation page: Swagger UI over the served contract, its assets inside the program, asking nobody outside.
fn documentation() -> utoipa_swagger_ui::SwaggerUi {
    let config = utoipa_swagger_ui::Config::new(["/api/v1/openapi.json"]).validator_url("none").try_it_out_enabled(true);
    utoipa_swagger_ui::SwaggerUi::new("/docs/{_:.*}").config(config)
}

async fn to_documentation() -> HttpResponse {
    HttpResponse::PermanentRedirect().insert_header((header::LOCATION, "/docs/")).finish()
}

async fn nothing_here() -> Result<HttpResponse, Problem> {
    Err(Problem::not_found())
}

/// Whether the process is alive; says nothing of what it depends on.
async fn health() -> HttpResponse {
    HttpResponse::Ok().json(json!({ "status": "Alive", "version": API_VERSION }))
}

async fn served_contract() -> Result<HttpResponse, Problem> {
    static CONTRACT: LazyLock<Result<String, String>> =
        LazyLock::new(|| openapi().map(|contract| contract.to_string()).map_err(|fault| fault.to_string()));
    let text = CONTRACT.as_ref().map_err(Problem::internal)?;
    Ok(HttpResponse::Ok()
        .content_type("application/json")
        .insert_header((header::CACHE_CONTROL, "public, max-age=300"))
        .body(text.as_str()))
}
