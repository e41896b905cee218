-- A release is kept as it was published (docs/adr/0013-statistics.md): what it says of a period is written when it is released and given
-- from here ever after. A release consists of the latest sheet of each period up to its number; only what it says otherwise is written.
create table dataset_sheets (
  code text not null,
  indicator_version integer not null,
  -- The first day of the period.
  period date not null,
  -- The release with which it came.
  number integer not null,
  -- Total, values by dimension, cells of tables; null where a figure is hidden.
  figures jsonb not null,
  -- By dimension, values that are hidden and not even named: nobody is shown them, the next release must not name them either.
  unnamed jsonb not null,
  primary key (code, indicator_version, period, number),
  foreign key (code, number) references dataset_releases (code, number)
);
create index dataset_sheets_by_release on dataset_sheets (code, number);
select house.append_only('dataset_sheets');

-- A further version of an indicator has its first release within the week, of the same day of knowledge.
alter table dataset_releases drop constraint dataset_releases_a_day;
alter table dataset_releases add constraint dataset_releases_a_day unique (code, indicator_version, known_on);

-- On which Mondays the portal was compared with what we offer, so that one copy of the program does it.
create table statistics.portal_rounds (
  known_on date primary key
);
select house.operational('statistics.portal_rounds');
