drop table statistics.kept_ages;
revoke select on person_versions, requests_about, merged_persons from migratie_retention;
