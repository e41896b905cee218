//! What is remembered of an act under its idempotency key; read together with the session that confirms the caller.

use diesel::{
    QueryableByName,
    sql_types::{Binary, Bool, Nullable, SmallInt, Text},
};

use crate::kernel::{
    http::{act::IdempotencyKey, reply::Stored},
    problem::{Kind, Problem},
};

/// What is known of an idempotency key.
#[derive(QueryableByName)]
pub struct Remembered {
    #[diesel(sql_type = Bool)]
    locked: bool,
    #[diesel(sql_type = Nullable<Binary>)]
    digest: Option<Vec<u8>>,
    #[diesel(sql_type = Nullable<SmallInt>)]
    status: Option<i16>,
    #[diesel(sql_type = Nullable<Text>)]
    etag: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    location: Option<String>,
    #[diesel(sql_type = Nullable<Binary>)]
    body: Option<Vec<u8>>,
}

impl Remembered {
    /// The answer that was given under this key to this call; a problem where the key belongs to another call or the first try still runs.
    pub fn stored(self, key: &IdempotencyKey) -> Result<Option<Stored>, Problem> {
        match (self.digest, self.status) {
            (Some(digest), Some(_)) if digest != key.digest => Err(Problem::new(Kind::KEY_USED_OTHERWISE)),
            (Some(_), Some(status)) => Ok(Some(Stored {
                status: status as u16,
                etag: self.etag,
                location: self.location,
                body: self.body.unwrap_or_default(),
            })),
            _ if !self.locked => Err(Problem::new(Kind::STILL_RUNNING).retry_after(1)),
            _ => Ok(None),
        }
    }
}
