-- Marks come and go: each reader of figures looks whether one waits, and must not walk over those that are gone.
alter table statistics.changes set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
