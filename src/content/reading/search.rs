//! Full-text search over what is published, in three languages at once; the statement is always the same.

use chrono::{DateTime, Utc};
use diesel::{
    PgConnection, RunQueryDsl,
    sql_types::{Array, BigInt, Float4, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::mark;
use crate::{
    content::words::{self, Sense},
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
        text::Language,
    },
};

/// What is looked for, and where.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    pub words: Vec<String>,
    /// One language, with Romanian where there is no translation; otherwise all three.
    pub language: Option<Language>,
    pub sections: Option<Vec<&'static str>>,
    pub kind: Option<String>,
}

/// Where a page ended.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Place {
    pub rank: f32,
    pub id: Uuid,
}

/// Something that was found.
#[derive(Debug, Clone, diesel::QueryableByName)]
pub(super) struct Hit {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub language: String,
    #[diesel(sql_type = Float4)]
    pub rank: f32,
    #[diesel(sql_type = Text)]
    pub snippet: String,
}

// Of an item that fits in several languages, the language in which it fits best. The snippet is made for the rows of the page alone.
const SEARCH: &str = "
with found as (
  select v.item_id, v.id as version_id, s.language, s.body, ts_rank('{0.1, 0.2, 0.5, 1.0}', s.document, q.query) as rank, q.query
    from (values ('ro', to_tsquery('content_ro', $1)), ('ru', to_tsquery('content_ru', $2)), ('en', to_tsquery('content_en', $3))) q (language, query)
    join content_search s on s.language = q.language and s.document @@ q.query
    join content_versions v on v.id = s.version_id and v.live_from <= $4 and (v.live_until is null or v.live_until > $4)
   where ($5::text is null or s.language = $5 or not (v.content->'title' ? $5))
     and ($6::text[] is null or v.section_id in (select id from content_sections where code = any($6)))
     and ($7::text is null or v.type = $7)),
best as (select distinct on (item_id) * from found order by item_id, rank desc, language),
page as (select * from best where $8::real is null or (rank, item_id) < ($8, $9) order by rank desc, item_id desc limit $10)
select item_id as id, language, rank,
       ts_headline(('content_' || language)::regconfig, body, query, $11) as snippet
  from page order by rank desc, item_id desc";

/// The words as one query of a language: every word, or one of those meant by it. None where nothing is left to look for.
fn query(senses: &[Sense], language: Language) -> Option<String> {
    let telling: Vec<_> = senses.iter().filter(|sense| !words::says_nothing(&sense.word, language)).collect();
    // Where every word is a small one, they are what is looked for.
    let chosen = if telling.is_empty() { senses.iter().collect() } else { telling };
    let parts: Vec<String> = chosen.iter().map(|sense| format!("({})", sense.alternatives())).collect();
    (!parts.is_empty()).then(|| parts.join(" & "))
}

/// A page of what fits, the best first.
pub(super) fn search(
    conn: &mut PgConnection,
    now: DateTime<Utc>,
    wanted: &Wanted,
    after: Option<Place>,
    limit: i64,
) -> Result<Vec<Hit>, Problem> {
    let senses = words::senses(conn, &wanted.words)?;
    let asked = |language: Language| {
        let looked = wanted.language.is_none_or(|only| only == language || language == Language::Ro);
        looked.then(|| query(&senses, language)).flatten()
    };
    let only = wanted.language.map(|language| match language {
        Language::Ro => "ro",
        Language::Ru => "ru",
        Language::En => "en",
    });
    let marks = format!(
        "StartSel=\"{}\", StopSel=\"{}\", MaxWords=32, MinWords=12, ShortWord=2, MaxFragments=2, FragmentDelimiter=\" … \"",
        mark::BEGIN,
        mark::END
    );
    let asked = sql(SEARCH)
        .bind::<Nullable<Text>, _>(asked(Language::Ro))
        .bind::<Nullable<Text>, _>(asked(Language::Ru))
        .bind::<Nullable<Text>, _>(asked(Language::En))
        .bind::<Timestamptz, _>(now)
        .bind::<Nullable<Text>, _>(only)
        .bind::<Nullable<Array<Text>>, _>(wanted.sections.clone())
        .bind::<Nullable<Text>, _>(wanted.kind.clone())
        .bind::<Nullable<Float4>, _>(after.map(|place| place.rank))
        .bind::<Nullable<SqlUuid>, _>(after.map(|place| place.id))
        .bind::<BigInt, _>(limit)
        .bind::<Text, _>(marks);
    Ok(prepared(asked).load(conn)?)
}
