//! What the stand-ins share: settings, keys, people, and a memory that ends with the program.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    net::{SocketAddr, TcpListener},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use chrono::{DateTime, Utc};
use serde_json::Value;
use url::Url;

use super::{
    Misbehaviour, couriers::Given, epetitii::Filed, mail::Taken, mnotify::Kept, mpay::Payment, msign::Signing, people::People,
};
use crate::partners::{
    Partner, PartnersSettings,
    ckan::CkanSettings,
    epetitii::EPetitiiSettings,
    mpass::MPassSettings,
    mpay::MPaySettings,
    msign::MSignSettings,
    scanner::ScannerSettings,
    sealed::{SealError, SealingKey, development},
    settings::{HttpSettings, PlainSettings},
    smtp::MailSettings,
};

/// Who signs at the stand-in of MSign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// IDNP.
    pub idnp: String,
    /// Name, as it should stand in the signature.
    pub name: String,
}

/// Signs a PDF for a person; the error is a reason without personal data.
pub type SignPdf = Arc<dyn Fn(&[u8], &Signer) -> Result<Vec<u8>, String> + Send + Sync>;

/// How the stand-ins are set up.
#[derive(Debug, Clone)]
pub struct SandboxSettings {
    /// Where the stand-ins are seen from outside, for example `http://127.0.0.1:8082/sandbox`.
    pub public_url: Url,
    /// Our address that takes MPass's answers.
    pub assertion_consumer_url: Url,
    /// Our address that takes MPass's logouts.
    pub single_logout_url: Url,
    /// Our address under which MPay's two operations lie.
    pub provider_url: Url,
    /// Our entity id at MPass.
    pub issuer: String,
    /// Our service at MPay.
    pub service_id: String,
    /// How long a slow stand-in takes.
    pub slow: Duration,
}

/// Why the stand-ins cannot start.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// A data file cannot be used.
    #[error("{file}: {problem}")]
    Data {
        /// Which.
        file: &'static str,
        /// Why.
        problem: String,
    },
    /// The keys cannot be made.
    #[error(transparent)]
    Keys(#[from] SealError),
    /// The client that calls us cannot be made.
    #[error("the client of MPay's stand-in cannot be made")]
    Client,
    /// There is no port left for the mail server.
    #[error("there is no free port for the mail server's stand-in")]
    Port,
    /// The address cannot have stand-ins under it.
    #[error("public_url cannot have paths under it")]
    Address,
}

/// Everything that the stand-ins know.
pub struct SandboxState {
    pub(super) settings: SandboxSettings,
    pub(super) people: People,
    pub(super) powers: Vec<super::mpower::Power>,
    pub(super) mpass_key: SealingKey,
    pub(super) mpay_key: SealingKey,
    pub(super) sign_pdf: SignPdf,
    pub(super) client: reqwest::Client,
    clock: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>,
    memory: Mutex<Memory>,
    mail_address: SocketAddr,
    mail_listener: Mutex<Option<TcpListener>>,
}

/// What happened. Bounded, oldest first out.
#[derive(Default)]
pub(super) struct Memory {
    pub misbehaviour: BTreeMap<Partner, Misbehaviour>,
    pub events: VecDeque<Value>,
    pub sessions: HashMap<String, String>,
    pub payments: VecDeque<Payment>,
    pub signings: VecDeque<(String, Signing)>,
    pub signed: VecDeque<String>,
    pub notifications: VecDeque<Kept>,
    pub letters: VecDeque<Taken>,
    pub short_messages: VecDeque<Given>,
    pub petitions: VecDeque<Filed>,
    pub tickets: VecDeque<super::msupport::Kept>,
    pub allocations: HashMap<String, String>,
    pub supplies: BTreeMap<(String, String), Value>,
    pub packages: Vec<Value>,
}

/// How many of each kind are remembered.
const REMEMBERED: usize = 20_000;

/// Adds, and forgets the oldest when there are too many.
pub(super) fn remember<T>(kept: &mut VecDeque<T>, item: T) {
    if kept.len() >= REMEMBERED {
        kept.pop_front();
    }
    kept.push_back(item);
}

impl SandboxState {
    /// Reads the data files and makes the development keys. `sign_pdf` is what MSign's stand-in signs with.
    pub fn new(settings: SandboxSettings, sign_pdf: SignPdf) -> Result<Self, SandboxError> {
        if settings.public_url.cannot_be_a_base() {
            return Err(SandboxError::Address);
        }
        let mail = TcpListener::bind(("127.0.0.1", 0)).map_err(|_| SandboxError::Port)?;
        Ok(Self {
            mail_address: mail.local_addr().map_err(|_| SandboxError::Port)?,
            mail_listener: Mutex::new(Some(mail)),
            people: People::shipped()?,
            powers: super::mpower::shipped()?,
            mpass_key: SealingKey::from_seed(development::MPASS)?,
            mpay_key: SealingKey::from_seed(development::MPAY)?,
            sign_pdf,
            client: reqwest::Client::builder()
                .no_proxy()
                .redirect(reqwest::redirect::Policy::none())
                .timeout(Duration::from_secs(30))
                .build()
                .map_err(|_| SandboxError::Client)?,
            clock: Arc::new(Utc::now),
            memory: Mutex::default(),
            settings,
        })
    }

    /// With a clock of the test's own.
    pub fn with_clock(mut self, clock: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>) -> Self {
        self.clock = clock;
        self
    }

    /// Settings with which the adapters speak to these stand-ins.
    pub fn partners(&self) -> PartnersSettings {
        let http = |partner: Partner| HttpSettings::at(self.at(partner.name()));
        let plain = |partner: Partner| PlainSettings { http: http(partner) };
        PartnersSettings {
            mlog: plain(Partner::MLog),
            mpass: MPassSettings {
                sign_in_url: self.at("mpass/login/saml"),
                logout_url: self.at("mpass/logout/saml"),
                identity_provider: self.identity_provider(),
                issuer: self.settings.issuer.clone(),
                assertion_consumer_url: self.settings.assertion_consumer_url.clone(),
                single_logout_url: self.settings.single_logout_url.clone(),
                key: self.mpass_key.public(),
            },
            mpay: MPaySettings {
                http: http(Partner::MPay),
                browser_url: self.at("mpay"),
                service_id: self.settings.service_id.clone(),
                key: self.mpay_key.public(),
            },
            msign: MSignSettings { http: http(Partner::MSign), browser_url: self.at("msign") },
            mpower: plain(Partner::MPower),
            mnotify: plain(Partner::MNotify),
            registers: plain(Partner::Registers),
            scanner: ScannerSettings::Off,
            mail: Some(MailSettings::on_this_machine(self.mail_address.port(), "Migrație <nu-raspunde@igm.example>")),
            sms: Some(plain(Partner::Sms)),
            chat: Some(plain(Partner::Chat)),
            push: Some(plain(Partner::Push)),
            epetitii: EPetitiiSettings { http: http(Partner::EPetitii), responsible_idnp: "2015000000158".into(), token: None },
            msupport: plain(Partner::MSupport),
            ckan: Some(CkanSettings {
                http: http(Partner::Ckan),
                api_key: super::ckan::KEY.into(),
                organisation: super::ckan::ORGANISATION.into(),
            }),
        }
    }

    /// Where the mail server's stand-in listens; for whoever serves it first.
    pub(super) fn mail_listener(&self) -> Option<TcpListener> {
        self.mail_listener.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// MPass's entity id.
    pub(super) fn identity_provider(&self) -> String {
        self.at("mpass").to_string()
    }

    /// An address under the stand-ins.
    pub(super) fn at(&self, path: &str) -> Url {
        let mut url = self.settings.public_url.clone();
        url.set_path(&format!("{}/{path}", self.settings.public_url.path().trim_end_matches('/')));
        url
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }

    /// The memory; a panic elsewhere does not end it.
    pub(super) fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets everything.
    pub(super) fn forget(&self) {
        *self.memory() = Memory::default();
    }
}
