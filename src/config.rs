//! One typed configuration, from the environment and, where `MIGRATIE_CONFIG` names one, a file of `NAME=value` lines. A bad value stops
//! the program before it begins, naming every setting that is wrong.

use std::{
    collections::HashMap,
    net::SocketAddr,
    path::{Path, PathBuf},
    str::FromStr,
    time::Duration,
};

use url::Url;

use crate::kernel::identifiers::Idno;

/// Whether the program serves people or its developers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The default. Refuses development keys, stand-ins and the private cluster.
    Production,
    /// Has a private cluster, stand-ins of the partners, demo personas.
    Development,
}

/// Everything that can be set.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `MIGRATIE_MODE`: production unless `development`.
    pub mode: Mode,
    /// `MIGRATIE_LISTEN`.
    pub listen: SocketAddr,
    /// `MIGRATIE_MANAGEMENT_LISTEN`: health, readiness, metrics.
    pub management_listen: SocketAddr,
    /// `MIGRATIE_SANDBOX_LISTEN`: the partners' stand-ins, in development only.
    pub sandbox_listen: SocketAddr,
    /// `MIGRATIE_PUBLIC_URL`: the address people and partners use.
    pub public_url: Url,
    /// `MIGRATIE_DATA_DIR`: private cluster, keys and files in development.
    pub data_dir: PathBuf,
    /// `MIGRATIE_KEYS_DIR`: keys kept outside the database.
    pub keys_dir: PathBuf,
    /// `MIGRATIE_FILES_URL`: `file:///...` or `s3://bucket/prefix`.
    pub files_url: String,
    /// `DATABASE_URL` (the program's role); none means the private cluster.
    pub database_url: Option<String>,
    /// `DATABASE_OWNER_URL` (migrates).
    pub database_owner_url: Option<String>,
    /// `MIGRATIE_POOL_SIZE`: connections at most (1 to 200).
    pub pool_size: u32,
    /// `MIGRATIE_HTTP_THREADS` (1 to 64).
    pub http_threads: usize,
    /// `MIGRATIE_INSTITUTION_IDNO`: whose the installation is, towards MLog, the registers and MNotify; and for whose services powers of
    /// MPower count.
    pub institution: Idno,
    /// `MIGRATIE_SESSION_MINUTES`: inactivity after which a session ends (1 to 720; 15 by N-47).
    pub session_inactivity: Duration,
    /// `MIGRATIE_STATEMENT_TIMEOUT_MS`.
    pub statement_timeout: Duration,
    /// `MIGRATIE_WORKERS`: whether `serve` also runs the background workers.
    pub workers: bool,
    /// `MIGRATIE_LEASE_SECONDS` (1 to 3600): how long a worker may take over one message; after a crash it returns so much later.
    pub lease: Duration,
    /// `MIGRATIE_SEALING_PAUSE_MS` (50 to 30000): how often the journal's new entries are sealed.
    pub sealing_pause: Duration,
    /// `MIGRATIE_MNOTIFY_DOUBT_SECONDS` (1 to 3600): how much later a send whose answer was lost may still show up at MNotify.
    pub mnotify_doubt: Duration,
    /// `MIGRATIE_DRAIN_SECONDS` (0 to 120): how long calls are still taken after SIGTERM, while `/ready` says no.
    pub drain: Duration,
    /// `MIGRATIE_SANDBOX_URL`: stand-ins that another program runs, in development only.
    pub sandbox_url: Option<Url>,
    /// `MIGRATIE_CLAMD`: `host:port` of a clamd, beside the partners' stand-ins in development; otherwise it stands in `MIGRATIE_PARTNERS`.
    pub clamd: Option<String>,
    /// `MIGRATIE_READS_PER_MINUTE`, a caller.
    pub reads_per_minute: u32,
    /// `MIGRATIE_WRITES_PER_MINUTE`, a caller.
    pub writes_per_minute: u32,
    /// `MIGRATIE_TRUSTED_PROXIES`: how many proxies stand before the program and add to `X-Forwarded-For` (0 to 5).
    pub trusted_proxies: usize,
    /// Everything else, for the rooms that read their own settings (partners).
    pub source: Source,
}

/// The institution of development has the number 1018600000127, which is synthetic.
const SYNTHETIC_INSTITUTION: u64 = 1_860_000_012;

/// Where settings come from.
#[derive(Debug, Clone, Default)]
pub struct Source(HashMap<String, String>);

/// One bad setting.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name}: {problem}")]
pub struct BadSetting {
    /// Its name.
    pub name: String,
    /// What is wrong; never the value, which may be secret.
    pub problem: String,
}

impl Source {
    /// The environment, over the file that `MIGRATIE_CONFIG` names.
    pub fn environment() -> Result<Self, BadSetting> {
        let mut values = HashMap::new();
        if let Some(path) = std::env::var_os("MIGRATIE_CONFIG") {
            values = read_file(Path::new(&path))?;
        }
        values.extend(std::env::vars().filter(|(name, _)| name.starts_with("MIGRATIE_") || name.starts_with("DATABASE_")));
        Ok(Self(values))
    }

    /// Given values; for tests.
    pub fn of<const N: usize>(values: [(&str, String); N]) -> Self {
        Self(values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// One value as it was written.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// Sets a value.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.insert(name.to_owned(), value.into());
    }

    /// A value of a type within bounds, or its default.
    pub fn read<T: FromStr>(&self, name: &str, default: T, fits: impl Fn(&T) -> bool, expected: &str) -> Result<T, BadSetting> {
        match self.get(name) {
            None => Ok(default),
            Some(text) => text
                .parse()
                .ok()
                .filter(fits)
                .ok_or_else(|| BadSetting { name: name.to_owned(), problem: format!("is not {expected}") }),
        }
    }
}

fn read_file(path: &Path) -> Result<HashMap<String, String>, BadSetting> {
    let bad = |problem: String| BadSetting { name: "MIGRATIE_CONFIG".into(), problem };
    let text = std::fs::read_to_string(path).map_err(|error| bad(format!("the file cannot be read: {}", error.kind())))?;
    let mut values = HashMap::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (name, value) = line.split_once('=').ok_or_else(|| bad(format!("line {} is not NAME=value", number + 1)))?;
        values.insert(name.trim().to_owned(), value.trim().to_owned());
    }
    Ok(values)
}

impl Settings {
    /// Reads and checks all settings; on failure names every one that is wrong.
    pub fn read(source: Source) -> Result<Self, Vec<BadSetting>> {
        let mut bad = Vec::new();
        let mut keep = |error: BadSetting| bad.push(error);
        macro_rules! take {
            ($name:literal, $default:expr, $fits:expr, $expected:literal) => {
                source.read($name, $default, $fits, $expected).unwrap_or_else(|error| {
                    keep(error);
                    $default
                })
            };
        }
        let mode = match source.get("MIGRATIE_MODE") {
            None | Some("production") => Mode::Production,
            Some("development") => Mode::Development,
            Some(_) => {
                keep(BadSetting { name: "MIGRATIE_MODE".into(), problem: "is neither production nor development".into() });
                Mode::Production
            }
        };
        let address = |port| SocketAddr::from(([127, 0, 0, 1], port));
        let listen = take!("MIGRATIE_LISTEN", address(8080), |_| true, "an address with a port");
        let management_listen = take!("MIGRATIE_MANAGEMENT_LISTEN", address(8081), |_| true, "an address with a port");
        let sandbox_listen = take!("MIGRATIE_SANDBOX_LISTEN", address(8082), |_| true, "an address with a port");
        let local = format!("http://{listen}/");
        let public_url = source.get("MIGRATIE_PUBLIC_URL").unwrap_or(&local);
        let public_url = Url::parse(public_url).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        let data_dir = PathBuf::from(source.get("MIGRATIE_DATA_DIR").unwrap_or("var"));
        let data_dir = std::path::absolute(&data_dir).unwrap_or(data_dir);
        let keys_dir = source.get("MIGRATIE_KEYS_DIR").map_or_else(|| data_dir.join("keys"), PathBuf::from);
        let files_url = source
            .get("MIGRATIE_FILES_URL")
            .map_or_else(|| format!("file://{}", data_dir.join("files").display()), str::to_owned);
        let pool_size = take!("MIGRATIE_POOL_SIZE", 16, |size| (1..=200).contains(size), "a number from 1 to 200");
        let http_threads = take!("MIGRATIE_HTTP_THREADS", 2, |threads| (1..=64).contains(threads), "a number from 1 to 64");
        let synthetic = Idno::synthetic(SYNTHETIC_INSTITUTION);
        let institution = take!("MIGRATIE_INSTITUTION_IDNO", synthetic, |_| true, "an IDNO: 13 digits, the last a check digit");
        let minutes: u64 = take!("MIGRATIE_SESSION_MINUTES", 15, |minutes| (1..=720).contains(minutes), "a number from 1 to 720");
        let timeout: u64 = take!(
            "MIGRATIE_STATEMENT_TIMEOUT_MS",
            10_000,
            |timeout| (100..=600_000).contains(timeout),
            "a number from 100 to 600000"
        );
        let workers = take!("MIGRATIE_WORKERS", true, |_| true, "true or false");
        let lease: u64 = take!("MIGRATIE_LEASE_SECONDS", 120, |lease| (1..=3600).contains(lease), "a number from 1 to 3600");
        let sealing: u64 =
            take!("MIGRATIE_SEALING_PAUSE_MS", 2000, |pause| (50..=30_000).contains(pause), "a number from 50 to 30000");
        let doubt: u64 =
            take!("MIGRATIE_MNOTIFY_DOUBT_SECONDS", 120, |doubt| (1..=3600).contains(doubt), "a number from 1 to 3600");
        // A balancer needs a moment to see that this copy is going; a developer does not want to wait.
        let drain = if mode == Mode::Production { 5 } else { 0 };
        let drain: u64 = take!("MIGRATIE_DRAIN_SECONDS", drain, |seconds| (0..=120).contains(seconds), "a number from 0 to 120");
        let sandbox_url = source.get("MIGRATIE_SANDBOX_URL").map(Url::parse).transpose().unwrap_or_else(|_| {
            keep(BadSetting { name: "MIGRATIE_SANDBOX_URL".into(), problem: "is not an address".into() });
            None
        });
        let clamd = source.get("MIGRATIE_CLAMD").map(str::to_owned);
        let reads_per_minute =
            take!("MIGRATIE_READS_PER_MINUTE", 1200, |limit| (1..=1_000_000).contains(limit), "a number from 1 to 1000000");
        let writes_per_minute =
            take!("MIGRATIE_WRITES_PER_MINUTE", 300, |limit| (1..=1_000_000).contains(limit), "a number from 1 to 1000000");
        let trusted_proxies = take!("MIGRATIE_TRUSTED_PROXIES", 0, |count| (0..=5).contains(count), "a number from 0 to 5");
        let database_url = source.get("DATABASE_URL").map(str::to_owned);
        let database_owner_url = source.get("DATABASE_OWNER_URL").map(str::to_owned);
        if public_url.is_none() {
            keep(BadSetting { name: "MIGRATIE_PUBLIC_URL".into(), problem: "is not an http or https address".into() });
        }
        if mode == Mode::Production {
            for name in
                ["DATABASE_URL", "MIGRATIE_PUBLIC_URL", "MIGRATIE_KEYS_DIR", "MIGRATIE_FILES_URL", "MIGRATIE_INSTITUTION_IDNO"]
            {
                if source.get(name).is_none() {
                    keep(BadSetting { name: name.into(), problem: "must be set in production".into() });
                }
            }
            if source.get("MIGRATIE_INSTITUTION_IDNO").is_some_and(|text| text.parse::<Idno>() == Ok(synthetic)) {
                let problem = "is the synthetic number of development".into();
                keep(BadSetting { name: "MIGRATIE_INSTITUTION_IDNO".into(), problem });
            }
            if public_url.as_ref().is_some_and(|url| url.scheme() != "https") {
                keep(BadSetting { name: "MIGRATIE_PUBLIC_URL".into(), problem: "must be https in production".into() });
            }
            for (name, problem) in
                [(crate::kernel::failpoint::VARIABLE, "is for tests only"), ("MIGRATIE_SANDBOX_URL", "is for development only")]
            {
                if source.get(name).is_some() {
                    keep(BadSetting { name: name.into(), problem: problem.into() });
                }
            }
        }
        let Some(public_url) = public_url.filter(|_| bad.is_empty()) else { return Err(bad) };
        Ok(Self {
            mode,
            listen,
            management_listen,
            sandbox_listen,
            public_url,
            data_dir,
            keys_dir,
            files_url,
            database_url,
            database_owner_url,
            pool_size,
            http_threads,
            institution,
            session_inactivity: Duration::from_secs(minutes * 60),
            statement_timeout: Duration::from_millis(timeout),
            workers,
            lease: Duration::from_secs(lease),
            sealing_pause: Duration::from_millis(sealing),
            mnotify_doubt: Duration::from_secs(doubt),
            drain: Duration::from_secs(drain),
            sandbox_url,
            clamd,
            reads_per_minute,
            writes_per_minute,
            trusted_proxies,
            source,
        })
    }

    /// Whether demo personas and stand-ins exist.
    pub fn is_development(&self) -> bool {
        self.mode == Mode::Development
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn production_names_everything_that_is_missing() {
        let bad = Settings::read(Source::default()).expect_err("nothing is set");
        let names: Vec<_> = bad.iter().map(|bad| bad.name.as_str()).collect();
        assert!(names.contains(&"DATABASE_URL") && names.contains(&"MIGRATIE_KEYS_DIR"), "{names:?}");
    }

    #[test]
    fn a_bad_value_is_named_and_not_repeated() {
        let source = Source::of([("MIGRATIE_MODE", "development".into()), ("MIGRATIE_POOL_SIZE", "many-secret".into())]);
        let bad = Settings::read(source).expect_err("a bad value");
        assert_eq!(bad.len(), 1);
        assert_eq!(bad[0].to_string(), "MIGRATIE_POOL_SIZE: is not a number from 1 to 200");
    }

    #[test]
    fn a_number_out_of_its_bounds_is_named() {
        let with = |seconds: &str| {
            let development = ("MIGRATIE_MODE", "development".into());
            Settings::read(Source::of([development, ("MIGRATIE_MNOTIFY_DOUBT_SECONDS", seconds.into())]))
        };
        for seconds in ["0", "3601", "-1", "1.5", "soon"] {
            let bad = with(seconds).expect_err(seconds);
            assert_eq!(bad.len(), 1);
            assert_eq!(bad[0].to_string(), "MIGRATIE_MNOTIFY_DOUBT_SECONDS: is not a number from 1 to 3600");
        }
        for (seconds, read) in [("1", 1), ("3600", 3600), ("", 120)] {
            assert_eq!(with(seconds).expect("within").mnotify_doubt, Duration::from_secs(read));
        }
    }

    #[test]
    fn an_idno_is_read_with_its_check_digit_and_production_takes_no_synthetic_one() {
        let with = |mode: &str, idno: &str| {
            let bad = Settings::read(Source::of([("MIGRATIE_MODE", mode.into()), ("MIGRATIE_INSTITUTION_IDNO", idno.into())]));
            let told = bad.err().into_iter().flatten().filter(|bad| bad.name == "MIGRATIE_INSTITUTION_IDNO");
            told.map(|bad| bad.problem).collect::<Vec<_>>()
        };
        assert!(with("development", "1006601000255").is_empty() && with("production", "1006601000255").is_empty());
        let wrong = ["is not an IDNO: 13 digits, the last a check digit"];
        assert_eq!(with("development", "1006601000254"), wrong, "a wrong check digit");
        assert_eq!(with("production", "2004000123455"), wrong, "a person's");
        assert_eq!(with("production", "1018600000127"), ["is the synthetic number of development"]);
        assert_eq!(with("production", ""), ["must be set in production"]);
    }

    #[test]
    fn development_needs_nothing() {
        let settings = Settings::read(Source::of([("MIGRATIE_MODE", "development".into())])).expect("development");
        assert_eq!(settings.session_inactivity, Duration::from_secs(900));
        assert_eq!(settings.institution.expose(), "1018600000127");
    }
}
