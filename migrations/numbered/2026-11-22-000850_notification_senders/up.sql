-- The sender's space (N-11.2, N-17, N-26): templates with versions, notification requests to one or many, their attachments, replies.
create table notification_templates (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  sender_id uuid not null references accounts (id),
  code text not null,
  topic text not null,
  -- The wording being written; null: none is.
  draft jsonb,
  -- The number of the version that is used; 0: none yet.
  published integer not null default 0,
  published_at timestamptz,
  withdrawn_at timestamptz,
  unique (sender_id, code)
);
select house.record('notification_templates');

create table notification_template_versions (
  id uuid primary key,
  created_at timestamptz not null,
  template_id uuid not null references notification_templates (id),
  number integer not null,
  wording jsonb not null,
  published_by uuid not null references accounts (id),
  unique (template_id, number)
);
select house.append_only('notification_template_versions');

create table notification_requests (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  sender_id uuid not null references accounts (id),
  -- Null: the request brought its own text.
  template_id uuid references notification_templates (id),
  template_number integer,
  topic text not null,
  priority text not null check (priority in ('Low', 'Medium', 'High')),
  valid_from timestamptz not null,
  valid_until timestamptz,
  check (valid_until > valid_from),
  replies_allowed boolean not null,
  file_ids uuid[] not null default '{}',
  state text not null check (state in ('Waiting', 'Begun', 'Cancelled')),
  state_at timestamptz not null
);
create index notification_requests_by_sender on notification_requests (sender_id, id desc);
create index notification_requests_by_template on notification_requests (template_id);
select house.record('notification_requests');

alter table notifications
  add column notification_request_id uuid references notification_requests (id),
  add column sender_id uuid references accounts (id),
  -- The sender's own name of the item: the same name is the same notification.
  add column reference text,
  add column digest text,
  -- Which holder is meant, where the recipient is found through a thing: its owner, administrator or founder.
  add column direction text check (direction in ('Owner', 'Administrator', 'Founder')),
  add column valid_until timestamptz,
  add column replies_allowed boolean not null default false;
create unique index notifications_by_reference on notifications (sender_id, reference) where reference is not null;
create index notifications_by_request on notifications (notification_request_id, id) where notification_request_id is not null;
create index notifications_by_time on notifications (created_at);

-- Whose a delivery is, where they have an account: their quiet hours are kept.
alter table notification_deliveries add column account_id uuid references accounts (id);

create table notification_replies (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  notification_id uuid not null references notifications (id),
  account_id uuid not null references accounts (id),
  text text not null
);
create index notification_replies_by_notification on notification_replies (notification_id, id);
select house.record('notification_replies');
select house.refresh();
