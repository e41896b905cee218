//! The program under measurement, in a process of its own, with its private database.

use std::{
    fs::File,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, bail, ensure};
use serde_json::{Value, json};

use crate::http::{Call, Connection};

/// How long the program may take to start.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running program.
pub struct Server {
    child: Child,
    folder: PathBuf,
    /// Where its API listens.
    pub address: String,
    /// How long it took to be ready.
    pub ready_after: Duration,
}

/// How it is started.
pub struct Start<'a> {
    /// The program.
    pub program: &'a Path,
    /// Its data folder.
    pub folder: &'a Path,
    /// Further settings.
    pub settings: &'a [(&'a str, String)],
}

/// Runs a command of the program to its end and gives what it printed.
pub fn run(program: &Path, folder: &Path, arguments: &[&str]) -> anyhow::Result<String> {
    let output = environment(Command::new(program), folder).args(arguments).stderr(Stdio::inherit()).output()?;
    ensure!(output.status.success(), "{} {arguments:?}: {}", program.display(), output.status);
    Ok(String::from_utf8(output.stdout)?)
}

fn environment(mut command: Command, folder: &Path) -> Command {
    command.env("MIGRATIE_MODE", "development").env("MIGRATIE_DATA_DIR", folder).env_remove("DATABASE_URL");
    command
}

/// Addresses that nobody listens on.
fn free_addresses<const N: usize>() -> anyhow::Result<[String; N]> {
    let held: Vec<TcpListener> = (0..N).map(|_| TcpListener::bind("127.0.0.1:0")).collect::<Result<_, _>>()?;
    let addresses: Vec<String> =
        held.iter().map(|listener| listener.local_addr().map(|address| address.to_string())).collect::<Result<_, _>>()?;
    addresses.try_into().map_err(|_| anyhow::anyhow!("no free addresses"))
}

impl Server {
    /// Starts the program and waits until it is ready.
    pub fn start(how: &Start<'_>) -> anyhow::Result<Self> {
        std::fs::create_dir_all(how.folder)?;
        let [api, management, outside] = free_addresses()?;
        let log = File::create(how.folder.join("program.log"))?;
        let mut command = environment(Command::new(how.program), how.folder);
        command
            .arg("serve")
            .env("MIGRATIE_LISTEN", &api)
            .env("MIGRATIE_MANAGEMENT_LISTEN", &management)
            .env("MIGRATIE_SANDBOX_LISTEN", &outside)
            .env("MIGRATIE_READS_PER_MINUTE", "1000000")
            .env("MIGRATIE_WRITES_PER_MINUTE", "1000000")
            .envs(how.settings.iter().map(|(name, value)| (*name, value.as_str())))
            .stdout(log.try_clone()?)
            .stderr(log)
            .stdin(Stdio::null());
        let began = Instant::now();
        let child = command.spawn().with_context(|| how.program.display().to_string())?;
        let mut server = Self { child, folder: how.folder.to_owned(), address: api, ready_after: Duration::ZERO };
        while began.elapsed() < PATIENCE {
            if let Some(status) = server.child.try_wait()? {
                bail!("the program ended with {status}; see {}", how.folder.join("program.log").display());
            }
            let ready = Connection::open(&management).and_then(|mut connection| connection.call(&Call::get("/ready")));
            if ready.is_ok_and(|answer| answer.status == 200) {
                server.ready_after = began.elapsed();
                return Ok(server);
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        bail!("the program is not ready after {} s", PATIENCE.as_secs())
    }

    /// Its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// A token for a demo persona.
    pub fn token(&self, persona: &str) -> anyhow::Result<String> {
        let given = Connection::open(&self.address)?
            .call(&Call::post("/sandbox/sessions", &json!({ "persona": persona })))?
            .expect(201)?;
        given["accessToken"].as_str().map(str::to_owned).context("no token")
    }

    /// The private database of the program.
    pub fn database(&self) -> anyhow::Result<Database> {
        Database::of(&self.folder)
    }

    /// Stops it and waits for its end.
    pub fn stop(mut self) -> anyhow::Result<()> {
        self.end()
    }

    fn end(&mut self) -> anyhow::Result<()> {
        if self.child.try_wait()?.is_none() {
            Command::new("kill").arg(self.child.id().to_string()).status()?;
            self.child.wait()?;
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.end();
    }
}

/// A private cluster while the program holds it.
#[derive(Debug, Clone)]
pub struct Database {
    socket: String,
    /// The server's log.
    pub log: PathBuf,
    /// The server's first process.
    pub postmaster: u32,
}

impl Database {
    fn of(folder: &Path) -> anyhow::Result<Self> {
        let folder = folder.canonicalize()?.join("postgresql");
        let pid_file = std::fs::read_to_string(folder.join("pgdata/postmaster.pid")).context("the cluster does not run")?;
        let mut lines = pid_file.lines();
        let postmaster = lines.next().context("no process")?.trim().parse()?;
        let socket = lines.nth(3).context("no socket")?.to_owned();
        Ok(Self { socket, log: folder.join("log"), postmaster })
    }

    /// For a user, as libpq reads it.
    pub fn url(&self, user: &str) -> String {
        format!("host={} port=5432 dbname=migratie user={user}", self.socket)
    }

    /// The same as an address.
    pub fn address(&self, user: &str) -> String {
        let host: String =
            self.socket.bytes().map(|byte| if byte == b'/' { "%2F".to_owned() } else { char::from(byte).to_string() }).collect();
        format!("postgres:///migratie?host={host}&port=5432&user={user}")
    }

    /// Runs SQL as the superuser and gives its rows as JSON.
    pub fn rows(&self, sql: &str) -> anyhow::Result<Vec<Value>> {
        let wrapped = format!("select coalesce(json_agg(rows), '[]') from ({sql}) rows");
        let text = self.psql(&wrapped)?;
        Ok(serde_json::from_str(text.trim())?)
    }

    /// Runs statements as the superuser.
    pub fn psql(&self, sql: &str) -> anyhow::Result<String> {
        let output = Command::new(program("psql")?)
            .args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1", "--command", sql])
            .args(["--dbname", &self.url("postgres")])
            .output()?;
        ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Ok(String::from_utf8(output.stdout)?)
    }
}

/// A program of PostgreSQL: in the path, or where Debian puts the newest.
pub fn program(name: &str) -> anyhow::Result<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|version| version.path().join("bin").join(name))
        .filter(|path| path.is_file())
        .collect();
    found.sort();
    let in_path = std::env::var_os("PATH")
        .and_then(|path| std::env::split_paths(&path).map(|folder| folder.join(name)).find(|path| path.is_file()));
    found.pop().or(in_path).with_context(|| format!("{name} of PostgreSQL is not on this machine"))
}
