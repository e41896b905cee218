//! A private PostgreSQL cluster for development and tests: made from the machine's own binaries, reached only
//! through a Unix socket, and gone when the last program that uses it is gone, however that program ended.
//!
//! Every user holds a shared `flock` on `users.lock`. Beside the server a watcher waits for the exclusive lock: it gets
//! it when the last user has left (the kernel frees the locks of a killed process too), stops the server, and lets go
//! of the lock only once the server has gone. So a copy that comes meanwhile either keeps the server or waits and
//! starts it anew; a second copy on the same folder shares the server of the first.

mod machine;
#[cfg(test)]
mod tests;

use std::{
    fs::{self, DirBuilder, File, OpenOptions, Permissions},
    io,
    os::unix::{
        ffi::OsStrExt,
        fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use aws_lc_rs::digest;
use machine::Machine;

/// The name of the cluster's superuser.
pub const SUPERUSER: &str = "postgres";
/// Part of the socket's file name; nothing listens on TCP.
const PORT: &str = "5432";
/// The longest path of a Unix socket on Linux (`sun_path` less its final zero).
const LONGEST_SOCKET_PATH: usize = 107;
/// Recovery after a crash may take a while; a clean start takes about 0.1 s.
const PATIENCE: Duration = Duration::from_secs(60);
const POLL: Duration = Duration::from_millis(10);

/// Runs the server (`$2...`) and its watcher; `$1` is `users.lock`. Ends with the server's own exit code.
const SUPERVISOR: &str = r#"
users=$1; shift
"$@" </dev/null &
server=$!
flock --exclusive --no-fork "$users" sh -c '
    kill -INT "$0" 2>/dev/null
    tries=0
    while kill -0 "$0" 2>/dev/null && [ $tries -lt 3000 ]; do sleep 0.02; tries=$((tries + 1)); done
' "$server" </dev/null &
watcher=$!
wait "$server"; code=$?
kill "$watcher" 2>/dev/null
exit $code
"#;

/// How the cluster treats what it is given.
#[derive(Debug, Clone, Copy)]
pub struct ClusterOptions {
    /// Whether commits survive a crash of the machine. Development: yes. Tests: no, they are three times faster without.
    pub durable: bool,
}

/// A running cluster. Dropping it stops the server, unless another program still uses the same folder.
#[derive(Debug)]
pub struct Cluster {
    folder: PathBuf,
    socket_folder: PathBuf,
    /// `None` when the server was found running.
    supervisor: Option<Child>,
    /// `None` only while dropping.
    users: Option<File>,
}

/// Why there is no cluster.
#[derive(Debug, thiserror::Error)]
pub enum ClusterError {
    /// No PostgreSQL on this machine (or not its server).
    #[error(
        "PostgreSQL's server programs (initdb, postgres, pg_isready) are not on this machine; on Debian: apt-get install \
         postgresql-15 (or set DATABASE_URL to a server of yours)"
    )]
    BinariesMissing,
    /// `flock`, and for root `unshare` or `setpriv`, come with util-linux.
    #[error("the program `{0}` is missing; on Debian: apt-get install util-linux")]
    ToolMissing(&'static str),
    /// PostgreSQL refuses to run as root.
    #[error(
        "PostgreSQL does not run as root, and this machine has neither a user `postgres` nor `nobody` that could run it, or \
         neither `unshare --user` nor `setpriv` is allowed here; start as an ordinary user, or set DATABASE_URL"
    )]
    NoOrdinaryUser,
    /// The folder was made by another major version.
    #[error(
        "{folder} was made by PostgreSQL {found}, but this machine has {installed}; on Debian: apt-get install \
         postgresql-{found} (or move the folder away to start with an empty database)"
    )]
    WrongVersion {
        /// The database files.
        folder: PathBuf,
        /// The major version that made them.
        found: String,
        /// The major versions installed.
        installed: String,
    },
    /// A file or a folder could not be made or read.
    #[error("cannot {action} {path}: {source}")]
    Folder {
        /// What was tried.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A folder in the common temporary folder belongs to somebody else.
    #[error("{0} is not a private folder of this user; remove it")]
    NotPrivate(PathBuf),
    /// A program did not start at all.
    #[error("cannot run {program}: {source}")]
    Run {
        /// The program.
        program: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// `initdb` failed.
    #[error("initdb could not make {folder}: {said}")]
    InitdbFailed {
        /// The database files.
        folder: PathBuf,
        /// The end of what it said.
        said: String,
    },
    /// The server ended while starting.
    #[error("PostgreSQL did not start; {log} says: {said}")]
    StartFailed {
        /// The server's log.
        log: PathBuf,
        /// Its last lines.
        said: String,
    },
    /// The server neither accepted connections nor ended.
    #[error("PostgreSQL did not accept connections within {} s; see {log}", PATIENCE.as_secs())]
    TimedOut {
        /// The server's log.
        log: PathBuf,
    },
}

impl Cluster {
    /// Starts the cluster of the folder, making it if it is not there; or joins the one that runs there already.
    /// Returns once it accepts connections. Blocks; call it before the server's threads start or on a blocking one.
    pub fn start(data_dir: &Path, options: ClusterOptions) -> Result<Self, ClusterError> {
        make_private_folder(data_dir)?;
        let folder = data_dir.canonicalize().map_err(trouble("find", data_dir))?;
        let machine = Machine::look(&folder.join("pgdata"))?;
        machine.hand_over(&folder)?;

        // One copy at a time decides; the second waits here and then finds a server to join.
        let gate = open_lock(&machine, &folder.join("start.lock"))?;
        gate.lock().map_err(trouble("lock", &folder.join("start.lock")))?;
        // Waits while a server that nobody uses any more is stopping.
        let users = open_lock(&machine, &folder.join("users.lock"))?;
        users.lock_shared().map_err(trouble("lock", &folder.join("users.lock")))?;

        let mut cluster = Self { socket_folder: PathBuf::new(), folder, supervisor: None, users: Some(users) };
        if let Some(running) = cluster.running_server() {
            cluster.socket_folder = running.socket_folder;
        } else {
            cluster.initialise(&machine)?;
            cluster.socket_folder = cluster.make_socket_folder(&machine)?;
            cluster.supervisor = Some(cluster.launch(&machine, options)?);
        }
        cluster.wait_until_ready(&machine)?;
        Ok(cluster)
    }

    /// The connection string of a database for a user: `postgres:///db?host=/folder&port=5432&user=name`.
    pub fn url(&self, dbname: &str, user: &str) -> String {
        let host = percent_encoded(self.socket_folder.as_os_str().as_bytes());
        let (dbname, user) = (percent_encoded(dbname.as_bytes()), percent_encoded(user.as_bytes()));
        format!("postgres:///{dbname}?host={host}&port={PORT}&user={user}")
    }

    /// Where the socket is.
    pub fn socket_folder(&self) -> &Path {
        &self.socket_folder
    }

    /// Whether the server was found running rather than started by this call.
    pub fn is_joined(&self) -> bool {
        self.supervisor.is_none()
    }

    /// The server's log.
    pub fn log(&self) -> PathBuf {
        self.folder.join("log")
    }

    fn pgdata(&self) -> PathBuf {
        self.folder.join("pgdata")
    }

    /// Made beside and renamed, so that a folder half made is never taken for a cluster.
    fn initialise(&self, machine: &Machine) -> Result<(), ClusterError> {
        let (pgdata, unfinished) = (self.pgdata(), self.folder.join("pgdata.unfinished"));
        if pgdata.join("PG_VERSION").exists() {
            return Ok(());
        }
        if unfinished.exists() {
            fs::remove_dir_all(&unfinished).map_err(trouble("remove", &unfinished))?;
        }
        let initdb = machine.program("initdb");
        let output = machine
            .command(&initdb)
            .args(["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"])
            .args(["--username", SUPERUSER, "--pgdata"])
            .arg(&unfinished)
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .output()
            .map_err(|source| ClusterError::Run { program: initdb, source })?;
        if !output.status.success() {
            return Err(ClusterError::InitdbFailed { folder: pgdata, said: last_lines(&output.stderr) });
        }
        fs::rename(&unfinished, &pgdata).map_err(trouble("rename", &unfinished))
    }

    /// `socket` in the folder itself or, where its path would be too long, a folder of this name in the temporary one.
    fn make_socket_folder(&self, machine: &Machine) -> Result<PathBuf, ClusterError> {
        let inside = self.folder.join("socket");
        let fits = |folder: &Path| folder.as_os_str().len() + "/.s.PGSQL.".len() + PORT.len() <= LONGEST_SOCKET_PATH;
        let chosen = if fits(&inside) {
            inside
        } else {
            let name = hex::encode(&digest::digest(&digest::SHA256, self.folder.as_os_str().as_bytes()).as_ref()[..8]);
            let temporary = std::env::temp_dir().join(format!("migratie-{name}"));
            if fits(&temporary) { temporary } else { Path::new("/tmp").join(format!("migratie-{name}")) }
        };
        make_private_folder(&chosen)?;
        machine.hand_over(&chosen)?;
        Ok(chosen)
    }

    fn launch(&self, machine: &Machine, options: ClusterOptions) -> Result<Child, ClusterError> {
        let log_path = self.log();
        let log = OpenOptions::new().append(true).create(true).mode(0o600).open(&log_path).map_err(trouble("open", &log_path))?;
        log.set_len(0).map_err(trouble("empty", &log_path))?;
        let errors = log.try_clone().map_err(trouble("open", &log_path))?;

        let mut settings = vec![
            "listen_addresses=".to_owned(),
            format!("unix_socket_directories={}", self.socket_folder.display()),
            "unix_socket_permissions=0700".to_owned(),
            "max_connections=200".to_owned(),
            // PostgreSQL's own 128 MB holds neither the figures nor the indexes of a million requests; it is taken as it is needed.
            "shared_buffers=512MB".to_owned(),
            "timezone=UTC".to_owned(),
            "log_timezone=UTC".to_owned(),
            // Statements and details of errors may hold personal data.
            "log_min_error_statement=panic".to_owned(),
            "log_error_verbosity=terse".to_owned(),
        ];
        if !options.durable {
            settings.extend(["fsync=off", "synchronous_commit=off", "full_page_writes=off"].map(str::to_owned));
        }
        let shell = Path::new("/bin/sh");
        machine
            .command(shell)
            .args(["-c", SUPERVISOR, "migratie-cluster"])
            .arg(self.folder.join("users.lock"))
            .arg(machine.program("postgres"))
            .arg("-D")
            .arg(self.pgdata())
            .args(["-p", PORT])
            .args(settings.iter().flat_map(|setting| ["-c", setting]))
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .stdout(log)
            .stderr(errors)
            // Ctrl-C at the terminal is for this program; the server goes when the program has finished with it.
            .process_group(0)
            .spawn()
            .map_err(|source| ClusterError::Run { program: shell.to_owned(), source })
    }

    /// Polls until connections are accepted or the server has ended.
    fn wait_until_ready(&mut self, machine: &Machine) -> Result<(), ClusterError> {
        let pg_isready = machine.program("pg_isready");
        let socket = self.socket_folder.join(format!(".s.PGSQL.{PORT}"));
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            if socket.exists() {
                let status = Command::new(&pg_isready)
                    .args(["--quiet", "--timeout=3", "--port", PORT, "--dbname=postgres", "--host"])
                    .arg(&self.socket_folder)
                    .status()
                    .map_err(|source| ClusterError::Run { program: pg_isready.clone(), source })?;
                if status.success() {
                    return Ok(());
                }
            }
            let ended = match &mut self.supervisor {
                Some(supervisor) => !matches!(supervisor.try_wait(), Ok(None)),
                None => self.running_server().is_none(),
            };
            if ended {
                let said = last_lines(&fs::read(self.log()).unwrap_or_default());
                return Err(ClusterError::StartFailed { log: self.log(), said });
            }
            std::thread::sleep(POLL);
        }
        Err(ClusterError::TimedOut { log: self.log() })
    }

    /// The server that runs on this folder, whoever started it. A `postmaster.pid` left by a crash, whose number now
    /// belongs to another process, is removed: PostgreSQL itself would refuse to start.
    fn running_server(&self) -> Option<RunningServer> {
        let pid_file = self.pgdata().join("postmaster.pid");
        let text = fs::read_to_string(&pid_file).ok()?;
        let mut lines = text.lines();
        let pid: u32 = lines.next()?.trim().parse().ok()?;
        let socket_folder = PathBuf::from(lines.nth(3)?);
        // The server's working directory is its data folder.
        if Path::new("/proc/self").exists() && fs::read_link(format!("/proc/{pid}/cwd")).ok() != Some(self.pgdata()) {
            let _ = fs::remove_file(&pid_file);
            return None;
        }
        Some(RunningServer { socket_folder })
    }
}

struct RunningServer {
    socket_folder: PathBuf,
}

impl Drop for Cluster {
    /// Leaves; where nobody else uses the server, waits until it has stopped.
    fn drop(&mut self) {
        let Some(users) = self.users.take() else { return };
        // Exclusive: nobody else is here. Neither exclusive nor shared: the watcher has it and is stopping the server.
        let last = users.try_lock().is_ok() || users.try_lock_shared().is_err();
        drop(users);
        if !last {
            return;
        }
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            let stopped = match &mut self.supervisor {
                Some(supervisor) => !matches!(supervisor.try_wait(), Ok(None)),
                None => self.running_server().is_none(),
            };
            if stopped {
                return;
            }
            std::thread::sleep(POLL);
        }
        tracing::warn!(folder = %self.folder.display(), "the private PostgreSQL cluster is still stopping");
    }
}

fn open_lock(machine: &Machine, path: &Path) -> Result<File, ClusterError> {
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(path)
        .map_err(trouble("open", path))?;
    machine.hand_over(path)?;
    Ok(file)
}

/// Makes the folder for this user only; one that is there must be this user's and is closed to others.
fn make_private_folder(path: &Path) -> Result<(), ClusterError> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(trouble("make", parent))?;
    }
    match DirBuilder::new().mode(0o700).create(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        made => return made.map_err(trouble("make", path)),
    }
    let found = fs::symlink_metadata(path).map_err(trouble("read", path))?;
    let me = rustix::process::geteuid();
    if !found.is_dir() || !(me.is_root() || found.uid() == me.as_raw()) {
        return Err(ClusterError::NotPrivate(path.to_owned()));
    }
    fs::set_permissions(path, Permissions::from_mode(0o700)).map_err(trouble("close", path))
}

fn trouble(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> ClusterError {
    let path = path.to_owned();
    move |source| ClusterError::Folder { action, path, source }
}

fn last_lines(output: &[u8]) -> String {
    let text = String::from_utf8_lossy(output);
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    lines[lines.len().saturating_sub(6)..].join(" / ")
}

/// For libpq, which knows no `+` for a space.
fn percent_encoded(text: &[u8]) -> String {
    let kept = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    text.iter().map(|&byte| if kept(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
