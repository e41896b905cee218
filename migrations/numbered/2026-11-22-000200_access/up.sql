-- Who calls, what they may do, for whom (C-35.4, C-37).
create extension if not exists pg_trgm;

create table subdivisions (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  code text not null unique check (code ~ '^[A-Z][A-Z0-9-]{1,15}$'),
  name_ro text not null, name_ru text not null, name_en text not null,
  parent_id uuid references subdivisions (id),
  serves_public boolean not null,
  locality text,
  address text,
  active boolean not null default true
);
select house.record('subdivisions');

create table accounts (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  kind text not null check (kind in ('Person', 'Officer', 'System')),
  -- The name that MPass gives (IDNP), or the client id of a system.
  login text not null unique,
  display_name text not null,
  person_id uuid,
  email text,
  language text not null default 'ro' check (language in ('ro', 'ru', 'en')),
  -- Public keys of a system (JWK set); null for people.
  jwks jsonb,
  status text not null default 'Active' check (status in ('Active', 'Blocked'))
);
create index accounts_by_person on accounts (person_id);
select house.record('accounts');

create table account_roles (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  account_id uuid not null references accounts (id),
  role text not null,
  subdivision_id uuid references subdivisions (id),
  valid_from timestamptz not null,
  valid_to timestamptz,
  check (valid_to is null or valid_to >= valid_from)
);
create index account_roles_by_account on account_roles (account_id);
create unique index account_roles_once on account_roles (account_id, role, coalesce(subdivision_id, '00000000-0000-0000-0000-000000000000'))
  where valid_to is null;
select house.record('account_roles');

-- A head's power, exercised by a deputy for a period, under a recorded order.
create table delegations (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  from_account_id uuid not null references accounts (id),
  to_account_id uuid not null references accounts (id),
  role text not null,
  subdivision_id uuid references subdivisions (id),
  order_number text not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null,
  revoked_at timestamptz,
  check (valid_to > valid_from), check (from_account_id <> to_account_id)
);
create index delegations_by_deputy on delegations (to_account_id);
select house.record('delegations');

-- Declared conflicts of interest: the officer is excluded from whatever concerns the person.
create table interests (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  account_id uuid not null references accounts (id),
  person_id uuid not null,
  kind text not null,
  ended_at timestamptz
);
create index interests_by_account on interests (account_id, person_id);
select house.record('interests');

-- Who may act for whom (MPower, or an uploaded power that an officer accepted).
create table representations (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  account_id uuid not null references accounts (id),
  person_id uuid not null,
  source text not null check (source in ('MPower', 'Upload')),
  power_code text,
  file_id uuid,
  valid_from date not null,
  valid_to date,
  state text not null check (state in ('Pending', 'Accepted', 'Refused', 'Ended')),
  decided_by uuid references accounts (id),
  decided_at timestamptz,
  reason text
);
create index representations_by_account on representations (account_id, person_id);
create index representations_pending on representations (created_at, id) where state = 'Pending';
-- A power that ended or was refused may be asked for again.
create unique index representations_by_power on representations (account_id, power_code)
  where power_code is not null and state in ('Pending', 'Accepted');
select house.record('representations');

-- Frontends: where sign-in may return to, which origins may call.
create table clients (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  code text not null unique,
  name text not null,
  redirect_uris text[] not null,
  origins text[] not null,
  active boolean not null default true
);
select house.record('clients');

create table sessions (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  client text not null,
  sign_in_name_id text,
  sign_in_session_index text,
  created_at timestamptz not null,
  last_active_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index sessions_by_account on sessions (account_id);
select house.operational('sessions');

-- A sign-in under way: the request sent to MPass, then the one-time code for the client (PKCE).
create table sign_ins (
  id uuid primary key,
  client text not null,
  redirect_uri text not null,
  state text not null,
  code_challenge text not null,
  mpass_request_id text not null unique,
  code_digest bytea unique,
  account_id uuid,
  name_id text,
  session_index text,
  session_not_on_or_after timestamptz,
  created_at timestamptz not null,
  answered_at timestamptz,
  used_at timestamptz
);
select house.operational('sign_ins');

-- Client assertions seen (RFC 7523: jti is used once).
create table assertions_seen (
  account_id uuid not null,
  jti text not null,
  expires_at timestamptz not null,
  primary key (account_id, jti)
);
select house.operational('assertions_seen');
