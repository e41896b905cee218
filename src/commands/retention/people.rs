//! Persons who were struck off, and requests that are over.

use super::{FILE, Kind, by_day, only_here, record, request_over, specimen};
use crate::statistics;

/// That a request `r` keeps its beneficiaries.
macro_rules! kept_by {
    () => {
        concat!("(r.state not in ", request_over!(), " or r.id = any($4))")
    };
}

// Of a person every record goes: theirs, and those that lead to it (merging erases nothing). Nobody whose request is still under way, be they
// one of several beneficiaries, is overwritten; the sign of an overwritten name is "-".
pub(super) const PERSONS: Kind = Kind {
    object: "Person",
    prefix: "per",
    years: |terms| terms.struck_off_years,
    due: concat!(
        "select q.id from persons q
          where q.status in ('StruckOff', 'Merged') and q.surname is distinct from '-' and q.id > $3
            and exists (select from persons p
                         where p.id = coalesce(q.merged_into, q.id) and p.status = 'StruckOff' and p.struck_off_on <= $1
                           and not exists (select from persons a
                                            where (a.id = p.id or a.merged_into = p.id)
                                              and (a.id = any($4)
                                                   or exists (select from requests r where r.beneficiary_id = a.id and ",
        kept_by!(),
        ")                                         or exists (select from request_beneficiaries b join requests r on r.id = b.request_id
                                                               where b.person_id = a.id and ",
        kept_by!(),
        ")))) order by q.id limit $2"
    ),
    overwritten: &[&[
        record(
            "files",
            only_here!(concat!(
                "select photo_file_id from history.persons where id = any($1) and photo_file_id is not null
                  union select d.file_id from history.foreign_documents d where d.person_id = any($1) and d.file_id is not null
                  union select ",
                specimen!("p"),
                " from history.persons p where p.id = any($1) and p.details #>> '{signature,fileId}' is not null"
            )),
            FILE,
        ),
        record(
            "foreign_documents",
            "select id from foreign_documents where person_id = any($1)",
            "number = '-', number_key = id::text, mrz = null, authority = null, findings = '{}', change_reason = null",
        ),
        record(
            "addresses",
            "select id from addresses where person_id = any($1)",
            "region = null, locality = null, sector = null, street = null, house = null, block = null, apartment = null,
             postal_code = null, basis = null, change_reason = null",
        ),
        record(
            "persons",
            "select unnest($1)",
            "idnp = null, surname = '-', given_names = null, patronymic = null, photo_file_id = null, photo_taken_on = null,
             birth_date = date_trunc('year', birth_date)::date,
             birth_precision = case when birth_date is null then 'Unknown' else 'Year' end,
             details = jsonb_build_object('citizenships', coalesce(details -> 'citizenships', '[]')), change_reason = null",
        ),
    ]],
    // Words that nobody else bears go too: they would tell a rare name.
    deleted: Some((
        &["person_name_keys", "name_words"],
        "with gone as (delete from person_name_keys where person_id = any($1) returning tokens)
         delete from name_words w using (select distinct t.word from gone cross join lateral unnest(gone.tokens) t (word)) g
          where w.code = any(name_codes(g.word)) and w.word = g.word
            and not exists (select from person_name_entries e where e.entry = hashtextextended(g.word, 0) and e.person_id <> all($1))",
    )),
    kept: Some(statistics::keep_ages),
};

pub(super) const REQUESTS: Kind = Kind {
    object: "Request",
    prefix: "req",
    years: |terms| terms.closed_request_years,
    due: concat!(
        "select id from requests
          where state in ",
        request_over!(),
        " and answers <> '{}' and id > $3 and id <> all($4) and ",
        by_day!("coalesce(closed_at, updated_at)"),
        " order by id limit $2"
    ),
    overwritten: &[&[
        record("files", only_here!("select h.file_id from history.request_attachments h where h.request_id = any($1)"), FILE),
        record(
            "request_attachments",
            "select id from request_attachments where request_id = any($1)",
            "name = '-', number = null, issued_on = null, issuer = null",
        ),
        record("requests", "select unnest($1)", "answers = '{}', legal_entity_idno = null"),
    ]],
    deleted: None,
    kept: None,
};
