-- Administration (C-16.6): settings and calendar; what access lacked for accounts and powers of representation.

-- A setting is a dated value: a change is a new row, what held before stays.
create table settings (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  key text not null,
  value jsonb not null,
  valid_from timestamptz not null,
  reason text not null,
  unique (key, valid_from)
);
select house.record('settings');

-- Days that are other than weekday and holiday say (Labour Code 154/2003, art. 111 (5)). The later row of a day holds.
create table calendar_days (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  day date not null,
  kind text not null check (kind in ('Working', 'NonWorking')),
  reason_ro text not null, reason_ru text not null, reason_en text not null,
  locality text
);
select house.record('calendar_days');

-- Lists of accounts are filtered by kind and by role.
create index accounts_by_kind on accounts (kind, id);
create index account_roles_by_role on account_roles (role, subdivision_id, account_id);
create index delegations_by_head on delegations (from_account_id);

-- Whom an MPower power represents is known once MPower has answered.
alter table representations alter column person_id drop not null;
alter table history.representations alter column person_id drop not null;
alter table representations add constraint representations_for_somebody check (state <> 'Accepted' or person_id is not null);
alter table representations add column ended_at timestamptz;

-- A client assertion is remembered as long as it could be sent again.
create index assertions_seen_by_age on assertions_seen (expires_at);
create index sign_ins_by_age on sign_ins (created_at);
-- Our logout at MPass waits for its answer; MPass's own names the session by its index.
alter table sessions add column logout_request_id text unique, add column logout_return_uri text;
create index sessions_by_sign_in on sessions (sign_in_session_index) where sign_in_session_index is not null;
