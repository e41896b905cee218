-- Public content (web content regulation, R-3..R-33): sections, items, what was published of them, and how that came about.

-- Of a section, what administrators may change (R-13, R-18, R-20.3); names and structure are data of the program (src/content/sections.yaml).
create table content_sections (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  code text not null unique check (code ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and char_length(code) <= 60),
  -- The subdivision that supplies what is published (furnizor) and the one whose administrators publish it.
  subdivision_id uuid not null references subdivisions (id),
  administrator_id uuid not null references subdivisions (id),
  -- How often what is in it is to be brought up to date.
  update_count integer not null check (update_count between 1 and 3660),
  update_unit text not null check (update_unit in ('CalendarDays', 'WorkingDays', 'Hours')),
  -- Why it is as it is: the last change's ground.
  reason text not null check (char_length(reason) <= 1000)
);
create index content_sections_by_subdivision on content_sections (subdivision_id);
create index content_sections_by_administrator on content_sections (administrator_id);
select house.record('content_sections');

-- An item: its working copy and where that stands. What the public reads are its versions.
create table content_items (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  type text not null check (type ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and char_length(type) <= 40),
  section_id uuid not null references content_sections (id),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 120),
  -- 'Published' holds from the decision on; until live_from it is shown as Scheduled.
  state text not null check (state in ('Draft', 'Submitted', 'Returned', 'Published', 'Withdrawn', 'Discarded')),
  classification text not null check (classification in ('Public', 'Restricted', 'Advertising')),
  -- The source of the information (R-11.2) and who presented it; null where the program itself did (an import).
  subdivision_id uuid not null references subdivisions (id),
  provider_id uuid references accounts (id),
  -- { title, lead, body, notes: { ro, ru?, en? }, fields: {...}, attachments: [...] }
  content jsonb not null,
  -- Of each translation the digest of the Romanian text that it translates: { "ru": "...", "en": "..." }.
  translated jsonb not null default '{}',
  ru_status text not null check (ru_status in ('Missing', 'Stale', 'Current')),
  en_status text not null check (en_status in ('Missing', 'Stale', 'Current')),
  -- The present publication request: when it came, for when it was wanted, its term (R-29).
  submitted_at timestamptz,
  wanted_at timestamptz,
  term jsonb,
  due_at timestamptz,
  -- The latest version, and from when it is public.
  latest integer,
  live_from timestamptz,
  withdrawn_at timestamptz,
  withdrawal_reason text,
  check ((latest is null) = (live_from is null)),
  check ((state = 'Withdrawn') <= (withdrawn_at is not null)),
  check ((state = 'Submitted') <= (submitted_at is not null and due_at is not null))
);
create index content_items_by_subdivision on content_items (subdivision_id, id desc);
create index content_items_by_section on content_items (section_id, id desc);
create index content_items_by_provider on content_items (provider_id);
create index content_items_waiting on content_items (due_at, id) where state = 'Submitted';
select house.record('content_items');

-- Every published version, kept for ever. It is public from live_from until live_until, by the reader's own clock.
create table content_versions (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  item_id uuid not null references content_items (id),
  number integer not null check (number >= 1),
  type text not null,
  section_id uuid not null references content_sections (id),
  subdivision_id uuid not null references subdivisions (id),
  content jsonb not null,
  -- SHA-256 of the version as `content::digest` writes it (R-23.4).
  digest bytea not null check (octet_length(digest) = 32),
  live_from timestamptz not null,
  live_until timestamptz,
  -- When the item was public for the first time (R-11.1).
  first_live_from timestamptz not null,
  published_by uuid references accounts (id),
  provider_id uuid references accounts (id),
  -- The request behind it and its term (R-29): when it came, when it was due, whether it was kept.
  submitted_at timestamptz,
  due_at timestamptz,
  late boolean not null default false,
  -- The provider's check after publication (R-32).
  verified_at timestamptz,
  verified_by uuid references accounts (id),
  verification text check (verification in ('Correct', 'Faulty')),
  verification_note text,
  unique (item_id, number),
  check (live_until is null or live_until >= live_from),
  check ((verification is null) = (verified_at is null))
);
create index content_versions_by_type on content_versions (type, live_from desc, item_id);
create index content_versions_by_section on content_versions (section_id, live_from desc, item_id);
create index content_versions_live on content_versions (live_from desc, item_id);
create index content_versions_open on content_versions (item_id) where live_until is null;
select house.record('content_versions');

-- What happened to an item, in order.
create table content_events (
  id uuid primary key,
  item_id uuid not null references content_items (id),
  at timestamptz not null,
  action text not null,
  from_state text not null,
  to_state text not null,
  actor_id uuid,
  actor_name text not null,
  number integer,
  note text
);
create index content_events_by_item on content_events (item_id, at, id);
select house.append_only('content_events');

-- What is published. A view knows no clock but the server's, and the platform's clock is the program's; so each reader compares:
--   live_from <= $now and (live_until is null or live_until > $now)
-- which is exact to the second however it is cached or scheduled. At most one version of an item is live at an instant.
create view published_content as
select v.item_id as id, v.number as version, v.type, s.code as section, i.slug,
       -- A language is offered where the title is translated; a part that is not is shown in Romanian.
       array_remove(array['ro', case when v.content->'title' ? 'ru' then 'ru' end, case when v.content->'title' ? 'en' then 'en' end], null)
         as languages,
       v.content->'title' as title, v.content->'lead' as lead, v.content->'body' as body, v.content->'notes' as notes,
       coalesce(v.content->'fields', '{}') as fields, coalesce(v.content->'attachments', '[]') as attachments,
       v.subdivision_id, o.code as subdivision, jsonb_build_object('ro', o.name_ro, 'ru', o.name_ru, 'en', o.name_en) as subdivision_name,
       v.first_live_from as published_at, v.live_from as updated_at, v.live_from, v.live_until,
       i.withdrawn_at, (v.live_until is not null and v.live_until = i.withdrawn_at) as withdrawn, encode(v.digest, 'hex') as digest, v.id as version_id
  from content_versions v
  join content_items i on i.id = v.item_id
  join content_sections s on s.id = v.section_id
  join subdivisions o on o.id = v.subdivision_id;
grant select on published_content to migratie_program;
