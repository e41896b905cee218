//! What the database's errors mean to a caller. Their texts may hold values of rows, so that only their class is logged.

use diesel::result::{DatabaseErrorKind, Error};

use super::{Kind, Problem};

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match &error {
            Error::NotFound => Problem::not_found(),
            Error::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => transient(),
            Error::DatabaseError(DatabaseErrorKind::UniqueViolation, about) => {
                tracing::debug!(constraint = about.constraint_name(), "a row is there already");
                Problem::new(Kind::ALREADY_EXISTS)
            }
            Error::DatabaseError(DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand, _) => {
                Problem::unavailable()
            }
            Error::DatabaseError(kind, about) => {
                let message = about.message();
                if message.starts_with("deadlock detected") {
                    return transient();
                }
                if message.starts_with("canceling statement")
                    || message.starts_with("terminating connection")
                    || message.starts_with("server closed the connection")
                    || message.contains("connection to server")
                    || message.starts_with("the database system is")
                {
                    tracing::warn!(kind = ?kind, "the database gave up on a statement");
                    return Problem::unavailable();
                }
                tracing::error!(
                    kind = ?kind,
                    table = about.table_name(),
                    constraint = about.constraint_name(),
                    class = message.split(['"', '\'']).next(),
                    "the database refused a statement"
                );
                Problem::new(Kind::INTERNAL)
            }
            Error::BrokenTransactionManager => Problem::unavailable(),
            other => Problem::internal(std::any::type_name_of_val(other)).because(other),
        }
    }
}

fn transient() -> Problem {
    Problem { transient: true, ..Problem::unavailable() }
}

impl Problem {
    /// Whether the same work may succeed when it is simply done again.
    pub fn is_transient(&self) -> bool {
        self.transient
    }

    fn because(self, error: &Error) -> Self {
        // Deserialisation and query-building errors speak of types and columns, not of values.
        tracing::error!(cause = %error, "a query failed in the program");
        self
    }
}

impl Problem {
    /// Another call was quicker; the same work is to be done again from the start.
    pub fn race_lost() -> Self {
        transient()
    }
}
