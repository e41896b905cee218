-- What keeps public content right: quarterly reviews (R-33), visitors' answers and questions (R-7.5, R-19.7), watched profiles (R-51, R-52.3).

-- Which translations a version had, for a draft that is made of it again.
-- When the provider was told that it is public: once.
alter table content_versions add column translated jsonb not null default '{}', add column announced_at timestamptz;
select house.refresh();

-- A campaign: one a quarter.
create table content_reviews (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  quarter text not null unique check (quarter ~ '^[0-9]{4}-Q[1-4]$'),
  opened_by uuid references accounts (id),
  due_at timestamptz not null,
  closed_at timestamptz
);
select house.record('content_reviews');

-- What a section's subdivision answered: everything stands, or what of it is stale.
create table content_review_answers (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  review_id uuid not null references content_reviews (id),
  section_id uuid not null references content_sections (id),
  subdivision_id uuid not null references subdivisions (id),
  state text not null check (state in ('Waiting', 'Confirmed', 'Stale')),
  -- [{ "item": uuid, "note": "..." }]
  stale jsonb not null default '[]',
  note text,
  answered_by uuid references accounts (id),
  answered_at timestamptz,
  unique (review_id, section_id),
  check ((state = 'Waiting') = (answered_at is null)),
  check ((state = 'Stale') <= (jsonb_array_length(stale) > 0 or note is not null))
);
create index content_review_answers_by_subdivision on content_review_answers (subdivision_id, review_id);
select house.record('content_review_answers');

-- Answers to a questionnaire, of nobody in particular: a token that the visitor's own program made, by its digest.
create table content_answers (
  id uuid primary key,
  item_id uuid not null references content_items (id),
  number integer not null,
  at timestamptz not null,
  token_digest bytea not null check (octet_length(token_digest) = 32),
  answers jsonb not null,
  unique (item_id, token_digest)
);
select house.append_only('content_answers');

-- A visitor's question through an interactive form (R-19.7).
create table content_inquiries (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  item_id uuid not null references content_items (id),
  section_id uuid not null references content_sections (id),
  -- Who answers it: the section's owner, or the subdivision to which it was passed on.
  subdivision_id uuid not null references subdivisions (id),
  token_digest bytea not null unique check (octet_length(token_digest) = 32),
  state text not null check (state in ('Received', 'InWork', 'Answered', 'Closed')),
  language text not null check (language in ('ro', 'ru', 'en')),
  -- The visitor, where they want to be answered by e-mail.
  name text,
  email text,
  question text not null,
  answers jsonb not null default '{}',
  assigned_to uuid references accounts (id),
  answer text,
  answered_by uuid references accounts (id),
  answered_at timestamptz,
  closing_reason text,
  check ((state = 'Answered') <= (answer is not null and answered_at is not null)),
  check ((state = 'Closed') <= (closing_reason is not null))
);
create index content_inquiries_by_subdivision on content_inquiries (subdivision_id, state, id desc);
select house.record('content_inquiries');

-- What was seen when a social media profile was looked at.
create table content_monitorings (
  id uuid primary key,
  item_id uuid not null references content_items (id),
  at timestamptz not null,
  by_id uuid not null references accounts (id),
  by_name text not null,
  finding text not null check (finding in ('Conforming', 'NameOrLogo', 'Outdated', 'FalseInformation', 'RestrictedInformation', 'Unanswered', 'Compromised')),
  note text
);
create index content_monitorings_by_item on content_monitorings (item_id, at desc, id desc);
select house.append_only('content_monitorings');

-- The report of publication terms goes through what became public in a period.
create index content_versions_by_time on content_versions (live_from, type, section_id);

-- The same view; an earlier version of an item that is public again is not withdrawn, rather than unknown.
create or replace view published_content as
select v.item_id as id, v.number as version, v.type, s.code as section, i.slug,
       array_remove(array['ro', case when v.content->'title' ? 'ru' then 'ru' end, case when v.content->'title' ? 'en' then 'en' end], null)
         as languages,
       v.content->'title' as title, v.content->'lead' as lead, v.content->'body' as body, v.content->'notes' as notes,
       coalesce(v.content->'fields', '{}') as fields, coalesce(v.content->'attachments', '[]') as attachments,
       v.subdivision_id, o.code as subdivision, jsonb_build_object('ro', o.name_ro, 'ru', o.name_ru, 'en', o.name_en) as subdivision_name,
       v.first_live_from as published_at, v.live_from as updated_at, v.live_from, v.live_until,
       i.withdrawn_at, coalesce(v.live_until = i.withdrawn_at, false) as withdrawn, encode(v.digest, 'hex') as digest, v.id as version_id
  from content_versions v
  join content_items i on i.id = v.item_id
  join content_sections s on s.id = v.section_id
  join subdivisions o on o.id = v.subdivision_id;
