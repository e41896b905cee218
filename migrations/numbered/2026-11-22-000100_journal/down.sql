drop table outbox, idempotency_keys;
drop table journal.seal_members, journal.seals, journal.writes, journal.entries;
