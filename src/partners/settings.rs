//! What an installation says about its partners, and the adapters built from it. A bad value is named by its setting.

use std::{path::PathBuf, sync::Arc};

use serde::Deserialize;
use url::{Host, Url};

use super::{
    Calls, HttpPartner, Partner,
    calls::Watched,
    ckan::{Ckan, CkanAdapter, CkanSettings},
    courier::{Courier, CourierAdapter},
    epetitii::{EPetitii, EPetitiiAdapter, EPetitiiSettings},
    mlog::{MLog, MLogAdapter},
    mnotify::{MNotify, MNotifyAdapter},
    mpass::{MPass, MPassSettings, ProvisionalMPass},
    mpay::{MPay, MPayAdapter, MPaySettings},
    mpower::{MPower, MPowerAdapter},
    msign::{MSign, MSignSettings, ProvisionalMSign},
    msupport::{MSupport, ProvisionalMSupport},
    registers::{Register, RegisterAdapter},
    scanner::{Scanner, ScannerSettings, clamd::Clamd, off::ScannerOff},
    sealed::PartnerKey,
    smtp::{Mail, MailSettings, SmtpMail},
};

/// A setting that cannot be worked with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{setting}: {problem}")]
pub struct SettingError {
    /// Its full name, for example `partners.mlog.http.base_url`.
    pub setting: String,
    /// What is wrong; never the value.
    pub problem: String,
}

impl SettingError {
    /// A wrong setting of a partner's HTTP client.
    pub fn new(partner: Partner, setting: &str, problem: &str) -> Self {
        Self::named(&format!("partners.{partner}.http.{setting}"), problem)
    }

    /// A wrong setting by its full name.
    pub fn named(setting: &str, problem: &str) -> Self {
        Self { setting: setting.to_owned(), problem: problem.to_owned() }
    }
}

/// How one partner is reached over HTTP.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HttpSettings {
    /// The address under which the partner's paths lie; https, or http to this machine.
    pub base_url: Url,
    /// Longest wait for a connection, 1 to 60 000 ms.
    #[serde(default = "HttpSettings::default_connect_timeout")]
    pub connect_timeout_ms: u64,
    /// Longest wait for a whole answer, 1 to 300 000 ms.
    #[serde(default = "HttpSettings::default_answer_timeout")]
    pub answer_timeout_ms: u64,
    /// Our system certificate, where the partner asks for one.
    #[serde(default)]
    pub tls: Option<TlsSettings>,
}

/// Mutual TLS: the system certificate issued by STISC, a different one for staging and for production.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TlsSettings {
    /// PEM file of our certificate.
    pub certificate: PathBuf,
    /// PEM file of its key (PKCS#8).
    pub key: PathBuf,
    /// PEM file of the intermediate certificates that must be sent along.
    #[serde(default)]
    pub chain: Option<PathBuf>,
    /// PEM file of the only authorities trusted for this partner's server certificate; absent: the machine's own.
    #[serde(default)]
    pub pinned_ca: Option<PathBuf>,
}

impl HttpSettings {
    const fn default_connect_timeout() -> u64 {
        3_000
    }

    const fn default_answer_timeout() -> u64 {
        15_000
    }

    /// The defaults at an address.
    pub const fn at(base_url: Url) -> Self {
        Self {
            base_url,
            connect_timeout_ms: Self::default_connect_timeout(),
            answer_timeout_ms: Self::default_answer_timeout(),
            tls: None,
        }
    }

    fn check(&self, partner: Partner, errors: &mut Vec<SettingError>) {
        check_url(&format!("partners.{partner}.http.base_url"), &self.base_url, errors);
        if !(1..=60_000).contains(&self.connect_timeout_ms) {
            errors.push(SettingError::new(partner, "connect_timeout_ms", "must be 1 to 60000"));
        }
        if !(1..=300_000).contains(&self.answer_timeout_ms) {
            errors.push(SettingError::new(partner, "answer_timeout_ms", "must be 1 to 300000"));
        }
    }
}

/// An address that calls or browsers go to: https (http on this machine only), no credentials, query or fragment.
pub(super) fn check_url(setting: &str, url: &Url, errors: &mut Vec<SettingError>) {
    let problem = match url.scheme() {
        "https" => None,
        "http" if is_this_machine(url) => None,
        "http" => Some("must be https outside this machine"),
        _ => Some("must be an https address"),
    };
    let rest = (url.query().is_some() || url.fragment().is_some() || !url.username().is_empty() || url.password().is_some())
        .then_some("must have no credentials, query or fragment");
    errors.extend(problem.into_iter().chain(rest).map(|problem| SettingError::named(setting, problem)));
}

fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Everything about partners.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartnersSettings {
    /// Legal audit.
    pub mlog: PlainSettings,
    /// Sign-in.
    pub mpass: MPassSettings,
    /// Payments.
    pub mpay: MPaySettings,
    /// Signatures.
    pub msign: MSignSettings,
    /// Powers of representation.
    pub mpower: PlainSettings,
    /// Notifications.
    pub mnotify: PlainSettings,
    /// State registers through MConnect.
    pub registers: PlainSettings,
    /// Malware scanner; says `kind: Off` where there is none.
    pub scanner: ScannerSettings,
    /// E-mail of our own; absent: none, as the law has it.
    #[serde(default)]
    pub mail: Option<MailSettings>,
    /// Short messages of our own.
    #[serde(default)]
    pub sms: Option<PlainSettings>,
    /// Chats of our own.
    #[serde(default)]
    pub chat: Option<PlainSettings>,
    /// Pushes of our own.
    #[serde(default)]
    pub push: Option<PlainSettings>,
    /// Petitions to the government.
    pub epetitii: EPetitiiSettings,
    /// Support of users.
    pub msupport: PlainSettings,
    /// The open data portal; absent: nothing is pushed.
    #[serde(default)]
    pub ckan: Option<CkanSettings>,
}

/// A partner that needs an address and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlainSettings {
    /// How it is reached.
    pub http: HttpSettings,
}

/// The ports, each with the adapter that the settings ask for.
#[derive(Clone)]
pub struct Partners {
    /// Legal audit.
    pub mlog: Arc<dyn MLog>,
    /// Sign-in.
    pub mpass: Arc<dyn MPass>,
    /// Payments.
    pub mpay: Arc<dyn MPay>,
    /// The key that makes a call MPay's.
    pub mpay_key: PartnerKey,
    /// Our service there.
    pub mpay_service_id: String,
    /// Signatures.
    pub msign: Arc<dyn MSign>,
    /// Powers of representation.
    pub mpower: Arc<dyn MPower>,
    /// Notifications.
    pub mnotify: Arc<dyn MNotify>,
    /// State registers.
    pub registers: Arc<dyn Register>,
    /// Malware scanner.
    pub scanner: Arc<dyn Scanner>,
    /// E-mail, where we send our own.
    pub mail: Option<Arc<dyn Mail>>,
    /// Short messages, where we send our own.
    pub sms: Option<Arc<dyn Courier>>,
    /// Chats, where we send our own.
    pub chat: Option<Arc<dyn Courier>>,
    /// Pushes, where we send our own.
    pub push: Option<Arc<dyn Courier>>,
    /// Petitions to the government.
    pub epetitii: Arc<dyn EPetitii>,
    /// Who answers for our registrations there.
    pub epetitii_responsible: String,
    /// Support of users.
    pub msupport: Arc<dyn MSupport>,
    /// The open data portal with our organisation there.
    pub ckan: Option<(Arc<dyn Ckan>, String)>,
    /// How calls to all of them end.
    pub calls: Calls,
}

impl PartnersSettings {
    /// Every wrong setting at once.
    pub fn check(&self) -> Result<(), Vec<SettingError>> {
        let mut errors = Vec::new();
        for (partner, http) in self.http() {
            http.check(partner, &mut errors);
        }
        self.mpass.check(&mut errors);
        self.mpay.check(&mut errors);
        self.msign.check(&mut errors);
        self.scanner.check(&mut errors);
        if let Some(mail) = &self.mail {
            mail.check(&mut errors);
        }
        self.epetitii.check(&mut errors);
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// What production refuses to start with: stand-ins, addresses on this machine, the stand-ins' published keys.
    pub fn unfit_for_production(&self) -> Vec<SettingError> {
        let is_stand_in = |url: &Url| is_this_machine(url) || url.path().contains("/sandbox");
        let browser = [
            ("partners.mpass.sign_in_url", &self.mpass.sign_in_url),
            ("partners.mpass.logout_url", &self.mpass.logout_url),
            ("partners.mpay.browser_url", &self.mpay.browser_url),
            ("partners.msign.browser_url", &self.msign.browser_url),
        ];
        let addresses = self
            .http()
            .into_iter()
            .map(|(partner, http)| (format!("partners.{partner}.http.base_url"), &http.base_url))
            .chain(browser.map(|(setting, url)| (setting.to_owned(), url)))
            .filter(|(_, url)| is_stand_in(url))
            .map(|(setting, _)| SettingError { setting, problem: "is a stand-in's address".into() });
        let keys = [("partners.mpass.key", &self.mpass.key), ("partners.mpay.key", &self.mpay.key)]
            .into_iter()
            .filter(|(_, key)| key.is_for_development())
            .map(|(setting, _)| SettingError::named(setting, "is a stand-in's key"));
        let mail = self
            .mail
            .iter()
            .filter(|mail| mail.host == "127.0.0.1")
            .map(|_| SettingError::named("partners.mail.host", "is a stand-in's address"));
        addresses.chain(keys).chain(mail).collect()
    }

    fn http(&self) -> Vec<(Partner, &HttpSettings)> {
        let own = [(Partner::Sms, &self.sms), (Partner::Chat, &self.chat), (Partner::Push, &self.push)];
        let own = own.into_iter().filter_map(|(partner, plain)| Some((partner, &plain.as_ref()?.http)));
        let always = [
            (Partner::MLog, &self.mlog.http),
            (Partner::MPay, &self.mpay.http),
            (Partner::MSign, &self.msign.http),
            (Partner::MPower, &self.mpower.http),
            (Partner::MNotify, &self.mnotify.http),
            (Partner::Registers, &self.registers.http),
            (Partner::EPetitii, &self.epetitii.http),
            (Partner::MSupport, &self.msupport.http),
        ];
        let ckan = self.ckan.iter().map(|ckan| (Partner::Ckan, &ckan.http));
        always.into_iter().chain(own).chain(ckan).collect()
    }
}

impl Partners {
    /// Builds every adapter; the settings are checked first.
    pub fn connect(settings: &PartnersSettings) -> Result<Self, Vec<SettingError>> {
        settings.check()?;
        let calls = Calls::default();
        let http = |partner, http: &HttpSettings| {
            HttpPartner::new(partner, http).map(|http| http.counted(&calls)).map_err(|error| vec![error])
        };
        let courier = |partner, plain: &Option<PlainSettings>| {
            let Some(plain) = plain else { return Ok(None) };
            Ok::<_, Vec<SettingError>>(Some(Arc::new(CourierAdapter::new(http(partner, &plain.http)?)) as Arc<dyn Courier>))
        };
        let mail: Option<Arc<dyn Mail>> = match &settings.mail {
            Some(mail) => {
                let port = SmtpMail::new(mail).map_err(|error| vec![error])?;
                Some(Arc::new(Watched { port, calls: calls.clone() }))
            }
            None => None,
        };
        Ok(Self {
            mail,
            sms: courier(Partner::Sms, &settings.sms)?,
            chat: courier(Partner::Chat, &settings.chat)?,
            push: courier(Partner::Push, &settings.push)?,
            mlog: Arc::new(MLogAdapter::new(http(Partner::MLog, &settings.mlog.http)?)),
            mpass: Arc::new(ProvisionalMPass::new(settings.mpass.clone())),
            mpay: Arc::new(MPayAdapter::new(http(Partner::MPay, &settings.mpay.http)?, settings.mpay.clone())),
            mpay_key: settings.mpay.key.clone(),
            mpay_service_id: settings.mpay.service_id.clone(),
            msign: Arc::new(ProvisionalMSign::new(http(Partner::MSign, &settings.msign.http)?, settings.msign.clone())),
            mpower: Arc::new(MPowerAdapter::new(http(Partner::MPower, &settings.mpower.http)?)),
            mnotify: Arc::new(MNotifyAdapter::new(http(Partner::MNotify, &settings.mnotify.http)?)),
            registers: Arc::new(RegisterAdapter::new(http(Partner::Registers, &settings.registers.http)?)),
            scanner: match &settings.scanner {
                ScannerSettings::Off => Arc::new(ScannerOff),
                ScannerSettings::Clamd(clamd) => Arc::new(Watched { port: Clamd::new(clamd.clone()), calls: calls.clone() }),
            },
            epetitii: Arc::new(
                EPetitiiAdapter::new(http(Partner::EPetitii, &settings.epetitii.http)?, &settings.epetitii)
                    .map_err(|error| vec![error])?,
            ),
            epetitii_responsible: settings.epetitii.responsible_idnp.clone(),
            msupport: Arc::new(ProvisionalMSupport::new(http(Partner::MSupport, &settings.msupport.http)?)),
            ckan: match &settings.ckan {
                None => None,
                Some(ckan) => {
                    let adapter = CkanAdapter::new(http(Partner::Ckan, &ckan.http)?, ckan.api_key.clone());
                    Some((Arc::new(adapter), ckan.organisation.clone()))
                }
            },
            calls: calls.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    fn problems(settings: &HttpSettings) -> Vec<String> {
        let mut errors = Vec::new();
        settings.check(Partner::MLog, &mut errors);
        errors.into_iter().map(|error| error.to_string()).collect()
    }

    #[test]
    fn plain_http_is_for_this_machine_only() {
        assert!(problems(&HttpSettings::at(url("https://mlog.gov.md:8443"))).is_empty());
        assert!(problems(&HttpSettings::at(url("http://127.0.0.1:8082/sandbox/mlog"))).is_empty());
        assert!(problems(&HttpSettings::at(url("http://[::1]:8082/"))).is_empty());
        assert_eq!(
            problems(&HttpSettings::at(url("http://mlog.gov.md"))),
            ["partners.mlog.http.base_url: must be https outside this machine"]
        );
        assert_eq!(
            problems(&HttpSettings::at(url("https://user:secret@mlog.gov.md/"))),
            ["partners.mlog.http.base_url: must have no credentials, query or fragment"]
        );
    }

    #[test]
    fn every_wrong_setting_is_named_at_once() {
        let settings = HttpSettings { connect_timeout_ms: 0, answer_timeout_ms: 900_000, ..HttpSettings::at(url("ftp://x/")) };
        assert_eq!(problems(&settings).len(), 3);
    }

    const GOOD: &str = r#"
mlog: { http: { base_url: "https://mlog.gov.md:8443", tls: { certificate: /etc/m/c.pem, key: /etc/m/k.pem } } }
mpass:
  sign_in_url: "https://mpass.gov.md/login/saml"
  logout_url: "https://mpass.gov.md/logout/saml"
  identity_provider: "https://mpass.gov.md"
  issuer: "https://migratie.gov.md"
  assertion_consumer_url: "https://migratie.gov.md/mpass/acs"
  single_logout_url: "https://migratie.gov.md/mpass/slo"
  key: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
mpay:
  http: { base_url: "https://mpay.gov.md:8443" }
  browser_url: "https://mpay.gov.md"
  service_id: IGM01
  key: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
msign: { http: { base_url: "https://msign.gov.md:8443" }, browser_url: "https://msign.gov.md" }
mpower: { http: { base_url: "https://mpower.gov.md:8443/clients-api", answer_timeout_ms: 5000 } }
mnotify: { http: { base_url: "https://mnotify.gov.md:8443" } }
registers: { http: { base_url: "https://mconnect.gov.md:8443" } }
scanner: { kind: Clamd, address: "clamd:3310" }
epetitii: { http: { base_url: "https://epetitii.gov.md/petitie/" }, responsible_idnp: "2015000000158" }
msupport: { http: { base_url: "https://msupport.gov.md:8443" } }
"#;

    fn read(yaml: &str) -> Result<PartnersSettings, String> {
        serde_saphyr::from_str(yaml).map_err(|error| error.to_string())
    }

    #[test]
    fn an_installation_is_read_and_is_fit_for_production() {
        let settings = read(GOOD).unwrap();
        assert_eq!(settings.check(), Ok(()));
        assert!(settings.unfit_for_production().is_empty());
        assert_eq!((settings.mlog.http.answer_timeout_ms, settings.mpower.http.answer_timeout_ms), (15_000, 5_000));
        let missing_files = Partners::connect(&settings).err().unwrap();
        assert_eq!(missing_files[0].to_string(), "partners.mlog.http.tls.certificate: the file cannot be read");
    }

    #[test]
    fn a_misspelt_or_missing_setting_is_not_overlooked() {
        assert!(read(&GOOD.replace("answer_timeout_ms", "answer_timeout")).unwrap_err().contains("answer_timeout"));
        assert!(read(&GOOD.replace("scanner:", "skanner:")).is_err());
        assert!(read(&GOOD.replace("kind: Clamd, address: \"clamd:3310\"", "{}")).is_err(), "no scanner must be said");
        assert_eq!(
            read(&GOOD.replace("kind: Clamd, address: \"clamd:3310\"", "kind: Off")).unwrap().scanner,
            ScannerSettings::Off
        );
        assert!(read(&GOOD.replace("AAAA=", "AA=")).is_err(), "a key has its length");
        let wrong = read(
            &GOOD
                .replace("clamd:3310", "clamd")
                .replace("IGM01", "''")
                .replace("https://msign.gov.md\"", "http://msign.gov.md\""),
        );
        let settings: Vec<String> = wrong.unwrap().check().unwrap_err().into_iter().map(|error| error.setting).collect();
        assert_eq!(settings, ["partners.mpay.service_id", "partners.msign.browser_url", "partners.scanner.address"]);
    }
}
