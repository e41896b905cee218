-- Seals with what is needed to find and to check them, entries that wait for a seal, redactions, exports (C-24.1, C-38).

-- The instants that a seal spans (signed with the rest): an export of a period finds its seals by them.
alter table journal.seals add column first_at timestamptz not null, add column last_at timestamptz not null;
create index seals_by_sealing on journal.seals (sealed_at);
create index seals_by_first on journal.seals (first_at);
-- The leaf of each entry: says which entry of a batch was changed, and gives proofs without reading the batch.
alter table journal.seal_members add column leaf bytea not null;

-- What auditors search by, beside time, actor and person.
create index entries_by_operation on journal.entries (operation, at, id);
create index entries_by_basis on journal.entries (legal_basis, at, id) where legal_basis is not null;
create index entries_refused on journal.entries (at, id) where outcome = 'Refused';

-- Entries that wait for a seal. Filled by trigger, so that no writer can forget it, in the entry's own transaction, so that one that
-- commits late is waiting then and not passed over; emptied by the sealer. It stays as small as the work of a few seconds.
create table journal.unsealed (entry_id uuid primary key);
comment on table journal.unsealed is 'operational';
-- No UPDATE: nobody has it in this schema.
grant select, delete on journal.unsealed to migratie_program;

create function journal.wait_for_seal() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into journal.unsealed (entry_id) select id from written;
  return null;
end $$;
revoke all on function journal.wait_for_seal() from public;
create trigger wait_for_seal after insert on journal.entries referencing new table as written
  for each statement execute function journal.wait_for_seal();
insert into journal.unsealed (entry_id)
  select id from journal.entries e where not exists (select from journal.seal_members m where m.entry_id = e.id);

-- What the retention role overwrote: the digest of a history row as it stands since, in place of the one in journal.writes.
create table journal.redactions (
  work_id uuid not null,
  relation text not null,
  row_id uuid not null,
  row_version integer not null,
  digest bytea not null,
  primary key (relation, row_id, row_version, work_id)
);
create index redactions_by_work on journal.redactions (work_id);
select house.append_only('journal.redactions');
grant insert on journal.entries, journal.redactions to migratie_retention;
revoke insert on journal.redactions from migratie_program;

-- For the retention role, after it overwrote history rows in a unit of work: records the digests as they are now.
create function journal.redact(name text, row_ids uuid[]) returns bigint language plpgsql set timezone to 'UTC' as $$
declare
  redacted bigint;
begin
  execute format($f$
    insert into journal.redactions (work_id, relation, row_id, row_version, digest)
    select house.work_id(), %1$L, d.id, d.version, d.digest
      from (select h.id, h.version, h.work_id,
                   sha256(house.row_bytes(h.salt, to_jsonb(h) - '{recorded_at,work_id,actor_id,salt}'::text[])) as digest
              from history.%1$I h where h.id = any($1)) d
      join journal.writes w on w.relation = %1$L and w.row_id = d.id and w.row_version = d.version and w.work_id = d.work_id
     where d.digest <> coalesce((select r.digest from journal.redactions r
                                  where r.relation = %1$L and r.row_id = d.id and r.row_version = d.version
                                  order by r.work_id desc limit 1), w.digest)
  $f$, name) using row_ids;
  get diagnostics redacted = row_count;
  return redacted;
end $$;
revoke all on function journal.redact(text, uuid[]) from public;
grant execute on function journal.redact(text, uuid[]) to migratie_retention;

-- Exports asked for: which seals they hold. The content is read from the journal itself.
create table journal.exports (
  id uuid primary key,
  created_at timestamptz not null,
  created_by uuid not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  first_seal bigint,
  last_seal bigint,
  entries bigint not null,
  waiting bigint not null,
  check (to_at > from_at), check ((first_seal is null) = (last_seal is null))
);
select house.append_only('journal.exports');
