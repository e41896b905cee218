//! Rooms use rooms below them, never above (settled.md, "Rooms"). Read off the source: every `crate::...` path, in `use` lines and elsewhere.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Bottom to top. A room may use itself and those before it.
const ROOMS: &[&str] = &[
    "kernel",
    "journal",
    "access",
    "files",
    "administration",
    "notifications",
    "persons",
    "services",
    "documents",
    "payments",
    "appointments",
    "requests",
    "auditing",
    "stay",
    "measures",
    "protection",
    "inclusion",
    "readmission",
    "border",
    "petitions",
    "content",
    "statistics",
];
/// Stand at the side: partners are reached through their ports by any room above the kernel; they themselves know the kernel alone.
const SIDE: &[&str] = &["partners"];
/// Settings as they were read: any room above the kernel may read its own; settings know the kernel alone.
const BASE: &[&str] = &["config"];
/// Put everything together; no room may use them.
const TOP: &[&str] =
    &["app", "serve", "main", "sandbox", "commands", "journal_command", "platform", "lib", "management", "housekeeping"];

pub fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push(path);
        }
    }
}

/// The source without its comments.
pub fn code_of(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a source");
    text.lines().map(|line| line.find("//").map_or(line, |at| &line[..at])).collect::<Vec<_>>().join("\n")
}

/// The first names after `crate::`, those inside braces too.
fn used_in(code: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let Some(inside) = rest.strip_prefix('{') else {
            used.extend(name_at(rest));
            continue;
        };
        let (mut depth, mut begins) = (1, true);
        for (at, letter) in inside.char_indices() {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 1 => begins = true,
                letter if begins && depth == 1 && !letter.is_whitespace() => {
                    used.extend(name_at(&inside[at..]));
                    begins = false;
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    used
}

fn name_at(text: &str) -> Option<String> {
    let name: String = text.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect();
    (!name.is_empty()).then_some(name)
}

fn may_use(room: &str, other: &str) -> bool {
    let height = |name: &str| ROOMS.iter().position(|room| *room == name);
    if room == other || TOP.contains(&room) {
        return true;
    }
    match (height(room), height(other)) {
        (Some(room), Some(other)) => other < room,
        (Some(room), None) => (SIDE.contains(&other) || BASE.contains(&other)) && room > 0,
        (None, _) => other == "kernel" || BASE.contains(&other),
    }
}

#[test]
fn no_room_uses_a_room_above_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let mut upwards = Vec::new();
    for file in &files {
        let inside = file.strip_prefix(&src).expect("under src");
        let room = inside.components().next().expect("a part").as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned();
        let known = ROOMS.contains(&room.as_str())
            || SIDE.contains(&room.as_str())
            || BASE.contains(&room.as_str())
            || TOP.contains(&room.as_str());
        assert!(known, "{room} has no place in the order of rooms");
        // Macros of the crate's root stand under the root itself.
        let macros = ["typed_id", "operations"];
        for other in used_in(&code_of(file)).into_iter().filter(|other| !macros.contains(&other.as_str())) {
            if !may_use(&room, &other) {
                upwards.push(format!("{}: {room} uses {other}", inside.display()));
            }
        }
    }
    assert!(files.len() > 100, "the sources were found");
    assert_eq!(upwards, Vec::<String>::new());
}

/// A petition's term, a publication's and a request's are counted by the same code (`kernel::term`).
#[test]
fn rooms_count_no_days_of_their_own() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let counts = |file: &PathBuf| {
        let code = code_of(file);
        // Tests of rules stand beside them, and may say what they expect as they like.
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        ["next_working_day_", "add_working_days"].iter().any(|word| code.contains(word))
    };
    let own: Vec<_> = files.iter().filter(|file| !file.starts_with(src.join("kernel")) && counts(file)).collect();
    assert_eq!(own, Vec::<&PathBuf>::new());
}

#[test]
fn an_arrow_upwards_is_seen_in_every_spelling() {
    for code in
        ["use crate::requests::store;", "use crate::{kernel::id, requests::{self, rules}};", "fn f() { crate::requests::f() }"]
    {
        assert!(used_in(code).iter().any(|other| !may_use("access", other)), "{code}");
    }
    assert!(used_in("use crate::{access::{door::Door, requests}, kernel::id};").iter().all(|other| may_use("files", other)));
    assert!(!may_use("kernel", "partners") && may_use("access", "partners") && !may_use("partners", "access"));
    assert!(!may_use("requests", "sandbox") && may_use("sandbox", "requests"));
}
