//! Routes registered == operations of the contract + `openapi/outside.yaml`.

use std::{collections::BTreeSet, fs, path::Path};

use migratie::{app, kernel::http::shape::references};
use serde::Deserialize;

use crate::support::{TestApp, contract};

#[derive(Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(deny_unknown_fields)]
struct Outside {
    method: String,
    path: String,
    when: When,
    why: String,
}

#[derive(Debug, Clone, Copy, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
enum When {
    Always,
    Development,
}

fn outside() -> Vec<Outside> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi/outside.yaml");
    serde_saphyr::from_str(&fs::read_to_string(file).expect("outside.yaml")).expect("a list")
}

#[test]
fn every_route_is_an_operation_and_every_operation_a_route() {
    let routes = app::routes();
    let served: BTreeSet<_> = routes.served().map(|(method, path)| (method.to_string(), path.to_owned())).collect();
    let paths = contract::whole()["paths"].as_object().expect("paths");
    let documented: BTreeSet<_> = paths
        .iter()
        .flat_map(|(path, item)| item.as_object().into_iter().flatten().map(|(method, _)| (method.to_uppercase(), path.clone())))
        .collect();
    assert_eq!(served, documented);
    assert_eq!(routes.served().count(), documented.len(), "no route stands twice");
}

/// Routes that are registered by hand (`.route("...")`, `resource("...")`) in what serves the API.
fn registered_by_hand() -> BTreeSet<String> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = BTreeSet::new();
    let mut folders = vec![
        src.join("access"),
        src.join("administration"),
        src.join("kernel"),
        src.join("app.rs"),
        src.join("sandbox/sessions.rs"),
    ];
    folders.extend(fs::read_dir(&src).expect("src").flatten().map(|entry| entry.path()).filter(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        path.is_dir() && !["access", "administration", "kernel", "sandbox", "partners"].contains(&name.as_str())
    }));
    while let Some(path) = folders.pop() {
        if path.is_dir() {
            folders.extend(fs::read_dir(&path).expect("a folder").flatten().map(|entry| entry.path()));
            continue;
        }
        if path.extension().is_none_or(|kind| kind != "rs") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a source");
        for opening in [".route(\"", "resource(\"", "scope(\"", "#[get(\"", "#[post(\"", "#[put(\"", "#[delete(\""] {
            found.extend(text.match_indices(opening).filter_map(|(at, _)| {
                let rest = &text[at + opening.len()..];
                rest.split('"').next().filter(|path| path.starts_with('/')).map(str::to_owned)
            }));
        }
    }
    found
}

#[test]
fn every_route_beside_the_contract_is_listed_and_every_listed_one_registered() {
    let listed: BTreeSet<_> = outside().into_iter().map(|route| route.path).collect();
    let registered = registered_by_hand();
    // A scope gives the beginning of a path, a route inside it the end.
    let unlisted: Vec<_> =
        registered.iter().filter(|part| !listed.iter().any(|path| path.starts_with(*part) || path.ends_with(*part))).collect();
    assert_eq!(unlisted, Vec::<&String>::new(), "not in openapi/outside.yaml");
    let made_of_parts = |path: &str| {
        registered.contains(path)
            || registered.iter().any(|scope| path.strip_prefix(scope).is_some_and(|rest| registered.contains(rest)))
    };
    let unknown: Vec<_> = listed.iter().filter(|path| !made_of_parts(path)).collect();
    assert_eq!(unknown, Vec::<&String>::new(), "registered nowhere");
}

#[actix_web::test]
async fn every_listed_route_answers() {
    let app = TestApp::start().await;
    for Outside { method, path, why, .. } in outside() {
        assert!(!why.is_empty());
        let at = path.replace("{code}", "0").replace("{id}", "0");
        let answer = app.anyone().call(&method, &at, &[], None).await;
        // Behind a path with a parameter the thing itself may be missing; the method must be known all the same.
        let missing = if path.contains('{') { &[405][..] } else { &[404, 405] };
        assert!(!missing.contains(&answer.status), "{method} {path} answered {}", answer.status);
    }
}

// A parameter is checked by its schema alone, without the contract's components: a reference in it would be an answer of 500.
#[test]
fn the_schema_of_a_parameter_refers_to_nothing() {
    let whole = contract::whole();
    let paths = whole["paths"].as_object().expect("paths");
    let mut checked = 0;
    for (path, operation) in
        paths.iter().flat_map(|(path, item)| item.as_object().into_iter().flatten().map(move |(_, it)| (path, it)))
    {
        for parameter in operation["parameters"].as_array().into_iter().flatten().filter(|one| one.get("schema").is_some()) {
            let mut found = BTreeSet::new();
            references(&parameter["schema"], &mut found);
            assert!(found.is_empty(), "{path}: {} refers to {found:?}", parameter["name"]);
            checked += 1;
        }
    }
    assert!(checked > 300, "only {checked} parameters were found");
}
