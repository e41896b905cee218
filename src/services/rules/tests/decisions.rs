use std::collections::BTreeMap;

use serde_json::json;

use super::super::{
    automatic::{Outcome, decide},
    condition::Scalar,
    samples::{CATALOGUE, complete, day, service},
    values::whole,
};

fn facts() -> BTreeMap<String, Scalar> {
    let flag = |name: &str, value: bool| (name.to_owned(), Scalar::Flag(value));
    let text = |name: &str, value: &str| (name.to_owned(), Scalar::Text(value.to_owned()));
    BTreeMap::from([
        text("identity.assurance", "MPass"),
        flag("applicant.isBeneficiary", true),
        flag("person.onRecord", true),
        flag("person.duplicateSuspected", false),
        flag("person.protectedFile", false),
        flag("RSP.identityMatches", true),
        text("RSP.status", "Active"),
        flag("legalStatus.known", true),
    ])
}

/// What the shipped table says of these facts: `ok`, or the rows that refuse or refer.
fn outcome(facts: &BTreeMap<String, Scalar>, attested: &[&str]) -> (&'static str, Vec<String>) {
    let (mut answers, _) = complete("legal-status-attestation");
    answers.insert("attested".into(), json!(attested));
    let scope = whole(&answers, &CATALOGUE.classifiers, day());
    let codes = |rows: Vec<&super::super::course::AutomaticCondition>| rows.iter().map(|row| row.code.clone()).collect();
    match decide(service("legal-status-attestation"), facts, &scope) {
        Some(Outcome::Favourable) => ("ok", Vec::new()),
        Some(Outcome::Unfavourable(rows)) => ("refused", codes(rows)),
        Some(Outcome::Referred(rows)) => ("referred", codes(rows)),
        None => ("by an official", Vec::new()),
    }
}

#[test]
fn the_attestation_is_given_when_everything_is_certain() {
    assert_eq!(outcome(&facts(), &["LegalStatus", "Domicile"]), ("ok", vec![]));
}

#[test]
fn a_fact_that_is_not_known_never_refuses() {
    for missing in facts().keys() {
        let mut some = facts();
        some.remove(missing);
        assert_eq!(outcome(&some, &["LegalStatus", "Domicile"]).0, "referred", "{missing}");
    }
}

#[test]
fn somebody_else_and_somebody_unknown_are_refused() {
    let mut others = facts();
    others.insert("applicant.isBeneficiary".into(), Scalar::Flag(false));
    others.insert("person.onRecord".into(), Scalar::Flag(false));
    assert_eq!(outcome(&others, &["Domicile"]), ("refused", vec!["own-attestation".into(), "on-record".into()]));
    others.insert("person.duplicateSuspected".into(), Scalar::Flag(true));
    assert_eq!(outcome(&others, &["Domicile"]), ("referred", vec!["no-duplicate".into()]), "doubt goes before refusal");
}

#[test]
fn a_row_counts_only_where_it_applies() {
    let mut some = facts();
    some.insert("RSP.status".into(), Scalar::Text("Inactive".into()));
    assert_eq!(outcome(&some, &["CardIssued"]), ("ok", vec![]));
    assert_eq!(outcome(&some, &["Domicile"]), ("referred", vec!["population-register-active".into()]));
}

#[test]
fn what_an_official_decides_is_not_decided_automatically() {
    let (answers, _) = complete("invitation");
    assert_eq!(decide(service("invitation"), &facts(), &whole(&answers, &CATALOGUE.classifiers, day())), None);
}
