-- Everyone the system knows (C-25.1), and how they are found.
create extension if not exists btree_gist;

create table persons (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  status text not null default 'OnRecord' check (status in ('OnRecord', 'StruckOff', 'Merged')),
  -- Of two records of one person one leads to the other, in one step.
  merged_into uuid references persons (id),
  idnp text check (idnp ~ '^[02][0-9]{12}$'),
  surname text,
  given_names text,
  patronymic text,
  sex text not null check (sex in ('Female', 'Male', 'Unspecified')),
  -- The first day that it can be.
  birth_date date,
  birth_precision text not null check (birth_precision in ('Unknown', 'Year', 'Month', 'Day')),
  -- Those that hold; with their dates they stand in details.
  citizenships text[] not null,
  -- The open-ended groups of attributes.
  details jsonb not null,
  source text not null check (source in ('Declared', 'ForeignDocument', 'Established', 'StateRegister')),
  photo_file_id uuid,
  photo_taken_on date,
  struck_off_reason text check (struck_off_reason in ('LegalStayEnded', 'DeclaredUndesirable', 'ConditionsNotMet', 'Death')),
  struck_off_act text,
  struck_off_on date,
  -- Looked at by an officer and found to be somebody else.
  distinct_from uuid[] not null default '{}',
  -- Why this version was written.
  change_reason text,
  constraint persons_merged_leads_on check ((status = 'Merged') = (merged_into is not null) and merged_into is distinct from id),
  constraint persons_struck_off_says_why check (status <> 'StruckOff' or (struck_off_reason is not null and struck_off_act is not null)),
  constraint persons_birth_date_as_precise check ((birth_date is null) = (birth_precision = 'Unknown')),
  constraint persons_have_a_name check (surname is not null or given_names is not null)
);
create unique index persons_by_idnp on persons (idnp) where status <> 'Merged';
create index persons_merged_into on persons (merged_into) where merged_into is not null;
create index persons_by_birth on persons (birth_precision, birth_date);
select house.record('persons');

-- The keys by which persons are found by name, one a spelling. Made from persons by the program, in the same transaction.
create table person_name_keys (
  person_id uuid not null references persons (id),
  key text not null check (key <> ''),
  tokens text[] not null,
  primary key (person_id, key)
);
create index person_name_keys_near on person_name_keys using gin (key gin_trgm_ops);
create index person_name_keys_words on person_name_keys using gin (tokens);
select house.operational('person_name_keys');

-- Who bears such a name: near enough as a whole, or with every word asked for; the rank is millionths of similarity.
-- (The first call loads the extension, so that its setting is known.)
do $$ begin perform similarity('a', 'b'); end $$;
create function persons_named(wanted text, words text[]) returns table (person_id uuid, rank integer)
language plpgsql stable rows 50 set pg_trgm.similarity_threshold = 0.5 as $$
begin
  return query
    select k.person_id, max((similarity(k.key, wanted) * 1000000)::integer)
      from person_name_keys k
     where k.key % wanted or k.tokens @> words
     group by k.person_id;
end $$;

-- Domicile and residence over time (C-11.09): never two of a kind on one day.
create table addresses (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  person_id uuid not null references persons (id),
  kind text not null check (kind in ('Domicile', 'Residence')),
  country text not null check (country ~ '^[A-Z]{3}$'),
  region text, locality text, sector text, street text, house text, block text, apartment text, postal_code text,
  valid_from date not null,
  valid_to date,
  basis text,
  change_reason text,
  check (valid_to is null or valid_to > valid_from),
  constraint addresses_one_at_a_time exclude using gist (person_id with =, kind with =, daterange(valid_from, valid_to) with &&)
);
create index addresses_by_person on addresses (person_id);
select house.record('addresses');
create index addresses_by_person on history.addresses (person_id);

-- Identity documents of other states. A number may be on record for two persons (a child in a parent's passport).
create table foreign_documents (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  person_id uuid not null references persons (id),
  kind text not null,
  issuer text not null check (issuer ~ '^[A-Z]{3}$'),
  number text not null,
  number_key text not null check (number_key <> ''),
  issued_on date,
  expires_on date,
  authority text,
  mrz text,
  findings text[] not null default '{}',
  file_id uuid,
  change_reason text,
  check (expires_on is null or issued_on is null or expires_on >= issued_on),
  constraint foreign_documents_once unique (person_id, kind, issuer, number_key)
);
create index foreign_documents_by_number on foreign_documents (number_key, issuer);
select house.record('foreign_documents');
create index foreign_documents_by_person on history.foreign_documents (person_id);

-- The relative is `link` to the person. Written from one side: the elder is the relative; among equals the lower id is the person.
create table family_links (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  person_id uuid not null references persons (id),
  relative_id uuid not null references persons (id),
  link text not null check (link in ('Spouse', 'Parent', 'Sibling', 'Grandparent', 'Guardian')),
  since date,
  until date,
  basis text,
  change_reason text,
  check (person_id <> relative_id),
  check (link not in ('Spouse', 'Sibling') or person_id < relative_id),
  check (until is null or since is null or until >= since)
);
create unique index family_links_once on family_links (person_id, relative_id, link) where until is null;
create index family_links_by_person on family_links (person_id);
create index family_links_by_relative on family_links (relative_id);
select house.record('family_links');
create index family_links_by_person on history.family_links (person_id);
create index family_links_by_relative on history.family_links (relative_id);

-- Who accounts are, whom they may act for, in whom they have an interest.
alter table accounts add constraint accounts_person foreign key (person_id) references persons (id);
alter table representations add constraint representations_person foreign key (person_id) references persons (id);
create index representations_by_person on representations (person_id);
alter table interests add constraint interests_person foreign key (person_id) references persons (id);
create index interests_by_person on interests (person_id);

-- What the room of access publishes for set queries: powers that were accepted (to be compared with the day), interests that last.
create view represented_persons as
  select account_id, person_id, valid_from, valid_to from representations where state = 'Accepted';
create view declared_interests as
  select account_id, person_id from interests where ended_at is null;

-- Persons about whom the Information and Security Service was asked. The room of requests replaces this view by
-- `create or replace view consulted_persons as select ... as person_id ...` over its consultations; until then nobody is.
create view consulted_persons as select null::uuid as person_id where false;

-- Entries as they are shown to those whom they concern: with the name of the office.
create view journal.accesses as
  select e.id, e.at, e.actor_kind, e.actor_id, e.actor_name, e.role, e.operation, e.outcome, e.legal_basis, e.legal_reason,
         e.undisclosed, e.persons, e.objects, s.name_ro as office_ro, s.name_ru as office_ru, s.name_en as office_en
    from journal.entries e left join subdivisions s on s.id = e.office_id;

grant select on represented_persons, declared_interests, consulted_persons, journal.accesses to migratie_program;
