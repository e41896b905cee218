-- Links of what is published, and whether they lead anywhere (R-23.11). Found again from what is published at any time, so without history.

create table content_links (
  id uuid primary key,
  created_at timestamptz not null,
  address text not null unique check (char_length(address) <= 2000),
  state text not null default 'Waiting' check (state in ('Waiting', 'Works', 'Doubtful', 'Broken')),
  -- What the last check found: a status of HTTP, or why there was none.
  status integer check (status between 100 and 599),
  finding text check (finding in ('Answered', 'Status', 'NoSuchName', 'PrivateAddress', 'Timeout', 'NotReached', 'Redirects')),
  checked_at timestamptz,
  -- Failures in a row.
  failures integer not null default 0,
  broken_since timestamptz,
  -- When the subdivision responsible was told of it.
  told_at timestamptz,
  due_at timestamptz not null,
  lease_until timestamptz
);
create index content_links_due on content_links (due_at, id);
create index content_links_by_state on content_links (state, id desc);
select house.operational('content_links');

create table content_link_uses (
  link_id uuid not null references content_links (id) on delete cascade,
  version_id uuid not null references content_versions (id),
  primary key (link_id, version_id)
);
create index content_link_uses_by_version on content_link_uses (version_id);
select house.operational('content_link_uses');

-- The versions whose links have been taken down.
create table content_link_scans (
  version_id uuid primary key references content_versions (id),
  at timestamptz not null
);
select house.operational('content_link_scans');
