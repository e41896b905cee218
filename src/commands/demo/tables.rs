//! The columns that are filled; the others keep their defaults. COPY reads text, so the types do not matter here.

use diesel::{ExecuteCopyFromDsl, PgConnection, result::Error};

use super::copy::Rows;

macro_rules! copied {
    ($($name:ident: $first:ident $(, $column:ident)*;)+) => {
        $(
            mod $name {
                diesel::table! { $name ($first) { $first -> Text, $($column -> Text,)* } }
            }
        )+

        /// What is written of one batch, a table each.
        #[derive(Default)]
        pub struct Batch {
            $(
                #[allow(missing_docs)] // the tables are told in the migrations
                pub $name: Rows,
            )+
        }

        /// The tables, in the order in which they are filled.
        pub const TABLES: &[&str] = &[$(stringify!($name)),+];

        impl Batch {
            /// Sends all rows.
            pub fn send(&self, conn: &mut PgConnection) -> Result<(), Error> {
                $(
                    if !self.$name.bytes().is_empty() {
                        let table = $name::$name::table;
                        let columns = ($name::$name::$first, $($name::$name::$column,)*);
                        diesel::copy_from(table)
                            .from_raw_data(columns, |copy| {
                                copy.write_all(self.$name.bytes()).map_err(|error| Error::SerializationError(Box::new(error)))
                            })
                            .execute(conn)?;
                    }
                )+
                Ok(())
            }
        }
    };
}

copied! {
    persons: id, created_at, updated_at, status, idnp, surname, given_names, sex, birth_date, birth_precision, citizenships, details,
        source, struck_off_reason, struck_off_act, struck_off_on, change_reason;
    person_name_keys: person_id, key, tokens;
    foreign_documents: id, created_at, updated_at, person_id, kind, issuer, number, number_key, issued_on, expires_on;
    addresses: id, created_at, updated_at, person_id, kind, country, region, locality, street, house, valid_from;
    accounts: id, created_at, updated_at, kind, login, display_name, person_id;
    representations: id, created_at, updated_at, account_id, person_id, source, valid_from, state;
    requests: id, version, created_at, updated_at, number, service_code, service_version, state, priority, channel, filed_by,
        subdivision_id, applicant_account_id, beneficiary_id, answers, registration_reason, assigned_to, assigned_at, submitted_at,
        registered_at, term, due_at, outcome, proposed_by, decided_by, decision_document_id, served_at, closed_at;
    request_events: id, request_id, at, action, from_state, to_state, actor_id, actor_name;
    issued_documents: id, created_at, updated_at, template, document_type, title, series, year, number, verification_code, status,
        signing, signer_idnp, data, reason, person_id, request_id, applicant_account_id, subdivision_id, issued_by, issued_by_name,
        issued_at, valid_until, sha256, status_at;
}
