-- Statistics (C-2, C-4, C-11.39): facts, figures, what was known when. See docs/adr/0013-statistics.md.

create schema statistics;
grant usage on schema statistics to migratie_program, migratie_retention;

-- ---- What the rooms below publish for set queries -----------------------------------------------------------------------

-- Every version of every request, from history; a row that came by COPY (the demo world) has none and stands for itself.
create view request_versions as
  select h.id, h.version, h.recorded_at, h.service_code, h.service_version, h.state, h.priority, h.channel, h.subdivision_id,
         h.beneficiary_id, h.submitted_at, h.registered_at, h.outcome, h.decision_document_id, h.served_at, h.closed_at, h.term, h.due_at
    from history.requests h
  union all
  select r.id, r.version, r.updated_at, r.service_code, r.service_version, r.state, r.priority, r.channel, r.subdivision_id,
         r.beneficiary_id, r.submitted_at, r.registered_at, r.outcome, r.decision_document_id, r.served_at, r.closed_at, r.term, r.due_at
    from requests r
   where not exists (select from history.requests h where h.id = r.id and h.version = r.version);

-- The same of persons: what counts about them, never who they are.
create view person_versions as
  select h.id, h.version, h.recorded_at, h.created_at, h.status, h.merged_into, h.sex, h.birth_date, h.citizenships, h.source,
         h.struck_off_reason, h.struck_off_on
    from history.persons h
  union all
  select p.id, p.version, p.updated_at, p.created_at, p.status, p.merged_into, p.sex, p.birth_date, p.citizenships, p.source,
         p.struck_off_reason, p.struck_off_on
    from persons p
   where not exists (select from history.persons h where h.id = p.id and h.version = p.version);

-- Which request is about whom, and who was merged into whom.
create view requests_about as select id, beneficiary_id as person_id, submitted_at from requests;
create view merged_persons as select id, merged_into from persons where merged_into is not null;
create view known_persons as select id from persons;
create view subdivision_codes as select id, code from subdivisions;
create view document_issues as select id, issued_at from issued_documents;

grant select on request_versions, person_versions, requests_about, merged_persons, known_persons, subdivision_codes, document_issues
  to migratie_program;

-- ---- Marks: what has changed since it was last counted ------------------------------------------------------------------

create table statistics.changes (
  id bigint generated always as identity primary key,
  subject text not null check (subject in ('Request', 'Person')),
  subject_id uuid not null,
  at timestamptz not null
);
select house.operational('statistics.changes');

-- One insert in the transaction of the change, and no row that two transactions would wait for.
create function statistics.mark_requests() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    insert into statistics.changes (subject, subject_id, at)
      select 'Request', n.id, house.instant() from written n where n.submitted_at is not null;
  else
    insert into statistics.changes (subject, subject_id, at)
      select 'Request', n.id, house.instant() from written n join replaced o using (id)
       where n.submitted_at is not null
         and (n.service_code, n.service_version, n.state, n.priority, n.channel, n.subdivision_id, n.beneficiary_id, n.submitted_at,
              n.registered_at, n.outcome, n.decision_document_id, n.served_at, n.closed_at, n.term ->> 'finishedAt')
             is distinct from
             (o.service_code, o.service_version, o.state, o.priority, o.channel, o.subdivision_id, o.beneficiary_id, o.submitted_at,
              o.registered_at, o.outcome, o.decision_document_id, o.served_at, o.closed_at, o.term ->> 'finishedAt');
  end if;
  return null;
end $$;
create trigger marked_when_filed after insert on requests referencing new table as written
  for each statement execute function statistics.mark_requests();
create trigger marked_when_changed after update on requests referencing new table as written old table as replaced
  for each statement execute function statistics.mark_requests();

create function statistics.mark_persons() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    insert into statistics.changes (subject, subject_id, at) select 'Person', n.id, house.instant() from written n;
  else
    insert into statistics.changes (subject, subject_id, at)
      select 'Person', n.id, house.instant() from written n join replaced o using (id)
       where (n.status, n.merged_into, n.sex, n.birth_date, n.citizenships, n.source, n.struck_off_reason, n.struck_off_on)
             is distinct from
             (o.status, o.merged_into, o.sex, o.birth_date, o.citizenships, o.source, o.struck_off_reason, o.struck_off_on);
  end if;
  return null;
end $$;
create trigger marked_when_registered after insert on persons referencing new table as written
  for each statement execute function statistics.mark_persons();
create trigger marked_when_changed after update on persons referencing new table as written old table as replaced
  for each statement execute function statistics.mark_persons();
revoke all on function statistics.mark_requests(), statistics.mark_persons() from public;

-- ---- Figures: made of the records, and made again from them whenever that is wanted -------------------------------------

-- What was counted of a subject when it was last folded: dimensions and days, nothing that names anybody. `known_on` is the last day on
-- which something was learnt, `before` what was known at the end of the day before it.
create table statistics.facts (
  subject text not null,
  id uuid not null,
  known_on date not null,
  before jsonb,
  fact jsonb,
  primary key (subject, id)
);
select house.operational('statistics.facts');

-- A figure as it stands. `series` is an indicator's version, `cut` which of its tables, `key` the values of the table's dimensions.
create table statistics.cells (
  id bigint generated always as identity primary key,
  series integer not null,
  kind text not null check (kind in ('Week', 'Month')),
  period date not null,
  cut integer not null,
  key text not null,
  value bigint not null
);
create unique index cells_by_place on statistics.cells (series, kind, period, cut, key);
select house.operational('statistics.cells');

-- The same figure as it was known at the end of a day, added up by what changed it (src/statistics/rules/reason.rs has the order).
create table statistics.cell_history (
  cell_id bigint not null,
  known_on date not null,
  by_reason bigint[] not null check (cardinality(by_reason) = 7),
  primary key (cell_id, known_on)
);
select house.operational('statistics.cell_history');

create function statistics.added(one bigint[], other bigint[]) returns bigint[] language sql immutable parallel safe as
$$ select array_agg(a + b order by place) from unnest(one, other) with ordinality as both_of (a, b, place) $$;
grant execute on function statistics.added(bigint[], bigint[]) to migratie_program;

-- How far the figures of a series have been made.
create table statistics.builds (
  series integer not null,
  subject text not null,
  built_to uuid,
  done boolean not null default false,
  primary key (series)
);
select house.operational('statistics.builds');

-- ---- Indicators: what is counted, as data ---------------------------------------------------------------------------------

create table indicator_versions (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  code text not null check (code ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and length(code) <= 60),
  number integer not null check (number >= 1),
  series integer not null unique,
  state text not null check (state in ('Building', 'Published', 'Withdrawn')),
  definition jsonb not null,
  -- Null where the version was shipped with the program.
  created_by uuid references accounts (id),
  withdrawal_reason text,
  constraint indicator_versions_once unique (code, number),
  check ((state = 'Withdrawn') = (withdrawal_reason is not null))
);
create sequence statistics.series as integer;
grant usage on sequence statistics.series to migratie_program;
select house.record('indicator_versions');

-- ---- Reports: numbered, kept, made again from what was known then ---------------------------------------------------------

create table statistical_reports (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  number text not null unique,
  kind text not null check (kind in ('Weekly', 'Monthly', 'Yearly', 'Performance')),
  period text not null,
  view text not null check (view in ('Open', 'Authorised')),
  known_on date not null,
  state text not null check (state in ('Waiting', 'Running', 'Ready', 'Failed')),
  done integer not null default 0,
  steps integer not null default 0,
  content jsonb,
  sha256 bytea,
  asked_by uuid references accounts (id),
  check ((state = 'Ready') = (content is not null and sha256 is not null))
);
create index statistical_reports_latest on statistical_reports (id desc);
select house.record('statistical_reports');

create table statistics.report_series (
  year integer primary key,
  last integer not null
);
select house.operational('statistics.report_series');

-- ---- Open data: what was published, and what became of it at date.gov.md --------------------------------------------------

create table dataset_releases (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  code text not null,
  number integer not null check (number >= 1),
  indicator_version integer not null,
  known_on date not null,
  rows integer not null,
  -- Rows that were not in the release before, that went, and whose value changed.
  added integer not null,
  removed integer not null,
  changed integer not null,
  sha256 bytea not null,
  pushed_at timestamptz,
  constraint dataset_releases_once unique (code, number),
  constraint dataset_releases_a_day unique (code, known_on)
);
create index dataset_releases_latest on dataset_releases (id desc);
select house.record('dataset_releases');
