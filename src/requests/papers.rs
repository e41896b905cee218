//! Papers that a request brings with it by itself, where its service lists them: ordered in the step that calls for them, drawn up right after
//! it, so that nobody waits for a paper to be numbered.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    acts::{self, Case},
    carriers::request_of,
    desk::Desk,
    step::on_ground_of,
    store::{self, RequestRow, dossier},
};
use crate::{
    access::door::{Door, Unit},
    documents::{self, Act, DocumentType, Signing},
    kernel::{
        outbox::{Carried, Carrier, Carrying, NotDone},
        problem::Problem,
    },
    services::{Published, rules::course::Authentication},
};

/// The kind of its messages.
const KIND: &str = "requests.paper";

/// A paper on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// The application as filed (C-23.1): a copy for information, or under the seal where the service says so.
    Application,
    /// The certificate that it is registered, under the seal (C-23.4).
    Confirmation,
}

impl Paper {
    const ALL: [Self; 2] = [Self::Application, Self::Confirmation];

    /// Its template, by which services list it.
    const fn template(self) -> &'static str {
        match self {
            Self::Application => "application",
            Self::Confirmation => "confirmation",
        }
    }

    const fn document_type(self) -> DocumentType {
        match self {
            Self::Application => DocumentType::Application,
            Self::Confirmation => DocumentType::Confirmation,
        }
    }

    fn data(self, unit: &mut Unit<'_>, case: &Case<'_>) -> Result<Value, Problem> {
        match self {
            Self::Application => acts::application(unit, case),
            Self::Confirmation => acts::confirmation(unit, case),
        }
    }
}

/// Orders a paper of a request, if its service lists it.
pub fn order(unit: &mut Unit<'_>, service: &Published, row: &RequestRow, paper: Paper) {
    let template = paper.template();
    if acts::on_the_way(service, template).is_some() {
        let filed = json!({ "request": row.id, "paper": template, "version": row.version });
        unit.send(KIND, format!("{KIND}/{template}/{}", row.id), filed);
    }
}

/// Draws up the papers that were ordered.
pub struct DrawPapers {
    /// The database.
    pub door: Door,
    /// Services and calendars.
    pub desk: Desk,
}

impl Carrier for DrawPapers {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let request = request_of(message)?;
            let paper = Paper::ALL
                .into_iter()
                .find(|paper| message.payload["paper"] == paper.template())
                .ok_or_else(|| NotDone::Never("an unknown paper".into()))?;
            let version = message.payload["version"].as_i64().and_then(|version| i32::try_from(version).ok());
            let desk = self.desk.clone();
            self.door.by_system("drawRequestPaper", move |unit| draw(unit, &desk, request, paper, version)).await?;
            Ok(())
        })
    }
}

/// Freezes the paper, once however often it is carried. `version` is that of the request when the paper was ordered.
fn draw(unit: &mut Unit<'_>, desk: &Desk, request: Uuid, paper: Paper, version: Option<i32>) -> Result<(), Problem> {
    let Some(mut row) = store::held(unit.conn, request)? else { return Ok(()) };
    if documents::of_request(unit, request)?.iter().any(|facts| facts.document_type == paper.document_type()) {
        return Ok(());
    }
    let service = desk.service_of(&row)?;
    on_ground_of(unit, &service);
    let Some(listed) = acts::on_the_way(&service, paper.template()) else { return Ok(()) };
    let mut dossier = dossier::of(unit, request)?;
    if paper == Paper::Application {
        // As it was filed, however long the message was on its way: a completion may have gone before it.
        if let Some(filed) = version.map(|version| store::answers_of(unit.conn, request, version)).transpose()?.flatten() {
            row.answers = filed;
        }
        dossier.attachments.retain(|attached| row.submitted_at.is_none_or(|at| attached.created_at <= at));
    }
    let data = paper.data(unit, &Case { desk, service: &service, row: &row, dossier: &dossier })?;
    let sealed = paper == Paper::Confirmation || listed.authentication == Authentication::Sealed;
    let act = Act {
        template: paper.template().into(),
        request: Some(row.id),
        person: row.beneficiary_id,
        applicant: Some(row.applicant_account_id),
        subdivision: row.subdivision_id,
        // It must be made whatever an applicant is called.
        data: documents::legible(&data)?,
        reason: service.definition.texts.title.ro.clone(),
        valid_until: None,
        signing: if sealed { Signing::Seal } else { Signing::Plain },
    };
    documents::freeze(unit, &act)?;
    Ok(())
}
