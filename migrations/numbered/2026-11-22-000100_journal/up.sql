-- The journal (C-16.9, C-24.1, C-38): one entry a unit of work, reads of personal data and refusals included.
create table journal.entries (
  id uuid primary key,
  at timestamptz not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text,
  session_id uuid,
  role text,
  office_id uuid,
  operation text not null,
  outcome text not null check (outcome in ('Done', 'Refused')),
  problem text,
  legal_basis text,
  legal_reason text,
  undisclosed boolean not null default false,
  persons uuid[] not null default '{}',
  objects jsonb not null default '[]',
  trace_id text not null default ''
);
create index entries_by_person on journal.entries using gin (persons);
create index entries_by_time on journal.entries (at, id);
create index entries_by_actor on journal.entries (actor_id, at);

-- What a unit of work wrote: a salted digest of every row version (the salt lies in history, and goes with it).
create table journal.writes (
  work_id uuid not null,
  relation text not null,
  row_id uuid not null,
  row_version integer not null,
  digest bytea not null,
  primary key (relation, row_id, row_version, work_id)
);
create index writes_by_work on journal.writes (work_id);

-- Sealed batches: Merkle root of the batch, chained to the one before, signed with a key kept outside the database.
create table journal.seals (
  number bigint primary key,
  sealed_at timestamptz not null,
  entries integer not null check (entries > 0),
  previous_root bytea not null,
  tree_root bytea not null,
  root bytea not null,
  key_id text not null,
  signature bytea not null
);
create table journal.seal_members (
  entry_id uuid primary key,
  seal_number bigint not null references journal.seals (number),
  position integer not null check (position >= 0),
  unique (seal_number, position)
);

select house.append_only('journal.entries');
select house.append_only('journal.writes');
select house.append_only('journal.seals');
select house.append_only('journal.seal_members');

-- Answers kept for retries.
create table idempotency_keys (
  caller_id uuid not null,
  operation text not null,
  key text not null,
  digest bytea not null,
  status smallint not null,
  etag text,
  location text,
  body bytea not null,
  created_at timestamptz not null,
  primary key (caller_id, operation, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);
select house.operational('idempotency_keys');

-- What must happen outside, written in the same transaction as its cause.
create table outbox (
  id uuid primary key,
  kind text not null,
  key text not null unique,
  payload jsonb not null,
  state text not null default 'Waiting' check (state in ('Waiting', 'Done', 'Dead')),
  attempts integer not null default 0,
  not_before timestamptz not null,
  lease_until timestamptz,
  last_error text,
  created_at timestamptz not null,
  done_at timestamptz
);
create index outbox_waiting on outbox (not_before, id) where state = 'Waiting';
select house.operational('outbox');
