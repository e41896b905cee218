-- Petitions and requests for information (content regulation, par. 34-45; Administrative Code 116/2018; Law 148/2023).
create table petitions (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- A request for information is no petition: it has a term and a register of its own.
  kind text not null check (kind in ('Application', 'Complaint', 'Proposal', 'InformationRequest')),
  state text not null check (state in ('AwaitingSignature', 'CheckingSignature', 'Registered', 'AwaitingCompletion', 'InExamination',
    'AnswerDrafted', 'AwaitingAnswerSignature', 'Answered', 'Closed', 'Transferred', 'LeftUnexamined', 'Joined', 'Withdrawn',
    'SignatureRefused', 'Lapsed')),
  -- Registration number, once registered; without gaps, never given again.
  number text unique,
  channel text not null check (channel in ('Online', 'Email', 'Paper', 'Verbal', 'Fax', 'EPetitii')),
  -- Its number at ePetitii: what is fetched twice is registered once.
  external_number text unique,
  -- Name, IDNP, e-mail, postal address, language: who writes and where the answer goes. Never anonymous (Administrative Code, art. 76).
  petitioner jsonb not null check (length(petitioner->>'name') > 0 and coalesce(petitioner->>'email', petitioner->>'address') is not null),
  -- What tells that two petitions are of one petitioner.
  petitioner_key text not null,
  petitioner_account_id uuid references accounts (id),
  petitioner_person_id uuid,
  object text not null,
  reasons text not null,
  signature text not null check (signature in ('None', 'NotNeeded', 'Handwritten', 'Pending', 'Valid', 'Refused')),
  -- The petition as drawn up for signing; or as it came.
  document_id uuid references issued_documents (id),
  file_id uuid references files (id),
  received_at timestamptz not null,
  registered_at timestamptz,
  -- When the petitioner was told that it was received (par. 36).
  receipt_at timestamptz,
  term jsonb,
  due_at timestamptz,
  lead_subdivision_id uuid references subdivisions (id),
  assigned_to uuid references accounts (id),
  -- What the petitioner was asked for, while it is awaited.
  asked jsonb,
  -- The answer: drafted, approved, sent.
  answer jsonb,
  answer_document_id uuid references issued_documents (id),
  answered_at timestamptz,
  ended_at timestamptz,
  -- Why and to whom, where it did not end with an answer.
  ending jsonb,
  joined_to_id uuid references petitions (id),
  check ((registered_at is null) = (number is null)),
  check (state not in ('InExamination', 'AnswerDrafted', 'AwaitingAnswerSignature', 'Answered', 'Closed') or lead_subdivision_id is not null),
  check (state not in ('Answered', 'Closed') or (answer_document_id is not null and answered_at is not null)),
  -- Who drafts does not approve.
  check (answer is null or answer->>'approvedBy' is null or answer->>'approvedBy' <> answer->>'draftedBy'),
  check ((state = 'Joined') = (joined_to_id is not null)),
  check (joined_to_id <> id)
);
create index petitions_by_account on petitions (petitioner_account_id, id desc) where petitioner_account_id is not null;
create index petitions_by_petitioner on petitions (petitioner_key, id desc);
create index petitions_by_due on petitions (due_at, id) where registered_at is not null;
create index petitions_by_state on petitions (state, id desc);
create index petitions_by_registration on petitions (registered_at);
create index petitions_by_document on petitions (document_id) where document_id is not null;
create index petitions_by_answer on petitions (answer_document_id) where answer_document_id is not null;
create index petitions_by_joined on petitions (joined_to_id) where joined_to_id is not null;
select house.record('petitions');

-- At most two supporting files of the petitioner (par. 38); more only where the inspectorate asked for them (par. 42).
create table petition_attachments (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  petition_id uuid not null references petitions (id),
  file_id uuid not null references files (id),
  purpose text not null check (purpose in ('Supporting', 'Completion')),
  name text not null,
  content_type text not null,
  size bigint not null,
  unique (petition_id, file_id)
);
select house.record('petition_attachments');

-- Which subdivisions examine it (par. 37, 41): one leads, others contribute.
create table petition_assignments (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  petition_id uuid not null references petitions (id),
  subdivision_id uuid not null references subdivisions (id),
  role text not null check (role in ('Lead', 'Contributor')),
  assigned_by uuid references accounts (id),
  contribution text,
  contributed_by uuid references accounts (id),
  contributed_at timestamptz,
  ended_at timestamptz,
  check ((contribution is null) = (contributed_at is null))
);
create unique index petition_assignments_once on petition_assignments (petition_id, subdivision_id) where ended_at is null;
create unique index petition_assignments_one_lead on petition_assignments (petition_id) where ended_at is null and role = 'Lead';
create index petition_assignments_by_office on petition_assignments (subdivision_id, petition_id) where ended_at is null;
select house.record('petition_assignments');

-- What happened, in order, as the petitioner and the officers see it.
create table petition_events (
  id uuid primary key,
  petition_id uuid not null references petitions (id),
  at timestamptz not null,
  action text not null,
  from_state text not null,
  to_state text not null,
  actor_id uuid,
  actor_name text not null,
  note text,
  -- Whether the petitioner reads the note.
  open boolean not null
);
create index petition_events_by_petition on petition_events (petition_id, at, id);
select house.append_only('petition_events');

-- What ePetitii brings has no account of ours behind it.
alter table files alter column account_id drop not null;
