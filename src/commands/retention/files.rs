//! Files that were sent and that nothing stands on: never attached, sent twice by mistake, or taken off.

use super::{FILE, Kind, by_day, nothing_stands_on_it, record, specimen};

// What a record had before another took its place (a photo, a scan, the file of a petition that was corrected) is read as of a day, and goes with
// the record. The empty list: nothing goes here that a file could stand on.
pub(super) const FILES: Kind = Kind {
    object: "File",
    prefix: "fil",
    years: |terms| terms.closed_request_years,
    due: concat!(
        "select f.id from files f where f.wrapped_key is not null and f.id > $3 and f.id <> all($4) and ",
        by_day!("f.created_at"),
        " and ",
        nothing_stands_on_it!("'{}'::uuid[]"),
        " and not exists (select from history.persons h where h.photo_file_id = f.id)
          and not exists (select from history.persons h where ",
        specimen!("h"),
        " = f.id)
          and not exists (select from history.foreign_documents h where h.file_id = f.id and h.number <> '-')
          and not exists (select from history.petitions h where h.file_id = f.id and h.object <> '-')
          order by f.id limit $2"
    ),
    overwritten: &[&[record("files", "select unnest($1)", FILE)]],
    deleted: None,
    kept: None,
};
