//! Takes releases to date.gov.md. What is there is looked at first and only what differs is written, so that a push whose answer was lost,
//! or that is carried twice, puts nothing there twice. What the portal's staff added stays; what is offered no more is taken away.

use std::{sync::Arc, time::Duration};

use aws_lc_rs::digest::{SHA256, digest};
use chrono::SecondsFormat;

use super::{DatasetFormat, LICENCE};
use crate::{
    kernel::outbox::{Carried, Carrier, Carrying, NotDone},
    partners::{
        PartnerError,
        ckan::{ACTIVE, Ckan, DELETED, Extra, Package, Resource, Tag},
    },
    statistics::{Figures, open::Opened, store::releases},
};

/// The kind of message in the outbox.
pub const KIND: &str = "statistics.push";
/// The name of an organisation at the portal, and of our packages.
const PREFIX: &str = "igm-";

/// Held while something is written there: two who write one data set would each add what is missing. "migrCkan".
const LOCK: i64 = 0x6d69_6772_436b_616e;
/// So long one waits for whoever writes there.
const TURN: Duration = Duration::from_secs(2);

/// Pushes releases; without a portal there is nothing to do.
pub struct Push {
    /// Figures.
    pub figures: Figures,
    /// The portal, and our organisation there.
    pub ckan: Option<(Arc<dyn Ckan>, String)>,
}

impl From<PartnerError> for Refused {
    fn from(error: PartnerError) -> Self {
        // Whoever reads what was given up sees whether it is our key or what was sent.
        let why = if error.is_about_us() { "key-refused" } else { error.code() }.to_owned();
        Self(if error.is_worth_another_try() { NotDone::Later(why) } else { NotDone::Never(why) })
    }
}

struct Refused(NotDone);

impl Carrier for Push {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn at_once(&self) -> usize {
        1
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let Some((ckan, organisation)) = &self.ckan else { return Ok(()) };
            let code = message.payload["code"].as_str().ok_or_else(|| NotDone::Never("no data set in the message".into()))?;
            // Whatever was released when the message was written: what stands now is taken there.
            match self.figures.opened(code).await {
                Ok(opened) => {
                    let wanted = self.package(&opened, organisation).await?;
                    self.in_turn(push(ckan.as_ref(), &wanted)).await?;
                    if opened.release.pushed_at.is_none() {
                        let id = opened.release.id;
                        self.figures.door.by_system("pushDataset", move |unit| releases::pushed(unit, id)).await?;
                    }
                    Ok(())
                }
                Err(problem) if problem.status() == 404 => {
                    self.in_turn(take_away(ckan.as_ref(), &format!("{PREFIX}{code}"))).await
                }
                Err(problem) => Err(problem.into()),
            }
        })
    }
}

async fn take_away(ckan: &dyn Ckan, name: &str) -> Result<(), Refused> {
    if ckan.package_show(name).await?.is_some_and(|there| there.state != DELETED) {
        ckan.package_delete(name).await?;
    }
    Ok(())
}

async fn push(ckan: &dyn Ckan, wanted: &Package) -> Result<(), Refused> {
    let there = match ckan.package_show(&wanted.name).await? {
        Some(there) => there,
        None => match ckan.package_create(wanted).await {
            Ok(_) => return Ok(()),
            // Another copy was quicker, or the answer to an earlier try was lost: it is there now.
            Err(refused) => match ckan.package_show(&wanted.name).await? {
                Some(there) => there,
                None => return Err(refused.into()),
            },
        },
    };
    if !there.says_the_same_as(wanted) {
        ckan.package_patch(&wanted.beside(&there)).await?;
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
    async fn in_turn(&self, writing: impl Future<Output = Result<(), Refused>>) -> Result<(), NotDone> {
        let written = self.figures.door.work().alone(LOCK, writing).await?;
        written.unwrap_or(Err(Refused(NotDone::Wait(TURN)))).map_err(|refused| refused.0)
    }

    async fn package(&self, opened: &Opened, organisation: &str) -> Result<Package, NotDone> {
        let (indicator, release) = (opened.indicator(), &opened.release);
        let mut resources = Vec::new();
        for format in DatasetFormat::ALL {
            let file = self.figures.file(opened, format).await?;
            resources.push(Resource {
                id: None,
                name: format!("{PREFIX}{}-{}", indicator.code, format.code()),
                url: self.figures.address(&format!("datasets/{}/content?format={}", indicator.code, format.code())),
                format: format.name().into(),
                mimetype: format.media().into(),
                description: indicator.title.ro.clone(),
                hash: hex::encode(digest(&SHA256, file.plain()).as_ref()),
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
            state: ACTIVE.into(),
            tags: vec![Tag::new("migrație"), Tag::new("statistică")],
            extras: vec![
                Extra { key: "known_on".into(), value: release.known_on.to_string() },
                Extra { key: "licence".into(), value: LICENCE.into() },
            ],
            resources,
        })
    }
}
