//! What the acts of a request say: data for the templates, taken from the request, its person, its service. Never texts of our own beside them.

mod attestation;
mod decisions;
mod dossier;
mod filing;
mod invitation;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{
    desk::Desk,
    people::{Beneficiary, beneficiary},
    rules::right::last_day,
    shown::{cut, day, named},
    store::{RequestRow, dossier::Dossier},
};
use crate::{
    access::door::Unit,
    kernel::{local_time::legal_day, problem::Problem},
    services::{
        Published,
        rules::{
            classifier::{COUNTRIES, TEMPLATES},
            course::{Authentication, ResultDocument, ResultOutcome},
        },
    },
};

pub use attestation::{attestation, attested_day, rights_on};
pub use decisions::{attestation_refusal, decision};
pub use dossier::{proposal, record_sheet, report};
pub use filing::{application, confirmation};

/// A request with its service, and where the names of codes are.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    /// Catalogue and classifiers.
    pub desk: &'a Desk,
    /// The version of the service that the request stays on.
    pub service: &'a Published,
    /// The request.
    pub row: &'a RequestRow,
    /// Its papers and findings.
    pub dossier: &'a Dossier,
}

impl Case<'_> {
    fn named(&self, list: &str, code: &str) -> String {
        named(&self.desk.catalogue.classifiers(), list, code)
    }

    fn person(&self, unit: &mut Unit<'_>) -> Result<Beneficiary, Problem> {
        let person = self.row.beneficiary_id.ok_or_else(|| Problem::internal("a registered request without its person"))?;
        beneficiary(unit, person)
    }

    /// With which template of documents a result is put on paper: several acts may share one.
    pub fn printed_by(&self, template: &str) -> String {
        self.of_template(template, "printedBy").unwrap_or_else(|| template.to_owned())
    }

    /// What the classifier of templates says of one.
    fn of_template(&self, template: &str, attribute: &str) -> Option<String> {
        self.desk.catalogue.classifiers().entry(TEMPLATES, template)?.attributes.get(attribute).cloned()
    }

    fn request(&self) -> Value {
        json!({
            "number": self.row.number.clone().unwrap_or_default(),
            "date": legal_day(self.row.registered_at.unwrap_or(self.row.created_at)).to_string(),
            "service": self.service.definition.texts.title.ro,
        })
    }

    fn basis(&self) -> Vec<String> {
        let cited = self.service.definition.legal_basis.iter().map(|basis| match &basis.article {
            Some(article) => format!("{article}, {}", basis.act),
            None => basis.act.clone(),
        });
        cited.collect()
    }

    /// A person as acts name them.
    fn holder(&self, person: &Beneficiary) -> Value {
        without_absent(json!({
            "surname": person.surname.as_deref().map(|name| cut(name, 120)),
            "givenName": person.given_names.as_deref().map(|name| cut(name, 120)),
            "birthDate": person.birth_date,
            "citizenship": cut(&self.named(COUNTRIES, &person.citizenship), 80),
            "idnp": person.idnp,
            "document": person.document.as_ref().map(|document| cut(&document.line, 160)),
            "address": person.address.as_deref().map(|address| cut(address, 240)).filter(|address| !address.is_empty()),
        }))
    }

    /// The answers of the registers, as the case's papers tell them.
    fn checks(&self) -> Vec<Value> {
        let answered = self.dossier.checks.iter().filter(|check| check.status == "Answered");
        let told = answered.take(40).map(|check| {
            let result = match check.verdict.as_deref() {
                Some("Clear") => "Fără observații.",
                Some("Adverse") => "Există date care trebuie apreciate.",
                _ => "Nu figurează.",
            };
            let register = self.named("registers", &check.register);
            json!({ "register": register, "date": legal_day(check.received_at.unwrap_or(check.asked_at)).to_string(), "result": result })
        });
        told.collect()
    }
}

/// The result that a service lists for an outcome.
pub fn result(service: &Published, outcome: ResultOutcome) -> Option<&ResultDocument> {
    service.definition.results.iter().find(|result| result.outcome == outcome)
}

/// A paper that a service lists on the way to either outcome.
pub fn on_the_way<'a>(service: &'a Published, template: &str) -> Option<&'a ResultDocument> {
    service.definition.results.iter().find(|result| result.outcome == ResultOutcome::Any && result.template == template)
}

/// Whether the service's refusals are acts under the seal, so that its table may refuse without a human.
pub fn refuses_alone(service: &Published) -> bool {
    result(service, ResultOutcome::Unfavourable).is_some_and(|result| result.authentication == Authentication::Sealed)
}

/// The last day on which a document is valid.
pub fn validity(result: &ResultDocument, day: NaiveDate) -> Option<NaiveDate> {
    last_day(result.validity?, day)
}

/// Who signs, as the act prints it.
pub fn signature(position: &str, name: &str) -> Value {
    json!({ "position": position, "name": name })
}

fn without_absent(mut value: Value) -> Value {
    if let Value::Object(members) = &mut value {
        members.retain(|_, value| !value.is_null());
    }
    value
}

fn paragraphs(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).take(50).collect()
}

#[cfg(test)]
mod tests {
    use crate::{
        documents,
        services::rules::{classifier::TEMPLATES, samples::CATALOGUE},
    };

    #[test]
    fn every_template_that_a_service_may_name_is_put_on_paper() {
        for entry in &CATALOGUE.classifiers.get(TEMPLATES).expect("a list").entries {
            let template = entry.attributes.get("printedBy").unwrap_or(&entry.code);
            assert!(documents::prints(template), "{template} of {}", entry.code);
        }
    }
}
