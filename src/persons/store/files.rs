//! The files of a person's record.

use diesel::{
    QueryableByName, RunQueryDsl,
    sql_types::{Bool, Text, Uuid as SqlUuid},
};
use uuid::Uuid;

use crate::{
    access::door::Unit,
    files::FileId,
    kernel::{
        id::TypedId,
        problem::Problem,
        sql::{prepared, sql},
    },
};

// What the record had before is read with `asOf`, and so are its files.
const ON_RECORD: &str = "
select exists (select from persons p where p.id = $1 and (p.photo_file_id = $2 or p.details #>> '{signature,fileId}' = $3))
    or exists (select from history.persons h where h.id = $1 and (h.photo_file_id = $2 or h.details #>> '{signature,fileId}' = $3))
    or exists (select from foreign_documents d where d.person_id = $1 and d.file_id = $2)
    or exists (select from history.foreign_documents h where h.person_id = $1 and h.file_id = $2) as on_record";

/// Whether a file is the photograph, the specimen of the signature or the scan of a document of a person, now or formerly.
pub fn on_record(unit: &mut Unit<'_>, person: Uuid, file: FileId) -> Result<bool, Problem> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = Bool)]
        on_record: bool,
    }
    let asked = sql(ON_RECORD).bind::<SqlUuid, _>(person).bind::<SqlUuid, _>(file.uuid()).bind::<Text, _>(file.to_string());
    Ok(prepared(asked).get_result::<Found>(unit.conn)?.on_record)
}
