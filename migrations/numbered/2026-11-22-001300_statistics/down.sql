drop table dataset_releases, statistical_reports, indicator_versions;
drop table history.dataset_releases, history.statistical_reports, history.indicator_versions;
drop function history.write_dataset_releases, history.write_statistical_reports, history.write_indicator_versions;
drop trigger marked_when_filed on requests;
drop trigger marked_when_changed on requests;
drop trigger marked_when_registered on persons;
drop trigger marked_when_changed on persons;
drop view request_versions, person_versions, requests_about, merged_persons, known_persons, subdivision_codes, document_issues;
drop schema statistics cascade;
