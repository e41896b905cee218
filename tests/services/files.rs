//! The catalogue as files: `migratie catalogue check`, and what start-up makes of the shipped ones.

use std::{path::Path, process::Command};

use migratie::serve;

use crate::support::TestApp;

fn check(folder: &Path) -> (Option<i32>, String) {
    let done =
        Command::new(env!("CARGO_BIN_EXE_migratie")).args(["catalogue", "check"]).arg(folder).output().expect("the program");
    (done.status.code(), String::from_utf8_lossy(&done.stdout).into_owned())
}

#[test]
fn a_sound_folder_passes_and_every_fault_is_told_with_its_line() {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/services/catalogue");
    assert_eq!(check(&shipped), (Some(0), String::new()));

    let folder = tempfile::tempdir().expect("a folder");
    let text = include_str!("../../src/services/example.yaml");
    std::fs::write(folder.path().join("extract.yaml"), text).expect("written");
    assert_eq!(check(folder.path()), (Some(0), String::new()), "the shipped classifiers stand in for those it has not");

    let wrong = text.replace("offices: [CHI, BAL]", "offices: [CHI, ORH]").replace("min: 1, max: 100", "min: 100, max: 1");
    std::fs::write(folder.path().join("extract.yaml"), &wrong).expect("written");
    let (code, told) = check(folder.path());
    let line = |part: &str| wrong.lines().position(|line| line.contains(part)).map_or(0, |at| at + 1);
    assert_eq!(code, Some(1));
    assert!(told.contains(&format!("extract.yaml:{}: `ORH`", line("ORH"))), "{told}");
    assert!(told.contains(&format!("extract.yaml:{}:", line("min: 100"))), "{told}");

    assert_eq!(check(&folder.path().join("nowhere")).0, Some(1));
}

#[actix_web::test]
async fn what_is_shipped_is_loaded_once_and_a_version_changed_in_place_stops_the_start() {
    let app = TestApp::start().await;
    let rows = app.number("select count(*) from service_versions where state = 'Published'");
    assert_eq!(rows, 3);
    let platform = app.platform.clone();
    actix_web::rt::task::spawn_blocking(move || serve::load_reference_data(&platform))
        .await
        .expect("a thread")
        .expect("nothing new");
    assert_eq!(app.number("select count(*) from service_versions"), rows);
    assert_eq!(app.number("select count(*) from history.service_versions"), rows, "nothing was written again");

    app.tamper(
        "alter table service_versions disable trigger user;
         update service_versions set definition = jsonb_set(definition, '{dossier}', 'true') where code = 'invitation'",
    );
    let platform = app.platform.clone();
    let refused = actix_web::rt::task::spawn_blocking(move || serve::load_reference_data(&platform)).await.expect("a thread");
    let told = refused.expect_err("it departs").to_string();
    assert!(told.contains("invitation") && told.contains("version 1"), "{told}");
}
