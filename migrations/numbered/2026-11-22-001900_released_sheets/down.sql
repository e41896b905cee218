drop table statistics.portal_rounds;
alter table dataset_releases drop constraint dataset_releases_a_day;
alter table dataset_releases add constraint dataset_releases_a_day unique (code, known_on);
drop table dataset_sheets;
