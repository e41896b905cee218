//! Which publication or service answers a question: by the words they share, wherever they stand and in whichever language (full text), by
//! how like the question is to the title (trigrams), and by how much a word tells (rare words tell more).

use chrono::{DateTime, Utc};
use diesel::{
    PgConnection, RunQueryDsl,
    sql_types::{Array, Float8, Int4, Nullable, Text, Timestamptz},
};

use super::synonyms;
use crate::{
    content::words::{self, Sense},
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
        text::Language,
    },
};

/// A candidate, in the language of the answer.
#[derive(Debug, Clone, diesel::QueryableByName)]
pub struct Candidate {
    /// `faq`, `page` or `service`.
    #[diesel(sql_type = Text)]
    pub kind: String,
    /// The item's id or the service's code.
    #[diesel(sql_type = Text)]
    pub id: String,
    /// The item's slug or the service's code.
    #[diesel(sql_type = Text)]
    pub slug: String,
    /// The service that it is about.
    #[diesel(sql_type = Nullable<Text>)]
    pub service: Option<String>,
    /// The language of title and body: the one asked for, or Romanian.
    #[diesel(sql_type = Text)]
    pub language: String,
    #[diesel(sql_type = Text)]
    pub title: String,
    #[diesel(sql_type = Text)]
    pub body: String,
    /// How much of the question it covers, from 0 to 1.
    #[diesel(sql_type = Float8)]
    pub coverage: f64,
    /// By which it is ordered.
    #[diesel(sql_type = Float8)]
    pub score: f64,
}

/// A question, prepared.
#[derive(Debug, Clone)]
pub struct Asked {
    /// For each telling word, itself or those that are meant by it.
    words: Vec<String>,
    /// For each, what means the same.
    alike: Vec<String>,
    /// The language to answer in.
    pub language: Language,
    /// All words as they were typed, to compare with titles.
    whole: String,
}

impl Asked {
    /// Of the words of a question; `language` where the visitor named one.
    pub fn of(senses: &[Sense], language: Option<Language>) -> Self {
        let own: Vec<String> = senses.iter().map(|sense| sense.word.clone()).collect();
        let spoken = spoken(senses, &own);
        let telling: Vec<&Sense> = senses.iter().filter(|sense| !words::says_nothing(&sense.word, spoken)).collect();
        let alike = |sense: &Sense| {
            let mut meant = sense.near.clone();
            meant.push(sense.word.clone());
            synonyms::of(&meant).join(" | ")
        };
        Self {
            words: telling.iter().map(|sense| sense.alternatives()).collect(),
            alike: telling.iter().map(|sense| alike(sense)).collect(),
            language: language.unwrap_or(spoken),
            whole: own.join(" "),
        }
    }

    /// Whether nothing is left that could be looked for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// The language that a question is in: by its small words, then by which published words it uses.
fn spoken(senses: &[Sense], words: &[String]) -> Language {
    let small = words::speaks_for(words);
    let languages = [Language::Ro, Language::Ru, Language::En];
    let weigh = |place: usize| {
        let known = senses.iter().filter(|sense| sense.is_known_in(languages[place])).count();
        2 * small[place] + known
    };
    // Of equals the first: Romanian.
    (1..3).fold(Language::Ro, |best, place| {
        let now = languages.iter().position(|language| *language == best).unwrap_or(0);
        if weigh(place) > weigh(now) { languages[place] } else { best }
    })
}

// 1 asked words, 2 their like, 3 now, 4 language of the answer, 5 the whole question, 6 rows. A word that nothing holds tells as much as
// one that a few hold, so that a question of strange words is not answered by its one familiar word. How many there are is how many are live:
// what versions said that ended weighs nothing.
const RANK: &str = "
with asked as (
  select t.place, l.language, to_tsquery(('content_' || l.language)::regconfig, t.word) as word,
         case when t.alike <> '' then to_tsquery(('content_' || l.language)::regconfig, t.alike) end as alike
    from unnest($1, $2) with ordinality t (word, alike, place) cross join (values ('ro'), ('ru'), ('en')) l (language)),
whole as (select language, string_agg('(' || q::text || ')', ' | ')::tsquery as query
            from (select language, word as q from asked union all select language, alike from asked where alike is not null) a
           where numnode(q) > 0 group by language),
texts as (
  select coalesce(v.type, 'service') as kind, coalesce(v.item_id::text, s.source_id) as id, s.language, s.version_id, s.source_id, s.title,
         v.content->'fields'->>'service' as service,
         ts_filter(s.document, '{a}') as in_title, ts_filter(s.document, '{b}') as in_keywords, s.document
    from whole w
    join content_search s on s.language = w.language and s.document @@ w.query
    left join content_versions v on v.id = s.version_id
   where s.source = 'Service'
      or (v.type in ('faq', 'page') and v.live_from <= $3 and (v.live_until is null or v.live_until > $3))),
hits as (
  select t.kind, t.id, a.place,
         max(case when t.in_title @@ a.word then 1.0 when t.in_keywords @@ a.word then 0.85
                  when t.in_title @@ a.alike then 0.7 when t.in_keywords @@ a.alike then 0.6
                  when t.document @@ a.word then 0.5 when t.document @@ a.alike then 0.3 else 0 end)::float8 as weight
    from texts t join asked a on a.language = t.language
   group by t.kind, t.id, a.place),
size as (
  select count(*)::float8 as n from content_search s left join content_versions v on v.id = s.version_id
   where s.language = 'ro' and (s.source = 'Service' or (v.live_from <= $3 and (v.live_until is null or v.live_until > $3)))),
telling as (
  select p.place, ln(1 + (select n from size) / greatest(3, (select count(*) from hits h where h.place = p.place and h.weight >= 0.5))) as idf
    from (select distinct place from asked) p),
covered as (
  select h.kind, h.id, sum(h.weight * t.idf) / (select sum(idf) from telling) as coverage
    from hits h join telling t using (place) group by h.kind, h.id),
ranked as (
  select c.kind, c.id, c.coverage,
         c.coverage + 0.25 * coalesce((select max(similarity(content_folded(t.title), $5)) from texts t where t.kind = c.kind and t.id = c.id), 0)
           + case c.kind when 'faq' then 0.04 else 0 end as score
    from covered c order by score desc, c.id limit $6)
select r.kind, r.id, coalesce(i.slug, r.id) as slug, o.service, o.language, o.title, o.body, r.coverage, r.score
  from ranked r
  cross join lateral (
    select s.language, s.title, s.body, t.service
      from texts t join content_search s on s.source_id = t.source_id
     where t.kind = r.kind and t.id = r.id and s.language in ($4, 'ro')
     order by s.language = $4 desc limit 1) o
  left join content_items i on i.id = case when r.kind <> 'service' then r.id::uuid end
 order by r.score desc, r.id";

fn code(language: Language) -> &'static str {
    match language {
        Language::Ro => "ro",
        Language::Ru => "ru",
        Language::En => "en",
    }
}

/// The best candidates, the best first; one statement.
pub fn rank(conn: &mut PgConnection, now: DateTime<Utc>, asked: &Asked, rows: i32) -> Result<Vec<Candidate>, Problem> {
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let statement = sql(RANK)
        .bind::<Array<Text>, _>(&asked.words)
        .bind::<Array<Text>, _>(&asked.alike)
        .bind::<Timestamptz, _>(now)
        .bind::<Text, _>(code(asked.language))
        .bind::<Text, _>(&asked.whole)
        .bind::<Int4, _>(rows);
    Ok(prepared(statement).load(conn)?)
}

#[derive(diesel::QueryableByName)]
struct Fit {
    #[diesel(sql_type = Float8)]
    fit: f64,
}

// Which of these sentences hold what was asked; the word itself tells more than what is like it.
const FITS: &str = "
select coalesce((select sum(case when v.vector @@ to_tsquery($4::regconfig, a.word) then 1.0
                                 when a.alike <> '' and v.vector @@ to_tsquery($4::regconfig, a.alike) then 0.6 else 0 end)
                   from unnest($2, $3) a (word, alike)), 0)::float8 as fit
  from unnest($1) with ordinality s (sentence, place) cross join lateral (select to_tsvector($4::regconfig, s.sentence) as vector) v
 order by s.place";

/// How well each sentence, of a text in `language`, fits the question.
pub fn fits(conn: &mut PgConnection, asked: &Asked, sentences: &[String], language: &str) -> Result<Vec<f64>, Problem> {
    let statement = sql(FITS)
        .bind::<Array<Text>, _>(sentences)
        .bind::<Array<Text>, _>(&asked.words)
        .bind::<Array<Text>, _>(&asked.alike)
        .bind::<Text, _>(format!("content_{language}"));
    Ok(prepared(statement).load::<Fit>(conn)?.into_iter().map(|row| row.fit).collect())
}
