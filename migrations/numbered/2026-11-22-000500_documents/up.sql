-- Documents issued by the system (C-23, C-25.3): numbered when frozen, then typeset, signed or sealed, issued.
create table issued_documents (
  id uuid primary key,
  version integer not null default 1,
  -- The instant printed on it; it never changes.
  created_at timestamptz not null,
  updated_at timestamptz not null,
  template text not null,
  document_type text not null,
  title jsonb not null,
  series text not null check (series ~ '^[A-Z]{1,8}$'),
  year integer not null check (year between 2000 and 9999),
  number integer not null check (number > 0),
  verification_code text not null unique check (verification_code ~ '^[0-7][0-9A-HJKMNP-TV-Z]{25}$'),
  status text not null check (status in ('Frozen', 'Signing', 'Issued', 'Annulled', 'Abandoned')),
  signing text not null check (signing in ('Person', 'Seal', 'Plain')),
  signer_idnp text,
  -- What is printed; it never changes.
  data jsonb not null,
  reason text not null,
  valid_until date,
  holder_initials text,
  person_id uuid,
  request_id uuid,
  applicant_account_id uuid references accounts (id),
  subdivision_id uuid references subdivisions (id),
  issued_by uuid references accounts (id),
  issued_by_name text not null,
  issued_at timestamptz,
  sha256 bytea check (octet_length(sha256) = 32),
  status_at timestamptz not null,
  status_reason text,
  -- The document that this one corrects; it is annulled when this one is issued.
  rectifies_id uuid references issued_documents (id),
  rectified_at timestamptz,
  rectification_reason text,
  unique (series, year, number),
  check ((signing = 'Person') = (signer_idnp is not null)),
  check (case when status in ('Issued', 'Annulled') then issued_at is not null and sha256 is not null else issued_at is null end),
  check (status not in ('Annulled', 'Abandoned') or status_reason is not null)
);
create index issued_documents_by_person on issued_documents (person_id, id);
create index issued_documents_by_request on issued_documents (request_id, id);
create index issued_documents_by_applicant on issued_documents (applicant_account_id, id);
create index issued_documents_by_office on issued_documents (subdivision_id, id);
create index issued_documents_by_signer on issued_documents (signer_idnp, id) where status in ('Frozen', 'Signing');
create index issued_documents_by_rectified on issued_documents (rectifies_id) where rectifies_id is not null;
select house.record('issued_documents');

-- The PDF as typeset (what a person is asked to sign), and as issued.
create table document_files (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  document_id uuid not null references issued_documents (id),
  kind text not null check (kind in ('Unsigned', 'Final')),
  size bigint not null check (size > 0),
  sha256 bytea not null check (octet_length(sha256) = 32),
  blob_id uuid not null unique,
  ciphertext_sha256 bytea not null,
  nonce_prefix bytea not null,
  -- The file's own key under a key of the ring; both null once the content has been erased.
  key_id text,
  wrapped_key bytea,
  unique (document_id, kind),
  check ((key_id is null) = (wrapped_key is null))
);
select house.record('document_files');

-- What was asked of the signature service, and what became of it (C-29.3).
create table document_signings (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  document_id uuid not null references issued_documents (id),
  account_id uuid not null references accounts (id),
  partner_request_id text not null unique,
  hand_over_url text not null,
  return_url text not null,
  state text not null check (state in ('Pending', 'Signed', 'Failed', 'Expired')),
  -- The service's words for the signer, or why the signature was not accepted.
  message text,
  ended_at timestamptz,
  check ((state = 'Pending') = (ended_at is null))
);
create index document_signings_by_document on document_signings (document_id, id);
create index document_signings_by_account on document_signings (account_id, id);
-- One signature at a time.
create unique index document_signings_pending on document_signings (document_id) where state = 'Pending';
select house.record('document_signings');

-- The last number given, a series and year. The row is locked until the act that takes the number commits: no gaps, none twice.
create table number_series (
  series text not null,
  year integer not null,
  last integer not null check (last > 0),
  primary key (series, year)
);
select house.operational('number_series');

-- How often a document was verified, a day.
create table document_verifications (
  document_id uuid not null references issued_documents (id),
  day date not null,
  lookups bigint not null,
  primary key (document_id, day)
);
select house.operational('document_verifications');
