-- What a petitioner did names nobody when the petition is overwritten, by identifier neither.
grant update (actor_id) on petition_events to migratie_retention;
