drop table statistics.kept_ages;
revoke select on person_history, copied_persons, requests_about, merged_persons from migratie_retention;
