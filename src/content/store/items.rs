//! Items: the working copies.

use chrono::{DateTime, Utc};
use diesel::{
    dsl::sql,
    pg::Pg,
    prelude::*,
    sql_types::{Bool, Nullable, Text as SqlText, Timestamptz, Uuid as SqlUuid},
};
use serde_json::Value;
use uuid::Uuid;

use super::sections::SectionRow;
use crate::{
    access::door::Unit,
    content::{
        rules::{
            content::Content,
            lifecycle::{ADMINISTER, PROVIDE, Standing, State},
            restricted::Classification,
            translations::Translated,
        },
        schema::{content_items, content_sections},
    },
    kernel::{
        problem::{Kind, Problem},
        term::Term,
    },
};

/// An item as the database keeps it.
#[derive(Debug, Clone, Queryable, QueryableByName, Selectable, Insertable)]
#[diesel(table_name = content_items)]
#[diesel(check_for_backend(Pg))]
#[allow(missing_docs)] // The columns are told in the migration.
pub struct ItemRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub kind: String,
    pub section_id: Uuid,
    pub slug: String,
    pub state: String,
    pub classification: String,
    pub subdivision_id: Uuid,
    pub provider_id: Option<Uuid>,
    pub content: Value,
    pub translated: Value,
    pub ru_status: String,
    pub en_status: String,
    pub submitted_at: Option<DateTime<Utc>>,
    pub wanted_at: Option<DateTime<Utc>>,
    pub term: Option<Value>,
    pub due_at: Option<DateTime<Utc>>,
    pub latest: Option<i32>,
    pub live_from: Option<DateTime<Utc>>,
    pub withdrawn_at: Option<DateTime<Utc>>,
    pub withdrawal_reason: Option<String>,
    pub live_section_id: Option<Uuid>,
    pub return_reason: Option<String>,
}

impl ItemRow {
    /// How it stands at an instant.
    pub fn standing(&self, now: DateTime<Utc>) -> Result<Standing, Problem> {
        let state = State::read(&self.state, self.live_from, now).ok_or_else(|| Problem::internal("an unknown state"))?;
        Ok(Standing { state, version: self.latest.is_some(), withdrawn: self.withdrawn_at.is_some() })
    }

    /// The section in which something of it is public while its draft stands in `section`; none where that is the same.
    pub fn live_section_beside(&self, section: Uuid) -> Option<Uuid> {
        let live = self.live_section_id.unwrap_or(self.section_id);
        (self.latest.is_some() && self.withdrawn_at.is_none() && live != section).then_some(live)
    }

    /// What it says.
    pub fn content(&self) -> Result<Content, Problem> {
        serde_json::from_value(self.content.clone()).map_err(Problem::internal)
    }

    /// What each translation translates.
    pub fn translated(&self) -> Result<Translated, Problem> {
        serde_json::from_value(self.translated.clone()).map_err(Problem::internal)
    }

    /// The term of its publication request, while there is one.
    pub fn term(&self) -> Result<Option<Term>, Problem> {
        self.term.clone().map(serde_json::from_value).transpose().map_err(Problem::internal)
    }

    /// As its provider declared it.
    pub fn classification(&self) -> Classification {
        match self.classification.as_str() {
            "Restricted" => Classification::Restricted,
            "Advertising" => Classification::Advertising,
            _ => Classification::Public,
        }
    }
}

/// What a step changes; `None` leaves a column as it is.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = content_items)]
#[allow(missing_docs)]
pub struct ItemChange {
    pub section_id: Option<Uuid>,
    pub slug: Option<String>,
    pub state: Option<String>,
    pub classification: Option<String>,
    pub provider_id: Option<Option<Uuid>>,
    pub content: Option<Value>,
    pub translated: Option<Value>,
    pub ru_status: Option<String>,
    pub en_status: Option<String>,
    pub submitted_at: Option<Option<DateTime<Utc>>>,
    pub wanted_at: Option<Option<DateTime<Utc>>>,
    pub term: Option<Option<Value>>,
    pub due_at: Option<Option<DateTime<Utc>>>,
    pub latest: Option<Option<i32>>,
    pub live_from: Option<Option<DateTime<Utc>>>,
    pub withdrawn_at: Option<Option<DateTime<Utc>>>,
    pub withdrawal_reason: Option<Option<String>>,
    pub live_section_id: Option<Option<Uuid>>,
    pub return_reason: Option<Option<String>>,
    pub updated_at: Option<DateTime<Utc>>,
}

/// Whose items a caller sees.
#[derive(Debug, Clone)]
pub struct Sight {
    /// All of them.
    pub all: bool,
    /// Those whose source is one of these subdivisions.
    pub provides: Vec<Uuid>,
    /// Those of sections that these subdivisions administer.
    pub administers: Vec<Uuid>,
}

impl Sight {
    /// What the present caller sees.
    pub fn of(unit: &Unit<'_>) -> Self {
        let (provides, administers) = (unit.reach(PROVIDE), unit.reach(ADMINISTER));
        Self { all: unit.reach("content.read").any, provides: provides.offices, administers: administers.offices }
    }

    /// Whether they see this item.
    pub fn sees(&self, item: &ItemRow, section: &SectionRow) -> bool {
        self.all || self.provides.contains(&item.subdivision_id) || self.administers.contains(&section.administrator_id)
    }
}

/// An item that the caller may see, with its section.
pub fn find(unit: &mut Unit<'_>, id: Uuid) -> Result<(ItemRow, SectionRow), Problem> {
    let (item, section) = by_id(unit.conn, id)?;
    let sight = Sight::of(unit);
    if sight.sees(&item, &section) {
        return Ok((item, section));
    }
    let live = live_administrator(unit.conn, &item)?;
    if live.is_some_and(|office| sight.administers.contains(&office)) { Ok((item, section)) } else { Err(Problem::not_found()) }
}

/// Who administers the section in which an item is public, where its draft was moved to another. No statement where it was not.
pub fn live_administrator(conn: &mut PgConnection, item: &ItemRow) -> Result<Option<Uuid>, Problem> {
    let Some(live) = item.live_section_id else { return Ok(None) };
    Ok(Some(content_sections::table.find(live).select(content_sections::administrator_id).first(conn)?))
}

/// An item, whoever asks: for the program's own work.
pub fn by_id(conn: &mut PgConnection, id: Uuid) -> Result<(ItemRow, SectionRow), Problem> {
    let one = content_items::table.inner_join(content_sections::table).filter(content_items::id.eq(id));
    Ok(one.select((ItemRow::as_select(), SectionRow::as_select())).first(conn)?)
}

/// An item by its name in addresses.
pub fn by_slug(conn: &mut PgConnection, slug: &str) -> Result<(ItemRow, SectionRow), Problem> {
    let one = content_items::table.inner_join(content_sections::table).filter(content_items::slug.eq(slug));
    Ok(one.select((ItemRow::as_select(), SectionRow::as_select())).first(conn)?)
}

/// Whether an address is taken.
pub fn is_taken(conn: &mut PgConnection, slug: &str) -> Result<bool, Problem> {
    Ok(diesel::select(diesel::dsl::exists(content_items::table.filter(content_items::slug.eq(slug)))).get_result(conn)?)
}

/// A new item.
pub fn insert(conn: &mut PgConnection, row: &ItemRow) -> Result<(), Problem> {
    diesel::insert_into(content_items::table).values(row).execute(conn)?;
    Ok(())
}

/// Changes an item that still stands as it was read; otherwise another step was quicker.
pub fn change(unit: &mut Unit<'_>, row: &ItemRow, mut changes: ItemChange) -> Result<ItemRow, Problem> {
    changes.updated_at = Some(unit.now);
    diesel::update(content_items::table.filter(content_items::id.eq(row.id)).filter(content_items::version.eq(row.version)))
        .set(changes)
        .returning(ItemRow::as_returning())
        .get_result(unit.conn)
        .optional()?
        .ok_or_else(|| if unit.caller.account.is_nil() { Problem::race_lost() } else { Problem::new(Kind::GONE_STALE) })
}

/// Whether these subdivisions administer the section in which an item is public, where its draft was moved to another; a macro, since its
/// type has no short name.
macro_rules! of_live_section {
    ($administers:expr) => {
        diesel::dsl::sql::<diesel::sql_types::Bool>(
            "content_items.live_section_id in (select l.id from content_sections l where l.administrator_id = any(",
        )
        .bind::<diesel::sql_types::Array<diesel::sql_types::Uuid>, _>($administers)
        .sql("))")
    };
}
pub(super) use of_live_section;

/// What a list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Narrowed {
    /// Only in this state.
    pub state: Option<State>,
    /// Only of this type.
    pub kind: Option<String>,
    /// Only of this section.
    pub section: Option<String>,
    /// Only with a Russian translation that stands so.
    pub ru_status: Option<String>,
    /// Only with an English translation that stands so.
    pub en_status: Option<String>,
    /// Only of this subdivision.
    pub subdivision: Option<Uuid>,
    /// Only of this provider.
    pub provider: Option<Uuid>,
    /// Only with this in its Romanian title, however it is typed.
    pub title: Option<String>,
    /// Only what waits for publication longer than its term.
    pub overdue: bool,
    /// Only what is public and was not yet verified by its provider.
    pub unverified: bool,
}

/// An item as lists need it.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The item.
    pub item: ItemRow,
    /// The code of its section.
    pub section: String,
    /// Who administers that.
    pub administrator: Uuid,
    /// Who administers the section in which it is public, where its draft was moved to another.
    pub live_administrator: Option<Uuid>,
    /// What its provider found of its latest version.
    pub verification: Option<String>,
}

type ListedColumns = (ItemRow, String, Uuid, Option<Uuid>, Option<String>);

impl From<ListedColumns> for Listed {
    fn from((item, section, administrator, live_administrator, verification): ListedColumns) -> Self {
        Self { item, section, administrator, live_administrator, verification }
    }
}

/// The columns of a list; a macro, since their type has no short name.
macro_rules! listed {
    () => {
        (
            ItemRow::as_select(),
            content_sections::code,
            content_sections::administrator_id,
            sql::<Nullable<SqlUuid>>("(select l.administrator_id from content_sections l where l.id = content_items.live_section_id)"),
            sql::<Nullable<SqlText>>(
                "(select v.verification from content_versions v where v.item_id = content_items.id and v.number = content_items.latest)",
            ),
        )
    };
}

/// A page of the items that the caller sees, newest first.
pub fn page(unit: &mut Unit<'_>, narrowed: &Narrowed, after: Option<Uuid>, rows: i64) -> Result<Vec<Listed>, Problem> {
    let now = unit.now;
    let mut query = seen(&Sight::of(unit));
    match narrowed.state {
        Some(State::Scheduled) => {
            query = query.filter(content_items::state.eq("Published")).filter(content_items::live_from.gt(now))
        }
        Some(State::Published) => {
            query = query.filter(content_items::state.eq("Published")).filter(content_items::live_from.le(now))
        }
        Some(state) => query = query.filter(content_items::state.eq(state.code())),
        // What was given up is shown to whoever asks for it.
        None => query = query.filter(content_items::state.ne(State::Discarded.code())),
    }
    if let Some(kind) = &narrowed.kind {
        query = query.filter(content_items::kind.eq(kind.clone()));
    }
    if let Some(section) = &narrowed.section {
        query = query.filter(content_sections::code.eq(section.clone()));
    }
    if let Some(status) = &narrowed.ru_status {
        query = query.filter(content_items::ru_status.eq(status.clone()));
    }
    if let Some(status) = &narrowed.en_status {
        query = query.filter(content_items::en_status.eq(status.clone()));
    }
    if let Some(subdivision) = narrowed.subdivision {
        query = query.filter(content_items::subdivision_id.eq(subdivision));
    }
    if let Some(provider) = narrowed.provider {
        query = query.filter(content_items::provider_id.eq(provider));
    }
    if let Some(title) = &narrowed.title {
        let like = format!("%{}%", title.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"));
        query = query.filter(
            sql::<Bool>("content_folded(content_items.content->'title'->>'ro') like content_folded(")
                .bind::<SqlText, _>(like)
                .sql(")"),
        );
    }
    if narrowed.overdue {
        query = query.filter(content_items::state.eq("Submitted")).filter(content_items::due_at.lt(now));
    }
    if narrowed.unverified {
        query = query.filter(
            sql::<Bool>(
                "exists (select from content_versions v where v.item_id = content_items.id and v.number = content_items.latest
                   and v.verified_at is null and v.live_until is null and v.submitted_at is not null and v.live_from <= ",
            )
            .bind::<Timestamptz, _>(now)
            .sql(")"),
        );
    }
    if let Some(after) = after {
        query = query.filter(content_items::id.lt(after));
    }
    let found: Vec<ListedColumns> = query.order(content_items::id.desc()).limit(rows).select(listed!()).load(unit.conn)?;
    Ok(found.into_iter().map(Into::into).collect())
}

/// What waits for publication, what is due first at the head.
pub fn waiting(unit: &mut Unit<'_>, after: Option<(DateTime<Utc>, Uuid)>, rows: i64) -> Result<Vec<Listed>, Problem> {
    let mut query = seen(&Sight::of(unit)).filter(content_items::state.eq("Submitted"));
    if let Some((due, id)) = after {
        query = query.filter(
            content_items::due_at.gt(due).or(content_items::due_at.eq(due).and(content_items::id.gt(id)).assume_not_null()),
        );
    }
    let in_order = query.order((content_items::due_at, content_items::id)).limit(rows);
    let found: Vec<ListedColumns> = in_order.select(listed!()).load(unit.conn)?;
    Ok(found.into_iter().map(Into::into).collect())
}

type Boxed<'a> =
    diesel::helper_types::IntoBoxed<'a, diesel::helper_types::InnerJoin<content_items::table, content_sections::table>, Pg>;

fn seen<'a>(sight: &Sight) -> Boxed<'a> {
    let query = content_items::table.inner_join(content_sections::table).into_boxed();
    if sight.all {
        return query;
    }
    query.filter(
        content_items::subdivision_id
            .eq_any(sight.provides.clone())
            .or(content_sections::administrator_id.eq_any(sight.administers.clone()))
            .or(of_live_section!(sight.administers.clone())),
    )
}
