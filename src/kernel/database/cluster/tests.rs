use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

use super::*;

const FAST: ClusterOptions = ClusterOptions { durable: false };

fn psql(cluster: &Cluster, sql: &str) -> Result<String, String> {
    let output = Command::new("psql")
        .args(["--no-psqlrc", "--tuples-only", "--no-align", "-c", sql])
        .arg(cluster.url("postgres", SUPERUSER))
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) }
}

/// The processes whose working directory is the cluster's: the server and its children.
fn servers(folder: &Path) -> usize {
    let pgdata = folder.canonicalize().unwrap().join("pgdata");
    let processes = fs::read_dir("/proc").unwrap().flatten();
    processes.filter(|process| fs::read_link(process.path().join("cwd")).is_ok_and(|cwd| cwd == pgdata)).count()
}

fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let started = Instant::now();
    while !holds() {
        assert!(started.elapsed() < Duration::from_secs(20), "not in 20 s: {what}");
        std::thread::sleep(POLL);
    }
}

/// Not a test: another program that uses a cluster until it is killed.
#[test]
#[ignore = "started by other tests"]
fn another_program() {
    let Ok(folder) = std::env::var("CLUSTER_TEST_FOLDER") else { return };
    let cluster = Cluster::start(Path::new(&folder), FAST).unwrap();
    println!("\nready joined={}", cluster.is_joined());
    std::thread::sleep(Duration::from_secs(60));
}

/// Starts it and waits for its line.
fn start_another_program(folder: &Path) -> (Child, String) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "kernel::database::cluster::tests::another_program", "--ignored", "--nocapture"])
        .env("CLUSTER_TEST_FOLDER", folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let ready = lines.find_map(|line| line.ok().filter(|line| line.starts_with("ready"))).expect("the program is ready");
    (child, ready)
}

#[test]
fn it_starts_answers_stops_and_keeps_its_data() {
    let folder = tempfile::tempdir().unwrap();
    let cluster = Cluster::start(folder.path(), FAST).unwrap();
    assert!(!cluster.is_joined());
    assert_eq!(psql(&cluster, "show server_encoding").unwrap(), "UTF8");
    assert_eq!(psql(&cluster, "show listen_addresses").unwrap(), "");
    assert_eq!(psql(&cluster, "show fsync").unwrap(), "off");
    psql(&cluster, "create table kept as select 'ș' as letter").unwrap();
    drop(cluster);
    assert_eq!(servers(folder.path()), 0, "gone when drop returns");

    let cluster = Cluster::start(folder.path(), ClusterOptions { durable: true }).unwrap();
    assert_eq!(psql(&cluster, "select letter from kept").unwrap(), "ș");
    assert_eq!(psql(&cluster, "show fsync").unwrap(), "on");
}

#[test]
fn nothing_is_left_when_the_program_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let (mut program, _) = start_another_program(folder.path());
    assert!(servers(folder.path()) > 0);
    program.kill().unwrap();
    program.wait().unwrap();
    until("the server stops", || servers(folder.path()) == 0);
    let users = File::open(folder.path().join("users.lock")).unwrap();
    until("the watcher ends", || users.try_lock().is_ok());
}

#[test]
fn a_second_program_joins_and_outlives_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let (mut first, said) = start_another_program(folder.path());
    assert_eq!(said, "ready joined=false");
    let second = Cluster::start(folder.path(), FAST).unwrap();
    assert!(second.is_joined());
    first.kill().unwrap();
    first.wait().unwrap();
    assert_eq!(psql(&second, "select 1").unwrap(), "1");
    drop(second);
    until("the last one out stops it", || servers(folder.path()) == 0);
}

#[test]
fn many_copies_at_once_share_one_server() {
    let folder = tempfile::tempdir().unwrap();
    let started: Vec<bool> = std::thread::scope(|scope| {
        let copies: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(|| {
                    let cluster = Cluster::start(folder.path(), FAST).unwrap();
                    assert_eq!(psql(&cluster, "select 1").unwrap(), "1");
                    cluster.is_joined()
                })
            })
            .collect();
        copies.into_iter().map(|copy| copy.join().unwrap()).collect()
    });
    assert!(started.contains(&false));
    until("the last one out stops it", || servers(folder.path()) == 0);
}

#[test]
fn it_recovers_from_a_crash_of_the_server() {
    let folder = tempfile::tempdir().unwrap();
    let cluster = Cluster::start(folder.path(), ClusterOptions { durable: true }).unwrap();
    psql(&cluster, "create table kept as select 7 as number").unwrap();
    let pid_file = cluster.pgdata().join("postmaster.pid");
    let left_behind = fs::read_to_string(&pid_file).unwrap();
    let pid = rustix::process::Pid::from_raw(left_behind.lines().next().unwrap().parse().unwrap()).unwrap();
    rustix::process::kill_process(pid, rustix::process::Signal::KILL).unwrap();
    until("the server's children end", || servers(folder.path()) == 0);
    drop(cluster);

    // The worst of it: the number in the file belongs to a living process that is not a server.
    let stale = left_behind.replacen(&pid.as_raw_nonzero().to_string(), &std::process::id().to_string(), 1);
    fs::write(&pid_file, stale).unwrap();
    let cluster = Cluster::start(folder.path(), FAST).unwrap();
    assert_eq!(psql(&cluster, "select number from kept").unwrap(), "7");
}

#[test]
fn a_folder_too_deep_for_a_socket_has_it_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let deep = folder.path().join("a folder with a rather long name".repeat(4)).join("și încă");
    let cluster = Cluster::start(&deep, FAST).unwrap();
    assert!(!cluster.socket_folder().starts_with(folder.path()));
    assert_eq!(fs::metadata(cluster.socket_folder()).unwrap().mode() & 0o777, 0o700);
    assert_eq!(psql(&cluster, "select 1").unwrap(), "1");
    let socket_folder = cluster.socket_folder().to_owned();
    drop(cluster);
    fs::remove_dir(socket_folder).unwrap();
}

#[test]
fn a_folder_of_another_version_is_said_so() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("pgdata")).unwrap();
    fs::write(folder.path().join("pgdata/PG_VERSION"), "9\n").unwrap();
    let error = Cluster::start(folder.path(), FAST).unwrap_err();
    assert!(matches!(&error, ClusterError::WrongVersion { found, .. } if found == "9"), "{error}");
    assert!(error.to_string().contains("apt-get install postgresql-9"));
}

#[test]
fn a_start_that_fails_says_what_the_server_said() {
    let folder = tempfile::tempdir().unwrap();
    drop(Cluster::start(folder.path(), FAST).unwrap());
    fs::write(folder.path().join("pgdata/postgresql.conf"), "no_such_setting = 1\n").unwrap();
    let error = Cluster::start(folder.path(), FAST).unwrap_err();
    assert!(matches!(&error, ClusterError::StartFailed { said, .. } if said.contains("no_such_setting")), "{error}");
}

#[test]
fn names_are_encoded_for_libpq() {
    assert_eq!(percent_encoded("/a b/ș&c".as_bytes()), "/a%20b/%C8%99%26c");
}
