revoke update (actor_id) on petition_events from migratie_retention;
