revoke select, delete on person_name_keys from migratie_retention;
drop index assertions_seen_by_expiry, sessions_by_expiry, outbox_by_kind, outbox_done;
