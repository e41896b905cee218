-- How much a channel may take: a token bucket shared by all copies of the program. Suspensions: N-41.
create table notification_channels (
  channel text primary key,
  tokens double precision not null,
  refilled_at timestamptz not null
);
select house.operational('notification_channels');

create table notification_suspensions (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- One channel; null: all.
  channel text check (channel in ('MNotify', 'Email', 'Sms', 'Chat', 'Push')),
  -- Annex 2, 41.
  cause text not null check (cause in ('Maintenance', 'ForceMajeure', 'SecurityBreach', 'TechnicalDifficulty', 'OwnersRequest')),
  reason text not null,
  begins_at timestamptz not null,
  -- When it is expected to end; null: nobody knows.
  ends_at timestamptz,
  check (ends_at > begins_at),
  suspended_by uuid not null references accounts (id),
  ended_at timestamptz,
  ended_by uuid references accounts (id)
);
create index notification_suspensions_open on notification_suspensions (begins_at) where ended_at is null;
select house.record('notification_suspensions');
