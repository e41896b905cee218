//! Which published words are meant: a word that something is found by stands for itself, any other for those that are spelled most like
//! it (trigrams).

use diesel::{
    PgConnection, RunQueryDsl,
    sql_types::{Array, Bool, Nullable, Text},
};

use crate::kernel::{
    problem::Problem,
    sql::{prepared, sql},
    text::Language,
};

/// What a word may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sense {
    /// The word as it was asked.
    pub word: String,
    /// Whether something is found by it: in Romanian, Russian, English.
    pub known: [bool; 3],
    /// Published words that are spelled like it, where nothing is found by it in any language.
    pub near: Vec<String>,
}

#[derive(diesel::QueryableByName)]
struct SenseRow {
    #[diesel(sql_type = Text)]
    word: String,
    #[diesel(sql_type = Bool)]
    ro: bool,
    #[diesel(sql_type = Bool)]
    ru: bool,
    #[diesel(sql_type = Bool)]
    en: bool,
    #[diesel(sql_type = Nullable<Array<Text>>)]
    near: Option<Vec<String>>,
}

// The operator with the index in front, the exact measure behind it; the operator's own bound (0.3, PostgreSQL's) is below ours.
const SENSES: &str = "
select k.word, k.ro, k.ru, k.en, n.near
  from (select t.word, t.place,
               exists (select from content_search s where s.language = 'ro' and s.document @@ plainto_tsquery('content_ro', t.word)) as ro,
               exists (select from content_search s where s.language = 'ru' and s.document @@ plainto_tsquery('content_ru', t.word)) as ru,
               exists (select from content_search s where s.language = 'en' and s.document @@ plainto_tsquery('content_en', t.word)) as en
          from unnest($1) with ordinality t (word, place)) k
  left join lateral (
       select array_agg(l.word) as near
         from (select w.word from content_words w
                where w.word % k.word and similarity(w.word, k.word) >= 0.45
                group by w.word order by similarity(w.word, k.word) desc, w.word limit 3) l
        where not (k.ro or k.ru or k.en) and char_length(k.word) >= 4) n on true
 order by k.place";

/// What each of these words may mean, in one statement.
pub fn senses(conn: &mut PgConnection, words: &[String]) -> Result<Vec<Sense>, Problem> {
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<SenseRow> = prepared(sql(SENSES).bind::<Array<Text>, _>(words)).load(conn)?;
    Ok(rows
        .into_iter()
        .map(|row| Sense { word: row.word, known: [row.ro, row.ru, row.en], near: row.near.unwrap_or_default() })
        .collect())
}

impl Sense {
    /// The word, or those that are meant by it, as PostgreSQL's text search reads alternatives.
    pub fn alternatives(&self) -> String {
        if self.near.is_empty() { self.word.clone() } else { self.near.join(" | ") }
    }

    /// Whether something is found by it in a language.
    pub fn is_known_in(&self, language: Language) -> bool {
        self.known[match language {
            Language::Ro => 0,
            Language::Ru => 1,
            Language::En => 2,
        }]
    }
}
