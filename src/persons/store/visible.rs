//! What a caller may see of persons, as one predicate for every query: their own record, those they may act for, those about
//! whom their institution was asked, or all.

use chrono::NaiveDate;
use diesel::{
    pg::Pg,
    query_builder::{BoxedSqlQuery, SqlQuery},
    sql_types::{Bool, Date, Nullable, Uuid as SqlUuid},
};
use uuid::Uuid;

use crate::{access::door::Unit, kernel::local_time::legal_day};

/// The predicate over `p.id`; its values are `$2` to `$6`, bound by [`Visible::bind`].
macro_rules! visible {
    () => {
        "($2 or p.id = $3
          or exists (select from represented_persons v where v.account_id = $4 and v.person_id = p.id
                        and v.valid_from <= $5 and (v.valid_to is null or v.valid_to >= $5))
          or ($6 and exists (select from consulted_persons c where c.person_id = p.id)))"
    };
}

/// A query to which values are being bound.
pub type Query = BoxedSqlQuery<'static, Pg, SqlQuery>;

/// What the caller of a unit of work may see.
#[derive(Debug, Clone)]
pub struct Visible {
    any: bool,
    own: Option<Uuid>,
    account: Option<Uuid>,
    consulted: bool,
    today: NaiveDate,
}

impl Visible {
    /// What the permission of this unit reaches for its caller.
    pub fn of(unit: &Unit<'_>) -> Self {
        let scope = &unit.scope;
        Self {
            any: scope.any,
            own: unit.caller.person.filter(|_| scope.own),
            account: scope.represented.then_some(unit.caller.account),
            consulted: scope.consulted,
            today: legal_day(unit.now),
        }
    }

    /// A query of this text, without the reasons of those who may see some where the caller may see everybody: what is left looks
    /// equally dear with any values, so that PostgreSQL plans it once.
    pub fn query(&self, text: &'static str) -> Query {
        let text = if self.any { text.replace(visible!(), "true") } else { text.to_owned() };
        diesel::sql_query(text).into_boxed()
    }

    /// Binds `$2` to `$6`.
    pub fn bind(&self, query: Query) -> Query {
        query
            .bind::<Bool, _>(self.any)
            .bind::<Nullable<SqlUuid>, _>(self.own)
            .bind::<Nullable<SqlUuid>, _>(self.account)
            .bind::<Date, _>(self.today)
            .bind::<Bool, _>(self.consulted)
    }
}

/// Values of a query whose first is the person.
pub fn of_person(text: &'static str, person: Uuid, visible: &Visible) -> Query {
    visible.bind(visible.query(text).bind::<SqlUuid, _>(person))
}
