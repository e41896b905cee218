//! Takes releases to date.gov.md. What is there is looked at first and only what differs is written, so that a push whose answer was lost,
//! or that is carried twice, puts nothing there twice.

use std::sync::Arc;

use chrono::SecondsFormat;

use super::{DatasetFormat, LICENCE};
use crate::{
    kernel::outbox::{Carried, Carrier, Carrying, NotDone},
    partners::{
        PartnerError,
        ckan::{Ckan, Extra, Package, Resource, Tag},
    },
    statistics::{Figures, open::Current, store::releases},
};

/// The kind of message in the outbox.
pub const KIND: &str = "statistics.push";
/// The name of an organisation at the portal, and of our packages.
const PREFIX: &str = "igm-";

/// Pushes releases; without a portal there is nothing to do.
pub struct Push {
    /// Figures.
    pub figures: Figures,
    /// The portal, and our organisation there.
    pub ckan: Option<(Arc<dyn Ckan>, String)>,
}

impl From<PartnerError> for Refused {
    fn from(error: PartnerError) -> Self {
        let why = error.code().to_owned();
        Self(if error.is_worth_another_try() { NotDone::Later(why) } else { NotDone::Never(why) })
    }
}

struct Refused(NotDone);

impl Carrier for Push {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let Some((ckan, organisation)) = &self.ckan else { return Ok(()) };
            let told = message.payload["code"].as_str().zip(message.payload["number"].as_i64());
            let (code, number) = told.ok_or_else(|| NotDone::Never("no release in the message".into()))?;
            let asked = code.to_owned();
            let Some(release) = self.figures.door.open(move |conn, _| releases::last(conn, &asked)).await? else {
                return Err(NotDone::Never("no such release".into()));
            };
            // A later release takes this one with it.
            if i64::from(release.number) != number {
                return Ok(());
            }
            let current = match self.figures.indicator(code, true).await {
                Ok(current) => current,
                Err(problem) if problem.status() == 404 => return Ok(()),
                Err(problem) => return Err(problem.into()),
            };
            let wanted = self.package(&current, &release, organisation).await?;
            push(ckan.as_ref(), &wanted).await.map_err(|refused| refused.0)?;
            let id = release.id;
            self.figures.door.by_system("pushDataset", move |unit| releases::pushed(unit, id)).await?;
            Ok(())
        })
    }
}

async fn push(ckan: &dyn Ckan, wanted: &Package) -> Result<(), Refused> {
    let there = match ckan.package_show(&wanted.name).await? {
        None => return Ok(ckan.package_create(wanted).await.map(drop)?),
        Some(there) => there,
    };
    if !there.says_the_same_as(wanted) {
        ckan.package_patch(wanted).await?;
    }
    for resource in &wanted.resources {
        match there.resources.iter().find(|known| known.name == resource.name) {
            None => drop(ckan.resource_create(&wanted.name, resource).await?),
            Some(known) if !known.says_the_same_as(resource) => {
                let id = known.id.clone();
                drop(ckan.resource_patch(&Resource { id, ..resource.clone() }).await?);
            }
            Some(_) => {}
        }
    }
    Ok(())
}

impl Push {
    async fn package(&self, current: &Current, release: &releases::ReleaseRow, organisation: &str) -> Result<Package, NotDone> {
        let indicator = current.indicator();
        let mut resources = Vec::new();
        for format in DatasetFormat::ALL {
            let file = self.figures.file(current, release.known_on, format).await?;
            resources.push(Resource {
                id: None,
                name: format!("{PREFIX}{}-{}", indicator.code, format.code()),
                url: self.figures.address(&format!("datasets/{}/content?format={}", indicator.code, format.code())),
                format: format.name().into(),
                mimetype: format.media().into(),
                description: indicator.title.ro.clone(),
                hash: file.etag.trim_matches('"').to_owned(),
                last_modified: release.created_at.to_rfc3339_opts(SecondsFormat::Secs, true).trim_end_matches('Z').to_owned(),
            });
        }
        Ok(Package {
            id: None,
            name: format!("{PREFIX}{}", indicator.code),
            title: indicator.title.ro.clone(),
            notes: format!("{}\n\n{}", indicator.definition.ro, indicator.quality.ro),
            owner_org: organisation.to_owned(),
            author: "Inspectoratul General pentru Migrație".into(),
            author_email: "migratie@mai.gov.md".into(),
            license_id: "cc-by".into(),
            version: release.number.to_string(),
            url: self.figures.address(&format!("datasets/{}", indicator.code)),
            private: false,
            tags: vec![Tag { name: "migrație".into() }, Tag { name: "statistică".into() }],
            extras: vec![
                Extra { key: "known_on".into(), value: release.known_on.to_string() },
                Extra { key: "licence".into(), value: LICENCE.into() },
            ],
            resources,
        })
    }
}
