//! What a newcomer finds of the notifications in the demo world. To load again changes nothing.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::personas;
use crate::{
    access::{door::Unit, store},
    kernel::problem::Problem,
    notifications::{self, wire::template::TemplateWording},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Notices {
    templates: Vec<Template>,
    requests: Vec<Request>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Template {
    code: String,
    topic: String,
    wording: TemplateWording,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    reference: String,
    template: String,
    recipient: String,
    variables: Map<String, Value>,
}

fn read() -> Result<Notices, Problem> {
    let notices: Value = serde_saphyr::from_str(include_str!("notices.yaml")).map_err(Problem::internal)?;
    serde_json::from_value(notices).map_err(Problem::internal)
}

/// The demo sender's templates, and what was sent with them.
pub fn load(unit: &mut Unit<'_>) -> Result<(), Problem> {
    let sender = personas::find("notification-sender").ok_or_else(|| Problem::internal("no demo sender"))?;
    unit.caller.account = personas::account(unit.conn, unit.now, sender)?;
    // For her subdivision, as she sends herself.
    if let Some(code) = sender.roles.iter().find_map(|held| held.subdivision.as_deref()) {
        unit.scope.offices = store::subdivision_by_code(unit.conn, code)?.into_iter().collect();
    }
    let notices = read()?;
    for template in &notices.templates {
        notifications::offer(unit, &template.code, &template.topic, &template.wording.written())?;
    }
    for request in notices.requests {
        let item =
            json!({ "reference": request.reference, "type": "Idnp", "value": request.recipient, "variables": request.variables });
        let input = json!({ "templateCode": request.template, "recipients": [item] });
        notifications::send(unit, &serde_json::from_value(input).map_err(Problem::internal)?, &BTreeSet::new())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notifications::rules::template::{check, fill};

    #[test]
    fn the_demo_templates_have_no_fault_and_the_demo_requests_fill_them_in() {
        let notices = read().expect("notices");
        for template in &notices.templates {
            let written = template.wording.written();
            assert_eq!(check(&written.wording, &written.variables), vec![], "{}", template.code);
        }
        for request in &notices.requests {
            let template = notices.templates.iter().find(|template| template.code == request.template).expect("a template");
            let written = template.wording.written();
            fill(&written.wording, &written.variables, &request.variables).expect("filled in");
        }
    }
}
