//! Everyone the system knows: foreigners first, then their families, hosts and representatives.
//!
//! A person (persoana fizică) is known by a number of our own and, where the population register gave one, by an IDNP.
//! Nobody is ever erased: a person is struck off (a status), and of two records of one person one leads to the other.

pub mod rules;

crate::typed_id!(PersonId, "per", "a person");
