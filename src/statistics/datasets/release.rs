//! Releases: every Monday each data set that says something new gets a release, which goes into the feed of changes and to date.gov.md.

use std::collections::BTreeMap;

use aws_lc_rs::digest::{SHA256, digest};
use chrono::NaiveDate;
use serde_json::json;

use super::{DatasetFormat, Row, push::KIND};
use crate::{
    kernel::problem::Problem,
    statistics::{
        Figures,
        open::{Current, locked, released},
        store::releases::{self, NewRelease},
    },
};

impl Figures {
    /// Releases what is due; says how many data sets. Safe to be called again, and by several copies at once.
    pub async fn release(&self) -> Result<usize, Problem> {
        let known_on = released(self.today());
        if *locked(&self.kept.released) == Some(known_on) {
            return Ok(0);
        }
        let current = self.current().await?;
        let mut count = 0;
        for one in current.values().filter(|one| one.is_open()) {
            count += usize::from(self.release_one(one, known_on).await?);
        }
        *locked(&self.kept.released) = Some(known_on);
        Ok(count)
    }

    async fn release_one(&self, current: &Current, known_on: NaiveDate) -> Result<bool, Problem> {
        let code = current.indicator().code.clone();
        let asked = code.clone();
        let last = self.door.open(move |conn, _| releases::last(conn, &asked)).await?;
        if last.as_ref().is_some_and(|last| last.known_on >= known_on && last.indicator_version == current.number) {
            return Ok(false);
        }
        let rows = self.rows(current, known_on).await?;
        let bytes = self.file(current, known_on, DatasetFormat::Csv).await?;
        let sha256 = digest(&SHA256, &bytes.bytes).as_ref().to_vec();
        if last.as_ref().is_some_and(|last| last.sha256 == sha256) {
            return Ok(false);
        }
        // What a version before it said is not compared: it had other columns.
        let before = match last.as_ref().filter(|last| last.indicator_version == current.number) {
            Some(last) => self.rows(current, last.known_on).await?,
            None => Vec::new(),
        };
        let (added, removed, changed) = compared(&before, &rows);
        let new = NewRelease {
            code,
            number: last.map_or(1, |last| last.number + 1),
            indicator_version: current.number,
            known_on,
            rows: rows.len() as i32,
            added,
            removed,
            changed,
            sha256,
        };
        self.door
            .by_system("releaseDataset", move |unit| {
                let made = releases::insert(unit, &new)?;
                if made {
                    let key = format!("dataset/{}/{}", new.code, new.number);
                    unit.send(KIND, key, json!({ "code": new.code, "number": new.number }));
                }
                Ok(made)
            })
            .await
    }
}

/// Rows that came, that went, whose figure changed.
fn compared(before: &[Row], after: &[Row]) -> (i32, i32, i32) {
    let by_place = |rows: &[Row]| -> BTreeMap<(String, Vec<String>), Option<i64>> {
        rows.iter().map(|row| ((row.period.clone(), row.values.clone()), row.value)).collect()
    };
    let (before, after) = (by_place(before), by_place(after));
    let added = after.keys().filter(|place| !before.contains_key(*place)).count();
    let removed = before.keys().filter(|place| !after.contains_key(*place)).count();
    let changed = after.iter().filter(|(place, value)| before.get(*place).is_some_and(|before| before != *value)).count();
    (added as i32, removed as i32, changed as i32)
}
