-- Files received (C-22): what was sent, checked by its content, kept encrypted outside the database.
create table files (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  account_id uuid not null references accounts (id),
  purpose text not null check (purpose in ('Attachment', 'Photo', 'Power')),
  name text not null check (char_length(name) between 1 and 255),
  content_type text not null check (content_type in ('application/pdf', 'image/jpeg', 'image/png')),
  size bigint not null check (size > 0),
  pages integer check (pages > 0),
  width integer,
  height integer,
  sha256 bytea not null check (octet_length(sha256) = 32),
  scan text not null check (scan in ('Clean', 'NotScanned')),
  blob_id uuid not null unique,
  ciphertext_sha256 bytea not null check (octet_length(ciphertext_sha256) = 32),
  nonce_prefix bytea not null,
  -- The file's own key under a key of the ring; both null once the file has been erased.
  key_id text,
  wrapped_key bytea,
  check ((key_id is null) = (wrapped_key is null))
);
create index files_by_account on files (account_id, id);
select house.record('files');

-- An upload under way. Gone a day after it began, or once its file is kept and the day is over.
create table uploads (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  purpose text not null,
  name text not null,
  size bigint not null check (size > 0),
  content_type text not null,
  sha256 bytea check (octet_length(sha256) = 32),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  file_id uuid references files (id)
);
create index uploads_by_expiry on uploads (expires_at);
select house.operational('uploads');

-- The parts that have arrived; gone when the file is kept.
create table upload_parts (
  upload_id uuid not null references uploads (id) on delete cascade,
  part smallint not null check (part between 1 and 100),
  bytes bytea not null,
  sha256 bytea not null,
  received_at timestamptz not null,
  primary key (upload_id, part)
);
alter table upload_parts alter column bytes set storage external;
select house.operational('upload_parts');
