//! Papers that a request brings with it by itself, where its service lists them.

use serde_json::Value;

use super::acts::{self, Case};
use crate::{
    access::door::Unit,
    documents::{self, Act, Signing},
    kernel::problem::Problem,
    services::rules::course::Authentication,
};

/// The application as filed (C-23.1): a copy for information, or under the seal where the service says so.
pub fn application(unit: &mut Unit<'_>, case: &Case<'_>) -> Result<(), Problem> {
    let Some(listed) = acts::on_the_way(case.service, "application") else { return Ok(()) };
    let data = acts::application(unit, case)?;
    let sealed = listed.authentication == Authentication::Sealed;
    freeze(unit, case, "application", data, if sealed { Signing::Seal } else { Signing::Plain })
}

/// The certificate that it is registered, under the seal (C-23.4).
pub fn confirmation(unit: &mut Unit<'_>, case: &Case<'_>) -> Result<(), Problem> {
    if acts::on_the_way(case.service, "confirmation").is_none() {
        return Ok(());
    }
    // A request is registered whatever its applicant is called.
    let data = documents::legible(&acts::confirmation(unit, case)?)?;
    freeze(unit, case, "confirmation", data, Signing::Seal)
}

fn freeze(unit: &mut Unit<'_>, case: &Case<'_>, template: &str, data: Value, signing: Signing) -> Result<(), Problem> {
    let act = Act {
        template: template.into(),
        request: Some(case.row.id),
        person: case.row.beneficiary_id,
        applicant: Some(case.row.applicant_account_id),
        subdivision: case.row.subdivision_id,
        data,
        reason: case.service.definition.texts.title.ro.clone(),
        valid_until: None,
        signing,
    };
    documents::freeze(unit, &act)?;
    Ok(())
}
