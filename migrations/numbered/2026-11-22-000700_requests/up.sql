-- Requests (C-25.2): from draft to closed file, with everything that makes the dossier.
create table requests (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- Registration number, once registered (C-26: never given again).
  number text unique,
  service_code text not null,
  service_version integer not null,
  state text not null check (state in ('Draft', 'AwaitingPayment', 'InExamination', 'AwaitingCompletion', 'InConsultation', 'Proposed',
    'AwaitingSignature', 'Decided', 'Served', 'Appealed', 'Closed', 'Withdrawn', 'LeftUnexamined', 'Lapsed')),
  priority text not null check (priority in ('Normal', 'Urgent')),
  channel text not null check (channel in ('EFiling', 'Counter', 'Post', 'Email')),
  filed_by text not null check (filed_by in ('Beneficiary', 'Representative', 'OtherPerson', 'LegalEntity')),
  subdivision_id uuid references subdivisions (id),
  applicant_account_id uuid not null references accounts (id),
  beneficiary_id uuid,
  legal_entity_idno text,
  answers jsonb not null,
  -- What brought it here and what changed it since (attributes 3 and 4 of C-25.2).
  registration_reason text,
  rectification_reason text,
  rectified_at timestamptz,
  assigned_to uuid references accounts (id),
  assigned_at timestamptz,
  submitted_at timestamptz,
  registered_at timestamptz,
  term jsonb,
  due_at timestamptz,
  referred boolean not null default false,
  outcome text check (outcome in ('Favourable', 'Unfavourable')),
  proposed_by uuid references accounts (id),
  decided_by uuid references accounts (id),
  decision_document_id uuid,
  served_at timestamptz,
  closed_at timestamptz,
  -- None is registered without a number and an office; none is decided without a decision.
  check ((registered_at is null) = (number is null)),
  check (registered_at is null or subdivision_id is not null),
  check (state not in ('Decided', 'Served', 'Appealed') or (decision_document_id is not null and outcome is not null)),
  check (proposed_by is null or decided_by is null or proposed_by <> decided_by)
);
create index requests_by_applicant on requests (applicant_account_id, id desc);
create index requests_by_beneficiary on requests (beneficiary_id, id desc);
create index requests_by_assignee on requests (assigned_to, due_at, id) where state in ('InExamination', 'AwaitingCompletion', 'InConsultation');
create index requests_worklist on requests (subdivision_id, state, due_at, id);
create index requests_by_decision on requests (decision_document_id);
create index requests_lapsing on requests (updated_at) where state in ('Draft', 'AwaitingPayment');
select house.record('requests');

create table request_attachments (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  request_id uuid not null references requests (id),
  document_code text not null,
  file_id uuid not null,
  -- Attribute 6 of C-25.2: name, number, date and issuer of the attached document.
  name text not null,
  number text,
  issued_on date,
  issuer text,
  attached_by uuid not null references accounts (id),
  removed_at timestamptz
);
create index request_attachments_by_request on request_attachments (request_id, id);
select house.record('request_attachments');

-- What happened, in order, as the applicant and the officers see it.
create table request_events (
  id uuid primary key,
  request_id uuid not null references requests (id),
  at timestamptz not null,
  action text not null,
  from_state text not null,
  to_state text not null,
  actor_id uuid,
  actor_name text not null,
  note text
);
create index request_events_by_request on request_events (request_id, at, id);
select house.append_only('request_events');

create table register_checks (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  request_id uuid not null references requests (id),
  code text not null,
  register text not null,
  status text not null check (status in ('Asked', 'Answered', 'Failed')),
  verdict text check (verdict in ('Clear', 'Adverse', 'NotFound')),
  asked_by uuid references accounts (id),
  asked_at timestamptz not null,
  issued_at timestamptz,
  received_at timestamptz,
  data jsonb,
  failure text
);
create index register_checks_by_request on register_checks (request_id, id);
-- One question of a kind is under way at a time.
create unique index register_checks_under_way on register_checks (request_id, code) where status = 'Asked';
select house.record('register_checks');

create table completion_requests (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  request_id uuid not null references requests (id),
  asked_by uuid not null references accounts (id),
  text text not null,
  document_codes text[] not null default '{}',
  fields text[] not null default '{}',
  due_at timestamptz not null,
  completed_at timestamptz
);
create index completion_requests_by_request on completion_requests (request_id, id);
create unique index completion_requests_open on completion_requests (request_id) where completed_at is null;
select house.record('completion_requests');

create table opinions (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  request_id uuid not null references requests (id),
  code text not null,
  body text not null,
  asked_by uuid not null references accounts (id),
  legal_ground text not null,
  due_at timestamptz,
  given_by uuid references accounts (id),
  given_at timestamptz,
  favourable boolean,
  reasons text
);
create index opinions_by_request on opinions (request_id, id);
create unique index opinions_open on opinions (request_id, code) where given_at is null;
create index opinions_waiting on opinions (body, created_at) where given_at is null;
select house.record('opinions');

create table proposals (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  request_id uuid not null references requests (id),
  proposed_by uuid not null references accounts (id),
  outcome text not null check (outcome in ('Favourable', 'Unfavourable')),
  facts text not null,
  reasons text not null,
  conditions_not_met text[] not null default '{}',
  valid_until date,
  document_id uuid,
  returned_by uuid references accounts (id),
  returned_at timestamptz,
  return_reason text
);
create index proposals_by_request on proposals (request_id, id desc);
create unique index proposals_open on proposals (request_id) where returned_at is null;
select house.record('proposals');

create table appeals (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  request_id uuid not null references requests (id),
  body text not null,
  number text,
  filed_on date not null,
  recorded_by uuid not null references accounts (id),
  result text,
  settled_at timestamptz
);
create index appeals_by_request on appeals (request_id, id);
select house.record('appeals');

-- Messages in the cabinet.
create table messages (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  account_id uuid not null references accounts (id),
  request_id uuid references requests (id),
  kind text not null,
  title jsonb not null,
  text jsonb not null,
  read_at timestamptz
);
create index messages_by_account on messages (account_id, id desc);
create index messages_by_request on messages (request_id);
select house.record('messages');

-- Registration numbers: a row a series and year, locked while a number is given; a rollback gives the number back, so there are no gaps.
create table request_series (
  series text not null,
  year integer not null,
  last integer not null,
  primary key (series, year)
);
select house.operational('request_series');
