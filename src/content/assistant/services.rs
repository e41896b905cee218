//! The public services among what the assistant searches. They are written again when the catalogue has changed; each copy of the program
//! looks before it answers.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use chrono::NaiveDate;
use diesel::{
    PgConnection,
    sql_types::{Array, Text},
};

use crate::{
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
        text::Language,
    },
    services::{Catalogue, Published, rules::tariff::Dated},
};

/// The services of the day, as the assistant searches them.
#[derive(Clone)]
pub struct ServiceTexts {
    catalogue: Catalogue,
    /// What was written last: the fingerprint of the day's services.
    written: Arc<AtomicU64>,
}

// Written anew only where something is other than before; what is offered no more goes.
const WRITE: &str = "
with told as (select * from unnest($1, $2, $3, $4) t (code, language, title, body)),
gone as (delete from content_search s where s.source = 'Service'
          and not exists (select from told t where t.code = s.source_id and t.language = s.language))
insert into content_search (source, source_id, language, title, body)
select 'Service', code, language, title, body from told
on conflict (source, source_id, language) do update set title = excluded.title, body = excluded.body
 where (content_search.title, content_search.body) is distinct from (excluded.title, excluded.body)";

impl ServiceTexts {
    /// Over the catalogue.
    pub fn new(catalogue: Catalogue) -> Self {
        Self { catalogue, written: Arc::default() }
    }

    /// Writes the services of today where this copy has not done so yet; [`ServiceTexts::have_been_written`] is told once it is committed.
    pub fn write(&self, conn: &mut PgConnection) -> Result<u64, Problem> {
        let day = self.catalogue.today();
        let services = self.catalogue.open_on(day);
        let mut hasher = DefaultHasher::new();
        day.hash(&mut hasher);
        services.iter().for_each(|service| (&service.code, service.version).hash(&mut hasher));
        // Zero is "never".
        let fingerprint = hasher.finish().max(1);
        if self.written.load(Ordering::Relaxed) == fingerprint {
            return Ok(fingerprint);
        }
        let (mut codes, mut languages, mut titles, mut bodies) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for service in &services {
            for (name, language) in [("ro", Language::Ro), ("ru", Language::Ru), ("en", Language::En)] {
                codes.push(service.code.clone());
                languages.push(name);
                titles.push(service.definition.texts.title.in_language(language).to_owned());
                bodies.push(body(service, language, day));
            }
        }
        prepared(
            sql(WRITE)
                .bind::<Array<Text>, _>(codes)
                .bind::<Array<Text>, _>(languages)
                .bind::<Array<Text>, _>(titles)
                .bind::<Array<Text>, _>(bodies),
        )
        .execute(conn)?;
        Ok(fingerprint)
    }

    /// The transaction in which they were written is committed.
    pub fn have_been_written(&self, fingerprint: u64) {
        self.written.store(fingerprint, Ordering::Relaxed);
    }
}

/// What is said of a service, a line for each thing: what it is, what one gets, how it goes, what it costs.
fn body(service: &Published, language: Language, day: NaiveDate) -> String {
    let definition = &service.definition;
    let texts = [&definition.texts.description, &definition.texts.what_you_get, &definition.texts.how];
    let mut lines: Vec<String> = texts.iter().map(|text| text.in_language(language).to_owned()).collect();
    for fee in definition.fees.iter().filter(|fee| fee.in_force(day)) {
        if let Some(amount) = fee.amount {
            lines.push(format!("{}: {amount} MDL.", fee.reason.in_language(language)));
        }
    }
    lines.join("\n")
}
