//! Pages of lists: keyset queries, cursors that are opaque, tamper-evident and bound to their list.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use utoipa::IntoParams;

use crate::kernel::{
    cursor::{CursorKey, open, seal},
    problem::{Kind, Problem},
};

/// Rows a page, unless asked otherwise.
pub const USUAL: u32 = 25;

/// Which page, of a list that nothing filters.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// Rows at most.
    #[param(minimum = 1, maximum = 200, default = 25)]
    pub limit: Option<u32>,
    /// `nextCursor` of the page before.
    #[param(max_length = 512)]
    pub cursor: Option<String>,
}

/// One page of a list: how many rows, and where the page before ended.
#[derive(Debug, Clone)]
pub struct Page<P> {
    /// Rows at most.
    pub limit: u32,
    /// The last row of the page before.
    pub after: Option<P>,
    binding: String,
}

impl<P: Serialize + DeserializeOwned> Page<P> {
    /// Reads `limit` and `cursor`. `list` names the operation, `filters` everything that chooses rows, and whoever asks.
    pub fn read(
        key: &CursorKey,
        list: &str,
        filters: &impl Serialize,
        limit: Option<u32>,
        cursor: Option<&str>,
    ) -> Result<Self, Problem> {
        let binding = format!("{list} {}", serde_json::to_string(filters).map_err(Problem::internal)?);
        let after = cursor.map(|text| open(key, &binding, text)).transpose().map_err(|_| Problem::new(Kind::FOREIGN_CURSOR))?;
        Ok(Self { limit: limit.unwrap_or(USUAL).clamp(1, 200), after, binding })
    }

    /// Rows to ask the database for: one more than shown, to know whether there is another page.
    pub fn wanted(&self) -> i64 {
        i64::from(self.limit) + 1
    }

    /// The cursor after a place: of a feed, whose end is where the next rows come.
    pub fn after(&self, key: &CursorKey, place: &P) -> Result<String, Problem> {
        seal(key, &self.binding, place).map_err(|_| Problem::internal("a cursor"))
    }

    /// Cuts the rows to the page and makes the cursor of the next one.
    pub fn cut<R>(
        &self,
        key: &CursorKey,
        mut rows: Vec<R>,
        place: impl Fn(&R) -> P,
    ) -> Result<(Vec<R>, Option<String>), Problem> {
        let limit = self.limit as usize;
        if rows.len() <= limit {
            return Ok((rows, None));
        }
        rows.truncate(limit);
        let last = rows.last().map(&place);
        let next = last.map(|last| seal(key, &self.binding, &last)).transpose().map_err(|_| Problem::internal("a cursor"))?;
        Ok((rows, next))
    }
}
