//! A folder of the run's own, in memory where the machine has such a place. A run that was killed, or whose cluster lives as long as the
//! process, leaves its folder behind: the next one takes it away.

use std::{fs, path::Path};

use tempfile::TempDir;

const PREFIX: &str = "migratie-tests-";

/// The folder of this process.
pub fn of_this_run() -> TempDir {
    let shm = Path::new("/dev/shm");
    let place = if shm.is_dir() { shm.to_owned() } else { std::env::temp_dir() };
    sweep(&place);
    tempfile::Builder::new().prefix(&format!("{PREFIX}{}-", std::process::id())).tempdir_in(place).expect("a folder")
}

fn sweep(place: &Path) {
    for entry in fs::read_dir(place).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let process = name.strip_prefix(PREFIX).and_then(|rest| rest.split('-').next()?.parse::<u32>().ok());
        if process.is_some_and(|process| !Path::new(&format!("/proc/{process}")).exists()) {
            // Another run may be at it, too.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
