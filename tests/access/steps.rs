//! Every operation on a record, tried by everybody who stands to it in some way, against the tables that people wrote.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{
    matrix::{Operation, operations},
    relations,
    scenes::{Played, played, whoever},
};
use crate::support::{Answer, Caller, TestApp};

#[derive(Deserialize)]
struct Matrix {
    steps: Vec<Table>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    scene: String,
    columns: String,
    operations: BTreeMap<String, String>,
}

fn tables() -> Vec<Table> {
    let matrix: Matrix = serde_saphyr::from_str(include_str!("matrix.yaml")).expect("the matrix");
    matrix.steps
}

/// `A`, `H`, `F`, `K` or `C`: how far the caller came.
fn came(operation: &Operation, answer: &Answer) -> String {
    let problem = answer.problem();
    let finds = |code: &str| answer.violations().iter().any(|violation| violation.1 == code);
    match (answer.status, problem) {
        (403, "forbidden") => "F",
        (403, "conflict-of-interest") => "C",
        (404, _) => "H",
        (409, "held-by-another") => "K",
        // A step may ask first whether it is possible at all.
        (412, "stale-etag") | (409, _) => "A",
        // Nobody registered the example's way back; whoever is not to sign is told before that there is no such document.
        (400, _) if operation.id == "signDocument" => "A",
        // Each photograph is its sender's to put on record, and the scene has one of one sender.
        (400, _) if operation.id == "setPhoto" && finds("unknown-file") => "A",
        // Of what many share, the body names the part that is somebody else's.
        (400, _) if finds("not-your-section") => "F",
        // What asks for no ETag is told what it is, or what is wrong with it.
        (200..300 | 400 | 422, _) if !operation.asks_for_an_etag() => "A",
        (status, _) => return format!("{status} {problem} {}", answer.body["violations"]),
    }
    .to_owned()
}

/// The same of a list: whether it has what it may have.
fn shown(answer: &Answer, id: &str) -> String {
    match answer.status {
        200 if answer.body.to_string().contains(id) => "A".into(),
        200 => "H".into(),
        403 => "F".into(),
        status => format!("{status} {}", answer.problem()),
    }
}

async fn tried(operation: &Operation, caller: &Caller<'_>, played: &Played) -> String {
    let id = operation.id.as_str();
    let ids = played.instead.get(id).unwrap_or(&played.ids);
    let answer = operation.call_on(caller, ids, played.bodies.get(id)).await;
    match played.listed.get(id) {
        Some(listed) => shown(&answer, listed),
        None => came(operation, &answer),
    }
}

async fn walk(scene: &str) {
    let app = TestApp::start().await;
    let played = played(&app, scene).await;
    let table = tables().into_iter().find(|table| table.scene == scene).expect("a table");
    let operations: BTreeMap<String, Operation> = operations().into_iter().map(|one| (one.id.clone(), one)).collect();
    let mut wrong = Vec::new();
    for (place, relation) in table.columns.split_whitespace().enumerate() {
        let caller = whoever(&app, scene, relation).await;
        for (id, row) in &table.operations {
            let operation = operations.get(id).unwrap_or_else(|| panic!("{id} is no operation"));
            let expected = row.split_whitespace().nth(place).unwrap_or_else(|| panic!("{id}: no cell for {relation}"));
            let came = tried(operation, &caller, &played).await;
            if came != expected {
                wrong.push(format!("{id}: {relation} expected {expected}, came to {came}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} cells differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// A test for each table, by the name of its scene.
macro_rules! walked {
    ($(fn $test:ident() => $scene:literal;)*) => {
        $(#[actix_web::test] async fn $test() { walk($scene).await; })*

        #[test]
        fn every_table_of_the_steps_is_walked() {
            let scenes: Vec<String> = tables().into_iter().map(|table| table.scene).collect();
            assert_eq!(scenes, [$($scene),*]);
        }
    };
}

walked! {
    fn every_step_on_a_request_its_documents_and_orders_goes_as_far_as_the_caller_stands_to_it() => "Request";
    fn every_step_on_a_power_goes_as_far_as_the_caller_stands_to_it() => "Power";
    fn every_step_on_an_upload_goes_as_far_as_the_caller_stands_to_it() => "Upload";
    fn a_person_answers_as_the_caller_stands_to_them() => "Person";
    fn a_relative_of_somebody_with_a_request_answers_to_nobody_for_that() => "Relative";
    fn a_petition_answers_as_the_caller_stands_to_it() => "Petition";
    fn a_petition_that_is_not_registered_answers_to_its_petitioner_alone() => "Unsigned";
    fn a_ticket_answers_to_whoever_raised_it() => "Ticket";
    fn an_item_of_content_answers_as_the_caller_stands_to_it() => "Item";
    fn an_item_whose_draft_moved_answers_to_those_of_both_sections() => "Moved";
    fn a_profile_that_is_watched_answers_as_the_caller_stands_to_it() => "Profile";
    fn a_section_answers_as_the_caller_stands_to_it() => "Section";
    fn a_review_answers_as_the_caller_stands_to_its_sections() => "Review";
    fn a_visitors_question_answers_as_the_caller_stands_to_it() => "Inquiry";
    fn a_message_answers_to_whose_cabinet_it_is_in() => "Message";
    fn a_contact_answers_to_whose_it_is() => "Contact";
    fn what_was_sent_answers_to_those_for_whom_it_was_sent() => "Sending";
    fn an_account_answers_as_the_caller_stands_to_it() => "Account";
    fn a_declared_interest_answers_to_who_declared_it() => "Interest";
    fn a_delegation_answers_to_both_its_sides() => "Delegation";
}

/// Whose paths name one record that is somebody's. Other paths with an id answer to a role alone.
const RECORDS: [&str; 21] = [
    "requests",
    "documents",
    "orders",
    "representations",
    "uploads",
    "files",
    "persons",
    "petitions",
    "support-tickets",
    "messages",
    "notification-contacts",
    "notification-requests",
    "notification-templates",
    "content-items",
    "content-sections",
    "content-reviews",
    "content-inquiries",
    "accounts",
    "interests",
    "delegations",
    "worklists",
];

/// Lists of what is the caller's to see.
const LISTS: [&str; 14] = [
    "requests",
    "documents",
    "orders",
    "worklists",
    "representations",
    "petitions",
    "support-tickets",
    "messages",
    "notification-requests",
    "notification-templates",
    "content-items",
    "content-inquiries",
    "interests",
    "delegations",
];

#[test]
fn every_operation_on_one_of_these_records_has_a_row_whatever_its_method() {
    let readings: relations::Matrix = serde_saphyr::from_str(include_str!("matrix.yaml")).expect("the matrix");
    let steps = tables();
    let has_row =
        |id: &str| readings.standings.operations.contains_key(id) || steps.iter().any(|table| table.operations.contains_key(id));
    let of_a_record = |path: &str| RECORDS.iter().any(|record| path.starts_with(&format!("/api/v1/{record}/{{")));
    let is_list = |one: &Operation| one.is_reading() && LISTS.iter().any(|list| one.path == format!("/api/v1/{list}"));
    let missing: Vec<String> = operations()
        .into_iter()
        .filter(|one| of_a_record(&one.path) || is_list(one))
        .map(|one| one.id)
        .filter(|id| !has_row(id))
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn every_row_of_the_steps_has_a_cell_for_each_relation() {
    for table in tables() {
        let columns = table.columns.split_whitespace().count();
        for (id, row) in table.operations {
            let cells: Vec<&str> = row.split_whitespace().collect();
            let whole = cells.len() == columns && cells.iter().all(|cell| ["A", "H", "F", "K", "C"].contains(cell));
            assert!(whole, "{}: {id}: {} cells instead of {columns}", table.scene, cells.len());
        }
    }
}
