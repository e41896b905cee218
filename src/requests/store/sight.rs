//! Which requests a caller may see: the reasons, once, for every reading. A single reading asks whether one of them holds; a list takes a
//! page of each, by the index of each, so that a page costs the same in a small office and in a large one, in the first year and in the
//! tenth.

use chrono::NaiveDate;

use super::{
    consulted_body,
    statement::{Value, Values, one_by_one},
};
use crate::{
    access::{caller::Caller, policy::Scope},
    persons::records,
};

/// A reason to see a request `r`.
#[derive(Debug, Clone)]
pub struct Reason {
    /// As a condition of its own.
    pub holds: String,
    /// For lists: what is gone through (`... v`), and the condition for each.
    pub each: Option<(String, String)>,
}

impl Reason {
    fn simple(holds: String) -> Self {
        Self { holds, each: None }
    }

    /// And this holds, too.
    fn and(self, condition: &str) -> Self {
        Self {
            holds: format!("({} and {condition})", self.holds),
            each: self.each.map(|(source, within)| (source, format!("{within} and {condition}"))),
        }
    }

    /// It is for one of these persons, and was submitted.
    fn about(persons: &str) -> Self {
        Self {
            holds: format!("(r.submitted_at is not null and r.beneficiary_id in ({persons}))"),
            each: Some((format!("({persons}) v"), "r.beneficiary_id = v.id and r.submitted_at is not null".into())),
        }
    }
}

/// The reasons of a caller; none where they see nothing.
pub fn reasons(values: &mut Values, scope: &Scope, caller: &Caller, day: NaiveDate) -> Vec<Reason> {
    if scope.any {
        return vec![Reason::simple("true".into())];
    }
    let mut reasons = Vec::new();
    let account = values.place(Value::Id(caller.account));
    if scope.own {
        // Whoever filed for another sees it as long as they hold their power: with the power the sight ends (C-29.4).
        reasons.push(Reason::simple(format!(
            "(r.applicant_account_id = {account} and (r.filed_by in ('Beneficiary', 'OtherPerson')
                or not exists (select from requests_without_power n where n.request_id = r.id)))"
        )));
        if let Some(person) = caller.person {
            // Not before it is submitted: a draft is its writer's own.
            let person = values.place(Value::Id(person));
            reasons.push(Reason::about(&records::of(&format!("(values ({person}::uuid)) p (person_id)"))));
        }
    }
    if scope.represented {
        let day = values.place(Value::Day(day));
        let about = Reason::about(&records::of(&format!(
            "(select p.person_id from represented_persons p
               where p.account_id = {account} and p.valid_from <= {day} and (p.valid_to is null or p.valid_to >= {day})) p"
        )));
        // Of the services that the power covers.
        reasons.push(about.and(&records::covered(&account, &day, "r.beneficiary_id", "r.service_code", "r.service_version")));
    }
    if scope.assigned {
        reasons.push(Reason::simple(format!("r.assigned_to = {account}")));
    }
    if !scope.offices.is_empty() {
        let offices: Vec<String> = scope.offices.iter().map(|office| values.place(Value::Id(*office))).collect();
        let begun = format!("(r.state <> 'Draft' or r.applicant_account_id = {account})");
        reasons.push(Reason {
            holds: format!("(r.subdivision_id in ({}) and {begun})", offices.join(", ")),
            each: Some((
                format!("{} v (office)", one_by_one(offices.iter().cloned())),
                format!("r.subdivision_id = v.office and {begun}"),
            )),
        });
    }
    if scope.consulted {
        let body = values.place(Value::Text(consulted_body(caller).to_owned()));
        // As long as its opinion is awaited: then the file closes to it, as the person's does (`consulted_persons`).
        let asked = format!("select distinct o.request_id from opinions o where o.body = {body} and o.given_at is null");
        reasons.push(Reason {
            holds: format!("(r.state = 'InConsultation' and r.id in ({asked}))"),
            each: Some((format!("({asked}) v"), "r.id = v.request_id and r.state = 'InConsultation'".into())),
        });
    }
    reasons
}

/// All reasons as one condition over `r`.
pub fn seen(reasons: &[Reason]) -> String {
    if reasons.is_empty() {
        return "false".into();
    }
    format!("({})", reasons.iter().map(|reason| reason.holds.as_str()).collect::<Vec<_>>().join(" or "))
}
