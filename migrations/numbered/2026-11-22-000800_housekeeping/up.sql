-- What housekeeping looks for, found without reading the rest.
create index outbox_done on outbox (done_at) where state = 'Done';
create index outbox_by_kind on outbox (kind, not_before) where state <> 'Done';
create index sessions_by_expiry on sessions (expires_at);
create index assertions_seen_by_expiry on assertions_seen (expires_at);

-- The keys by which somebody was found by name go with the name.
grant select, delete on person_name_keys to migratie_retention;
