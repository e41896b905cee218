//! Keeps figures up to date: marks are folded in batches, new series are made of all records, and everything can be made again. What is
//! moved depends on the records and their history alone, never on when or how often somebody folded (docs/adr/0013-statistics.md).

use std::{collections::BTreeSet, time::Duration};

use chrono::NaiveDate;
use diesel::PgConnection;
use url::Url;
use uuid::Uuid;

use super::{
    rules::{
        contribution::Moves,
        fact::{Fact, Subject},
        knowledge::{Chain, since},
    },
    store::{
        cells,
        facts::{self, Stored},
        indicators::{self, Series},
        marks::{self, Marked},
        subjects::{self, Asked, EPOCH},
    },
};
use crate::{
    access::door::Door,
    kernel::{problem::Problem, work::Isolation},
    services::Catalogue,
};

/// Marks folded in one transaction: the more, the more figures they share; who reads exact figures meanwhile waits for it, a fifth of a
/// second at most.
const MARKS: i64 = 2000;
/// Subjects counted in one transaction while a series is made.
const SUBJECTS: i64 = 10_000;
/// How often marks are looked for.
pub const PAUSE: Duration = Duration::from_secs(2);

/// What keeps figures up to date, and from where they are read.
#[derive(Clone)]
pub struct Figures {
    pub(super) door: Door,
    pub(super) catalogue: Catalogue,
    pub(super) kept: std::sync::Arc<super::open::Keeper>,
    pub(super) public_url: Url,
}

/// What counting subjects again comes to.
pub(super) struct Counting {
    pub moves: Moves,
    pub facts: Vec<(Uuid, Stored)>,
}

/// Counts subjects again: what moves in the series that cover them, and what they add to the series that are being made. Of those that changed
/// `by_themselves` what was known of their person is not read again.
pub(super) fn count(
    conn: &mut PgConnection,
    catalogue: &Catalogue,
    (subject, ids): (Subject, &[Uuid]),
    by_themselves: &BTreeSet<Uuid>,
    series: &[Series],
    fresh: &[i32],
) -> Result<Counting, Problem> {
    let stored = facts::stored(conn, subject, ids)?;
    let from = |id: &Uuid| stored.get(id).filter(|_| fresh.is_empty()).map_or(EPOCH, |stored| stored.known_on);
    let told = |id: &Uuid| stored.get(id).filter(|_| fresh.is_empty() && by_themselves.contains(id))?.fact.as_ref();
    let asked: Vec<Asked<'_>> = ids.iter().map(|id| Asked { id: *id, since: from(id), person_as_in: told(id) }).collect();
    let chains = subjects::chains(conn, catalogue, subject, &asked)?;
    let mine: Vec<&Series> = series.iter().filter(|one| one.subject() == subject).collect();
    let (mut moves, mut written) = (Moves::default(), Vec::new());
    for id in ids {
        let Some(chain) = chains.get(id) else { continue };
        let known = stored.get(id);
        let (covering, others): (Vec<&Series>, Vec<&Series>) = mine.iter().partition(|one| one.covers(*id));
        let made: Vec<&Series> = others.into_iter().filter(|one| fresh.contains(&one.counted.series)).collect();
        if !covering.is_empty() {
            learnt(chain, known, &mut |old, new, day, times| move_on(&covering, old, new, day, times, &mut moves));
        }
        if !made.is_empty() {
            along(chain, None, &mut |old, new, day, times| move_on(&made, old, new, day, times, &mut moves));
        }
        if let Some(stored) = ended(chain, known) {
            written.push((*id, stored));
        }
    }
    moves.settle();
    Ok(Counting { moves, facts: written })
}

/// One step of what was known moves figures of several series.
fn move_on(series: &[&Series], old: Option<&Fact>, new: Option<&Fact>, day: NaiveDate, times: i64, moves: &mut Moves) {
    if old == new {
        return;
    }
    let (old, new) = (old.map(|fact| moves.numbered(fact)), new.map(|fact| moves.numbered(fact)));
    series.iter().for_each(|one| one.counted.moved(old.as_ref(), new.as_ref(), day, times, moves));
}

/// Walks along what was learnt since a subject was counted last.
fn learnt(chain: &Chain, known: Option<&Stored>, step: &mut impl FnMut(Option<&Fact>, Option<&Fact>, NaiveDate, i64)) {
    let Some(known) = known else { return along(chain, None, step) };
    // The last day is taken back and counted anew: it was not over when it was counted.
    let rest = since(chain, known.known_on);
    if rest.first().map(|(_, fact)| fact.as_ref()) == Some(known.fact.as_ref()) {
        along(&rest[1..], known.fact.as_ref(), step);
    } else {
        step(known.before.as_ref(), known.fact.as_ref(), known.known_on, -1);
        along(&rest, known.before.as_ref(), step);
    }
}

/// Walks along what was known day by day.
fn along(
    chain: &[(NaiveDate, Option<Fact>)],
    begin: Option<&Fact>,
    step: &mut impl FnMut(Option<&Fact>, Option<&Fact>, NaiveDate, i64),
) {
    let mut known = begin;
    for (day, fact) in chain {
        step(known, fact.as_ref(), *day, 1);
        known = fact.as_ref();
    }
}

/// What is kept of a subject after it was counted: the last day and the state before it.
fn ended(chain: &[(NaiveDate, Option<Fact>)], known: Option<&Stored>) -> Option<Stored> {
    let (day, fact) = chain.last()?;
    let earlier = chain.iter().rev().nth(1).map(|(_, fact)| fact.clone());
    let before = match (earlier, known) {
        (Some(earlier), _) => earlier,
        // Nothing was learnt since the last day that was counted: what was known before it is as it was.
        (None, Some(known)) if known.known_on == *day => known.before.clone(),
        (None, Some(known)) => known.fact.clone(),
        (None, None) => None,
    };
    Some(Stored { known_on: *day, before, fact: fact.clone() })
}

impl Figures {
    /// Over the platform's door and catalogue; `public_url` begins the addresses of what is published.
    pub fn new(door: Door, catalogue: Catalogue, public_url: Url) -> Self {
        Self { door, catalogue, kept: std::sync::Arc::default(), public_url }
    }

    /// Indicators may have changed elsewhere: they are read anew.
    pub fn read_anew(&self) {
        self.kept.forget();
    }

    /// Folds the oldest marks; says how many there were.
    pub async fn fold(&self) -> Result<usize, Problem> {
        self.fold_some(MARKS).await
    }

    /// Folds so many of the oldest marks at most: what it comes to is the same, however many at a time.
    pub async fn fold_some(&self, at_most: i64) -> Result<usize, Problem> {
        let catalogue = self.catalogue.clone();
        self.door
            .work()
            .run(Isolation::ReadCommitted, move |conn, now| {
                if !marks::try_to_fold(conn)? {
                    return Ok(0);
                }
                let marked = marks::take(conn, now, at_most)?;
                if marked.marks == 0 {
                    return Ok(0);
                }
                let series = indicators::counted(conn)?;
                for (subject, ids) in of_each(&marked) {
                    let counting = count(conn, &catalogue, (subject, ids), &marked.by_themselves, &series, &[])?;
                    cells::apply(conn, &counting.moves)?;
                    facts::write(conn, subject, &counting.facts)?;
                }
                Ok(marked.marks)
            })
            .await
    }

    /// Takes the next step in making a series; says how many subjects were counted, none where no series is to be made.
    pub async fn build(&self) -> Result<Option<usize>, Problem> {
        let catalogue = self.catalogue.clone();
        self.door
            .by_system("buildFigures", move |unit| {
                if !marks::try_to_fold(unit.conn)? {
                    return Ok(None);
                }
                let series = indicators::counted(unit.conn)?;
                // Series that have come equally far are made together.
                let Some(first) = series.iter().find(|one| !one.done) else { return Ok(None) };
                let (subject, after) = (first.subject(), first.built_to);
                let fresh: Vec<i32> = series
                    .iter()
                    .filter(|one| !one.done && one.subject() == subject && one.built_to == after)
                    .map(|one| one.counted.series)
                    .collect();
                let ids = subjects::next(unit.conn, subject, after, SUBJECTS)?;
                let counting = count(unit.conn, &catalogue, (subject, &ids), &BTreeSet::new(), &series, &fresh)?;
                cells::apply(unit.conn, &counting.moves)?;
                facts::write(unit.conn, subject, &counting.facts)?;
                let done = (ids.len() as i64) < SUBJECTS;
                indicators::built(unit.conn, &fresh, subject, ids.last().copied(), done)?;
                if done {
                    indicators::take_place(unit, &fresh)?;
                    indicators::publish(unit, &fresh)?;
                }
                Ok(Some(ids.len()))
            })
            .await
    }

    /// Folds and builds until there is nothing left to do; says how many marks there were.
    pub async fn catch_up(&self) -> Result<usize, Problem> {
        let mut marks = 0;
        loop {
            let folded = self.fold().await?;
            marks += folded;
            if folded > 0 {
                continue;
            }
            if !self.build_if_needed().await? {
                break;
            }
            self.kept.forget();
        }
        while self.door.open(indicators::sweep).await? {}
        Ok(marks)
    }

    /// Makes every figure again beside what stands, which answers until what is made takes its place: safe while people read.
    pub async fn rebuild_beside(&self) -> Result<(), Problem> {
        self.door.work().run(Isolation::ReadCommitted, |conn, _| indicators::begin_beside(conn)).await?;
        // Another copy that is at it too has the turn now and then.
        while self.is_making().await? {
            self.catch_up().await?;
        }
        Ok(())
    }

    /// Forgets every figure and makes it again, from all records and their history: where nobody reads, after the demo world was filled.
    pub async fn rebuild(&self) -> Result<(), Problem> {
        self.forget().await?;
        self.catch_up().await.map(|_| ())
    }

    /// Forgets every figure; [`Self::catch_up`] makes them again.
    pub async fn forget(&self) -> Result<(), Problem> {
        self.door
            .work()
            .run(Isolation::ReadCommitted, |conn, _| {
                marks::wait_to_fold(conn)?;
                cells::forget_all(conn)?;
                facts::forget_all(conn)?;
                indicators::begin_again(conn)
            })
            .await
    }

    /// Whether figures of some series are not made yet.
    async fn is_making(&self) -> Result<bool, Problem> {
        let work = self.door.work();
        work.run(Isolation::ReadCommitted, |conn, _| Ok(indicators::counted(conn)?.iter().any(|one| !one.done))).await
    }

    async fn build_if_needed(&self) -> Result<bool, Problem> {
        if self.is_making().await? { Ok(self.build().await?.is_some()) } else { Ok(false) }
    }

    /// Keeps figures up to date for ever.
    pub async fn run(self, pause: Duration) {
        loop {
            tokio::time::sleep(pause).await;
            for done in [self.catch_up().await, self.release().await] {
                if let Err(problem) = done {
                    tracing::warn!(code = problem.code(), "figures wait for the next time");
                }
            }
        }
    }
}

/// The marked subjects of every kind.
pub(super) fn of_each(marked: &Marked) -> [(Subject, &[Uuid]); Subject::ALL.len()] {
    [
        (Subject::Request, &marked.requests),
        (Subject::Person, &marked.persons),
        (Subject::Petition, &marked.petitions),
        (Subject::Document, &marked.documents),
    ]
}
