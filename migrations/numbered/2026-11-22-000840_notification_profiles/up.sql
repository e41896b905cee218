-- The recipient's profile (N-11.1): language, quiet hours, contacts that were verified, what they subscribe to and over which channels.
create table notification_profiles (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  account_id uuid not null unique references accounts (id),
  language text check (language in ('ro', 'ru', 'en')),
  -- Local time (Europe/Chisinau); may go over midnight.
  quiet_from time,
  quiet_to time,
  check (num_nulls(quiet_from, quiet_to) in (0, 2)), check (quiet_from <> quiet_to),
  -- Where a topic says nothing of its own.
  channels text[] not null default '{}'
);
select house.record('notification_profiles');

create table notification_choices (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  account_id uuid not null references accounts (id),
  topic text not null,
  subscribed boolean not null,
  channels text[] not null default '{}',
  unique (account_id, topic)
);
select house.record('notification_choices');

create table notification_contacts (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  account_id uuid not null references accounts (id),
  channel text not null check (channel in ('Email', 'Sms', 'Chat', 'Push')),
  value text not null,
  state text not null check (state in ('Pending', 'Verified', 'Bounced', 'Removed')),
  state_at timestamptz not null
);
create unique index notification_contacts_once on notification_contacts (account_id, channel, value) where state <> 'Removed';
select house.record('notification_contacts');

-- A code on its way to a contact: work in hand, gone once it was said, was guessed wrongly too often, or expired.
create table notification_codes (
  contact_id uuid primary key references notification_contacts (id),
  code text not null,
  attempts integer not null,
  sent_at timestamptz not null,
  -- How many were sent on that day.
  sent_today integer not null,
  expires_at timestamptz not null
);
select house.operational('notification_codes');
