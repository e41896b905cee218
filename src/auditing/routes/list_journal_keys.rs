use actix_web::web;

use crate::{
    access::caller::Open,
    auditing::wire::{JournalKey, JournalKeys},
    journal::keys::PublicKeys,
    kernel::{
        http::{
            params::{Asked, NoQuery},
            reply::Reply,
        },
        keys::KeyRing,
        problem::Problem,
    },
};

/// List the public keys of the journal.
///
/// Open to all: whoever was given an export checks it with these keys. Keys that have been renewed stay, for the seals they signed.
#[utoipa::path(get, path = "/api/v1/journal/keys", tag = "Journal",
    extensions(("x-audience" = json!(["public", "intranet", "administration", "partner"])),
        ("x-requirements" = json!(["C-24.1", "C-38"]))))]
pub async fn list_journal_keys(_: Open, _: Asked<NoQuery>, keys: web::Data<KeyRing>) -> Result<Reply<JournalKeys>, Problem> {
    let keys = PublicKeys::of(keys.journal()).written().into_iter().enumerate();
    let keys = keys.map(|(index, key)| JournalKey {
        key_id: key.key_id,
        algorithm: "Ed25519".into(),
        public_key: key.public_key,
        current: index == 0,
    });
    Reply::plain(&JournalKeys { keys: keys.collect() })
}
