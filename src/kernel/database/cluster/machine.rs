//! What the machine offers: PostgreSQL's programs, and an ordinary user to run them when we are root.

use std::{
    fs,
    os::unix::fs::chown,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use super::ClusterError;

/// The programs found and the way to run them.
#[derive(Debug)]
pub struct Machine {
    binaries: PathBuf,
    way: Way,
}

/// PostgreSQL refuses to run as root, so root runs it as somebody else.
#[derive(Debug)]
enum Way {
    /// We are an ordinary user.
    Direct,
    /// In a user namespace where root's files belong to the ordinary user: nothing changes its owner.
    Namespace { uid: u32, gid: u32 },
    /// As that user; the folders are given to it.
    OtherUser { uid: u32, gid: u32 },
}

impl Machine {
    /// Finds the programs: of the version that made `pgdata`, if it is there; else the newest.
    pub fn look(pgdata: &Path) -> Result<Self, ClusterError> {
        let binaries = find_binaries(pgdata)?;
        if !runs("flock", &["--version"]) {
            return Err(ClusterError::ToolMissing("flock"));
        }
        let way = if rustix::process::geteuid().is_root() { way_for_root()? } else { Way::Direct };
        Ok(Self { binaries, way })
    }

    /// The path of one of PostgreSQL's programs.
    pub fn program(&self, name: &str) -> PathBuf {
        self.binaries.join(name)
    }

    /// A command that runs the program as an ordinary user.
    pub fn command(&self, program: &Path) -> Command {
        let mut wrapper = match self.way {
            Way::Direct => return Command::new(program),
            Way::Namespace { uid, gid } => {
                let mut unshare = Command::new("unshare");
                unshare.arg("--user").arg(format!("--map-user={uid}")).arg(format!("--map-group={gid}"));
                unshare
            }
            Way::OtherUser { uid, gid } => {
                let mut setpriv = Command::new("setpriv");
                setpriv.arg(format!("--reuid={uid}")).arg(format!("--regid={gid}")).arg("--clear-groups");
                setpriv
            }
        };
        wrapper.arg("--").arg(program);
        wrapper
    }

    /// Gives a file or a folder to the user that runs the server, where that is not us.
    pub fn hand_over(&self, path: &Path) -> Result<(), ClusterError> {
        match self.way {
            Way::OtherUser { uid, gid } => chown(path, Some(uid), Some(gid)).map_err(super::trouble("give away", path)),
            Way::Direct | Way::Namespace { .. } => Ok(()),
        }
    }
}

/// `pg_config --bindir`, then Debian's folders; the newest version first.
fn find_binaries(pgdata: &Path) -> Result<PathBuf, ClusterError> {
    let mut found: Vec<(String, PathBuf)> = Vec::new();
    let configured = Command::new("pg_config").arg("--bindir").stderr(Stdio::null()).output();
    let configured = configured.ok().filter(|output| output.status.success());
    let configured = configured.map(|output| PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()));
    let installed = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path().join("bin"));
    for folder in installed.chain(configured) {
        let complete = ["initdb", "postgres", "pg_isready"].iter().all(|program| folder.join(program).is_file());
        if let Some(version) = complete.then(|| major_version(&folder)).flatten() {
            found.push((version, folder));
        }
    }
    found.sort_by_key(|(version, _)| std::cmp::Reverse(version.parse::<u32>().unwrap_or(0)));
    let Some((_, newest)) = found.first() else { return Err(ClusterError::BinariesMissing) };

    let Ok(made_by) = fs::read_to_string(pgdata.join("PG_VERSION")) else { return Ok(newest.clone()) };
    let made_by = made_by.trim();
    match found.iter().find(|(version, _)| version == made_by) {
        Some((_, folder)) => Ok(folder.clone()),
        None => Err(ClusterError::WrongVersion {
            folder: pgdata.to_owned(),
            found: made_by.to_owned(),
            installed: found.into_iter().map(|(version, _)| version).collect::<Vec<_>>().join(", "),
        }),
    }
}

/// `15` out of `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`.
fn major_version(folder: &Path) -> Option<String> {
    let output = Command::new(folder.join("postgres")).arg("--version").output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let number = text.split_whitespace().find(|word| word.starts_with(|first: char| first.is_ascii_digit()))?;
    Some(number.chars().take_while(char::is_ascii_digit).collect())
}

fn way_for_root() -> Result<Way, ClusterError> {
    let (uid, gid) = ordinary_user().ok_or(ClusterError::NoOrdinaryUser)?;
    for way in [Way::Namespace { uid, gid }, Way::OtherUser { uid, gid }] {
        let machine = Machine { binaries: PathBuf::new(), way };
        let probe = machine.command(Path::new("true")).stdout(Stdio::null()).stderr(Stdio::null()).status();
        if probe.is_ok_and(|status| status.success()) {
            return Ok(machine.way);
        }
    }
    Err(ClusterError::NoOrdinaryUser)
}

/// The numbers of the user that the server's package made, or of `nobody`. PostgreSQL wants one that has a name.
fn ordinary_user() -> Option<(u32, u32)> {
    let users = fs::read_to_string("/etc/passwd").ok()?;
    ["postgres", "nobody"].iter().find_map(|wanted| {
        users.lines().find_map(|line| {
            let mut fields = line.split(':');
            (fields.next()? == *wanted).then_some(())?;
            Some((fields.nth(1)?.parse().ok()?, fields.next()?.parse().ok()?))
        })
    })
}

fn runs(program: &str, arguments: &[&str]) -> bool {
    let status = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}
