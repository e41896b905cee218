-- Incidents, complaints and questions about public services, handed to MSupport and followed (guide to the shared platforms, "MSupport").
create table support_tickets (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  account_id uuid not null references accounts (id),
  kind text not null check (kind in ('Incident', 'Complaint', 'Question', 'Suggestion')),
  subject text not null,
  text text not null,
  service_code text,
  trace_id text,
  -- Where the person wants the answer, beside the cabinet.
  email text,
  state text not null check (state in ('Waiting', 'Open', 'Answered', 'Closed', 'Refused')),
  -- MSupport's own number.
  reference text unique,
  answer text,
  handed_at timestamptz,
  asked_at timestamptz,
  ended_at timestamptz,
  check (state in ('Waiting', 'Refused') or (reference is not null and handed_at is not null))
);
create index support_tickets_by_account on support_tickets (account_id, id desc);
select house.record('support_tickets');
