-- The journal: what waits for a seal, and what the retention role overwrote.

create or replace function journal.wait_for_seal() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into journal.unsealed (entry_id) select id from written;
  return null;
end $$;
revoke all on function journal.wait_for_seal() from public;
create or replace trigger wait_for_seal after insert on journal.entries referencing new table as written
  for each statement execute function journal.wait_for_seal();

-- For the retention role, after it overwrote rows in a unit of work, in history or in a table that is its own: records their digests as
-- they are now.
create or replace function journal.redact(name text, row_ids uuid[]) returns bigint language plpgsql set timezone to 'UTC' as $$
declare
  redacted bigint;
  -- A row of history is digested as the record was, without what history adds; the other kind as it stands.
  of_history constant text := $f$
    select h.id, h.version, h.work_id, sha256(house.row_bytes(h.salt, to_jsonb(h) - '{recorded_at,work_id,actor_id,salt}'::text[])) as digest
      from history.%1$I h where h.id = any($1)$f$;
  of_its_own constant text := $f$
    select distinct on (t.id) t.id, 1 as version, w.work_id, sha256(house.row_bytes(t.salt, to_jsonb(t))) as digest
      from public.%1$I t join journal.writes w on w.relation = %1$L and w.row_id = t.id
     where t.id = any($1) order by t.id, w.work_id desc$f$;
begin
  execute format($f$
    insert into journal.redactions (work_id, relation, row_id, row_version, digest)
    select house.work_id(), %1$L, d.id, d.version, d.digest
      from ($f$ || case when to_regclass('history.' || quote_ident(name)) is null then of_its_own else of_history end || $f$) d
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
