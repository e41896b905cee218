alter table statistics.changes reset (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold);
