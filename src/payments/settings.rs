//! How this installation speaks with MPay.

use aws_lc_rs::hmac;
use url::Url;

use crate::config::{BadSetting, Settings};

/// Published here, so that it proves nothing: production refuses it.
pub const DEVELOPMENT_SECRET: &str = "migratie-development-mpay-secret-0";
const SHORTEST_SECRET: usize = 32;

/// The checked settings.
#[derive(Clone)]
pub struct PaymentSettings {
    /// `MIGRATIE_MPAY_SERVICE_ID`: our service at MPay, 1 to 36 characters.
    pub service_id: String,
    /// `MIGRATIE_MPAY_SECRET`: what makes a call MPay's, in the provisional form; at least 32 characters.
    pub secret: hmac::Key,
    /// `MIGRATIE_MPAY_PAY_URL`: where the payer's browser posts the form.
    pub pay_url: Url,
    /// `MIGRATIE_MPAY_RETURN_URL`: where MPay sends the payer back; proves nothing.
    pub return_url: Url,
}

impl std::fmt::Debug for PaymentSettings {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("PaymentSettings").field("service_id", &self.service_id).finish_non_exhaustive()
    }
}

impl PaymentSettings {
    /// Reads and checks; names every setting that is wrong, never a value.
    pub fn read(settings: &Settings) -> Result<Self, Vec<BadSetting>> {
        let mut bad = Vec::new();
        let development = settings.is_development();
        let sandbox = format!("http://{}/sandbox/mpay/service/pay", settings.sandbox_listen);
        let mut take = |name: &str, default: Option<&str>, fits: &dyn Fn(&str) -> bool, expected: &str| {
            let value = settings.source.get(name).or(default).unwrap_or_default();
            if !fits(value) {
                let problem =
                    if value.is_empty() { "must be set in production".to_owned() } else { format!("is not {expected}") };
                bad.push(BadSetting { name: name.to_owned(), problem });
            }
            value.to_owned()
        };
        let only_in_development = |value| development.then_some(value);
        let service_id = take(
            "MIGRATIE_MPAY_SERVICE_ID",
            only_in_development("IGM-TEST"),
            &|value| (1..=36).contains(&value.chars().count()),
            "1 to 36 characters",
        );
        let secret = take(
            "MIGRATIE_MPAY_SECRET",
            only_in_development(DEVELOPMENT_SECRET),
            &|value| value.len() >= SHORTEST_SECRET && (development || value != DEVELOPMENT_SECRET),
            "a secret of its own of at least 32 characters",
        );
        let address =
            |value: &str| Url::parse(value).ok().filter(|url| url.scheme() == "https" || (development && url.scheme() == "http"));
        let pay_url =
            take("MIGRATIE_MPAY_PAY_URL", only_in_development(&sandbox), &|value| address(value).is_some(), "an https address");
        let public = settings.public_url.as_str();
        let return_url = take("MIGRATIE_MPAY_RETURN_URL", Some(public), &|value| address(value).is_some(), "an https address");
        match (address(&pay_url), address(&return_url)) {
            (Some(pay_url), Some(return_url)) if bad.is_empty() => {
                Ok(Self { service_id, secret: hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()), pay_url, return_url })
            }
            _ => Err(bad),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Mode, Source};

    fn settings(mode: Mode, values: &[(&str, &str)]) -> Settings {
        let mut settings = Settings::read(Source::of([("MIGRATIE_MODE", "development".into())])).expect("development");
        settings.mode = mode;
        settings.public_url = Url::parse("https://migratie.example.md/").expect("an address");
        for (name, value) in values {
            settings.source.set(name, *value);
        }
        settings
    }

    #[test]
    fn development_needs_nothing() {
        assert_eq!(PaymentSettings::read(&settings(Mode::Development, &[])).expect("settings").service_id, "IGM-TEST");
    }

    #[test]
    fn production_names_what_is_missing_and_refuses_the_published_secret() {
        let names = |values: &[(&str, &str)]| -> Vec<String> {
            let bad = PaymentSettings::read(&settings(Mode::Production, values)).expect_err("bad settings");
            bad.into_iter().map(|bad| bad.name).collect()
        };
        assert_eq!(names(&[]), ["MIGRATIE_MPAY_SERVICE_ID", "MIGRATIE_MPAY_SECRET", "MIGRATIE_MPAY_PAY_URL"]);
        let url = ("MIGRATIE_MPAY_PAY_URL", "https://mpay.gov.md/service/pay");
        let id = ("MIGRATIE_MPAY_SERVICE_ID", "IGM01");
        assert_eq!(names(&[id, url, ("MIGRATIE_MPAY_SECRET", DEVELOPMENT_SECRET)]), ["MIGRATIE_MPAY_SECRET"]);
        assert_eq!(names(&[id, url, ("MIGRATIE_MPAY_SECRET", "short")]), ["MIGRATIE_MPAY_SECRET"]);
    }
}
