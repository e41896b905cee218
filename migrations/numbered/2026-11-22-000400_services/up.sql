-- The catalogue: every version of every service as data (C-16.3, C-16.4, C-31.1). What is shipped is copied in at start-up.
create table service_versions (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  code text not null check (code ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and length(code) <= 60),
  -- The version of the service; `version` above counts the changes of this row.
  number integer not null check (number >= 1),
  state text not null check (state in ('Concept', 'Published', 'Withdrawn')),
  valid_from date,
  valid_to date,
  definition jsonb not null,
  -- Null where the version was shipped with the program.
  published_by uuid references accounts (id),
  published_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_by uuid references accounts (id),
  withdrawal_reason text,
  constraint service_versions_once unique (code, number),
  check (valid_to is null or valid_to >= valid_from),
  check (state <> 'Published' or (published_at is not null and valid_from is not null)),
  check ((state = 'Withdrawn') = (withdrawn_at is not null))
);
-- Two versions of a service never begin on the same day.
create unique index service_versions_begin on service_versions (code, valid_from) where state = 'Published';
select house.record('service_versions');
