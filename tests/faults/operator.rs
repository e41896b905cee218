//! Whoever makes backups and brings them back: runs the commands of `docs/backup.md` as they stand there, with other folders.

use std::{
    path::Path,
    process::{Command, Output},
};

use crate::case::Case;

const DOCUMENT: &str = include_str!("../../docs/backup.md");

pub struct Operator<'a> {
    /// Whose program it is; `journal verify` and the like look at its database.
    pub case: &'a Case,
    /// `/backup` of the document.
    pub backup: &'a Path,
    /// The folder of PostgreSQL's data that is made.
    pub pgdata: &'a Path,
    /// The instant that is restored to.
    pub instant: &'a str,
}

impl<'a> Operator<'a> {
    /// One who restores no database.
    pub fn of(case: &'a Case, backup: &'a Path) -> Self {
        Self { case, backup, pgdata: Path::new("/nowhere"), instant: "" }
    }

    /// What the document's one line with these words does.
    pub fn does(&self, words: &str) -> Output {
        self.command(words).output().expect("bash")
    }

    /// The same with a part of the line changed.
    pub fn does_instead(&self, words: &str, instead_of: &str, this: &str) -> Output {
        assert!(self.line(words).contains(instead_of), "{words} has no {instead_of}");
        self.shell(&self.line(words).replace(instead_of, this)).output().expect("bash")
    }

    /// The line, to be run; with the settings of the program, its database's superuser, and the passphrase of the keys.
    pub fn command(&self, words: &str) -> Command {
        self.shell(&self.line(words))
    }

    fn shell(&self, line: &str) -> Command {
        let mut shell = Command::new("bash");
        shell
            .args(["-euo", "pipefail", "-c", line])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env_clear()
            .envs(self.case.command().get_envs().filter_map(|(name, value)| Some((name, value?))))
            .env("PGHOST", self.case.world.socket_folder())
            .env("PGUSER", "postgres")
            .env("MIGRATIE_KEYS_PASSPHRASE", "o frază de trecere lungă");
        shell
    }

    /// What it says, when it does what it should.
    pub fn did(&self, words: &str) -> String {
        let done = self.does(words);
        assert!(done.status.success(), "{words}: {}", told(&done));
        told(&done)
    }

    /// The document's line with the folders of this case.
    pub fn line(&self, words: &str) -> String {
        let mut lines = DOCUMENT.lines().filter_map(|line| line.strip_prefix("    ")).filter(|line| line.contains(words));
        let (line, None) = (lines.next().unwrap_or_else(|| panic!("docs/backup.md has no command {words}")), lines.next()) else {
            panic!("docs/backup.md has several commands {words}");
        };
        let line = match line.strip_prefix("migratie ") {
            Some(arguments) => format!("{} {arguments}", env!("CARGO_BIN_EXE_migratie")),
            None => line.to_owned(),
        };
        line.replace("/opt/migratie/", concat!(env!("CARGO_MANIFEST_DIR"), "/"))
            .replace("2026-11-23 12:00:00.25+02", self.instant)
            .replace("/var/lib/postgresql/15/migratie", &self.pgdata.display().to_string())
            .replace("/var/lib/migratie", &self.case.world.data().display().to_string())
            .replace(" /backup", &format!(" {}", self.backup.display()))
    }
}

/// Everything that a command says.
pub fn told(done: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr))
}
