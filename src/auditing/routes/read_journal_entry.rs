use diesel::PgConnection;
use uuid::Uuid;

use crate::{
    access::{caller::Allowed, door::Door, permissions::JournalRead},
    auditing::wire::{EntryId, JournalEntryPath, JournalEntryProof, JournalInclusion},
    journal::store,
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        merkle::{self, Hash},
        problem::Problem,
    },
};

/// Read an entry of the journal with its proof.
///
/// The entry, the digests of what it wrote, and the path of hashes from it to the root of its seal: with the public key of the seal
/// anybody can check, without this system, that the entry was there and is unchanged.
#[utoipa::path(get, path = "/api/v1/journal/entries/{entryId}", tag = "Journal",
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["C-24.1", "C-38"]))))]
pub async fn read_journal_entry(
    allowed: Allowed<JournalRead>,
    At(path): At<JournalEntryPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<JournalEntryProof>, Problem> {
    door.run(&allowed, move |unit| {
        let id = path.entry_id.uuid();
        let record = store::records(unit.conn, &[id])?.remove(&id).ok_or_else(Problem::not_found)?;
        unit.read("JournalEntry", EntryId::from_uuid(id));
        record.persons.iter().flatten().for_each(|person| unit.about(*person));
        Reply::plain(&JournalEntryProof {
            entry: (&record).into(),
            writes: record.writes.as_slice().iter().map(Into::into).collect(),
            redactions: record.redactions.as_slice().iter().map(Into::into).collect(),
            line: record.canonical(),
            inclusion: inclusion(unit.conn, id)?,
        })
    })
    .await
}

fn inclusion(conn: &mut PgConnection, entry: Uuid) -> Result<Option<JournalInclusion>, Problem> {
    let Some(member) = store::member(conn, entry)? else { return Ok(None) };
    let number = member.seal_number;
    let seal =
        store::seals_after(conn, number - 1, 1)?.into_iter().next().ok_or_else(|| Problem::internal("a seal is missing"))?;
    let leaves: Option<Vec<Hash>> =
        store::members(conn, number, number)?.iter().map(|member| Hash::try_from(member.leaf.as_slice()).ok()).collect();
    let leaves = leaves.ok_or_else(|| Problem::internal("a leaf is no digest"))?;
    let position = usize::try_from(member.position).map_err(Problem::internal)?;
    let path = merkle::proof(&leaves, position).ok_or_else(|| Problem::internal("a leaf is missing"))?;
    Ok(Some(JournalInclusion {
        position: member.position,
        leaf: hex::encode(&member.leaf),
        path: path.iter().map(hex::encode).collect(),
        seal: (&seal).into(),
    }))
}
