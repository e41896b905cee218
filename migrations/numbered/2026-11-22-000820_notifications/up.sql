-- What is told to people (N-18, N-22, N-26): a notification is one message to one final recipient, a delivery is its way over one channel.
create table notifications (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  template text not null,
  -- What recipients subscribe to (Annex 2, 17.2).
  topic text not null,
  about_kind text,
  about_id uuid,
  check ((about_kind is null) = (about_id is null)),
  recipient_type text not null check (recipient_type in ('Account', 'Idnp', 'Idno', 'Email', 'Telephone', 'Plate', 'CadastralNumber')),
  -- An IDNP, an address ...; null where the account says it all.
  recipient_value text,
  recipient_name text,
  account_id uuid references accounts (id),
  check ((recipient_type = 'Account') = (recipient_value is null)),
  -- The sender's choice; null: the recipient's own.
  language text check (language in ('ro', 'ru', 'en')),
  subject jsonb not null,
  body jsonb not null,
  short jsonb not null,
  priority text not null check (priority in ('Low', 'Medium', 'High')),
  state text not null check (state in ('Waiting', 'Processing', 'Sent', 'Delivered', 'Read', 'Failed', 'Cancelled', 'Expired', 'Declined')),
  state_reason text,
  -- How often it was sent; sending it again begins the next round.
  round integer not null default 1
);
create index notifications_by_account on notifications (account_id, id desc);
select house.record('notifications');

create table notification_deliveries (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  notification_id uuid not null references notifications (id),
  channel text not null check (channel in ('Cabinet', 'MNotify', 'Email', 'Sms', 'Chat', 'Push')),
  round integer not null default 1,
  -- What the channel knows the recipient by: the kind (IDNP, IDNO, Email, Telephone, Contact) and the value.
  address_type text,
  address text,
  language text check (language in ('ro', 'ru', 'en')),
  state text not null check (state in ('Waiting', 'Sending', 'Sent', 'Delivered', 'Read', 'Failed', 'Bounced', 'Cancelled', 'Expired')),
  attempts integer not null default 0,
  -- Since when it may be with the channel although we have no answer: it is looked for before it is sent again.
  sending_since timestamptz,
  -- The channel's own id of it; one of theirs is never two of ours.
  channel_id text,
  -- A code, never text of the other side.
  reason text,
  sent_at timestamptz,
  delivered_at timestamptz,
  read_at timestamptz,
  unique nulls not distinct (notification_id, channel, address, round)
);
create unique index notification_deliveries_of_channel on notification_deliveries (channel, channel_id) where channel_id is not null;
create index notification_deliveries_sending on notification_deliveries (channel, sending_since) where state = 'Sending';
select house.record('notification_deliveries');

-- The cabinet's messages move to this room; what stood there stays. `request_id` goes on naming the service request a message is about.
alter table messages
  add column notification_id uuid references notifications (id),
  add column about_kind text,
  add column about_id uuid;
create index messages_by_notification on messages (notification_id);
select house.refresh();
