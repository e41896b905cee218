use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    access::{caller::Open, door::Door},
    documents::{
        Code,
        verification::{self, Verification},
    },
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        problem::{Kind, Problem},
        text::Text,
    },
};

/// Which code.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
pub struct VerificationPath {
    /// The code printed on the document, with or without its hyphens, in either case.
    #[param(min_length = 26, max_length = 40, pattern = "^[0-9A-Za-z-]{26,40}$", example = "7KQ2-M9XW-4TB8-HN3D-CV5R-ZE6J-PA")]
    pub code: String,
}

/// Verify a document.
///
/// For anyone who holds the code printed on it: whether it is genuine, what it is, and whether it is in force. No sign-in, as few data as that
/// takes, every look-up counted. A code of nothing is 404: such a document is not genuine.
#[utoipa::path(get, path = "/api/v1/verifications/{code}", tag = "Documents",
    extensions(("x-audience" = json!(["public"])), ("x-requirements" = json!(["G-EVO", "C-25.3"]))))]
pub async fn verify_document(
    _: Open,
    At(path): At<VerificationPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<Verification>, Problem> {
    let found = match Code::read(&path.code) {
        Some(code) => door.open(move |conn, now| verification::look_up(conn, now, &code)).await?,
        None => None,
    };
    let none = || {
        Problem::new(Kind::NOT_FOUND).detail(Text::new(
            "Niciun document emis nu are acest cod; un document care îl poartă nu este autentic.",
            "Ни один выданный документ не имеет этого кода; документ с ним не подлинный.",
            "No issued document has this code; a document that bears it is not genuine.",
        ))
    };
    Reply::plain(&found.ok_or_else(none)?)
}
