-- The house rules of the database. Replaceable: applied at every migration, before the numbered ones.

create schema if not exists house;
create schema if not exists history;
create schema if not exists journal;

-- The present unit of work, handed over by the program in one `select set_config(..., true)`.
create or replace function house.work_id() returns uuid language plpgsql stable as $$
begin
  return current_setting('migratie.work')::uuid;
exception when undefined_object or invalid_text_representation then
  raise exception 'records change inside a unit of work only';
end $$;

create or replace function house.actor_id() returns uuid language sql stable as
$$ select nullif(current_setting('migratie.actor', true), '')::uuid $$;

create or replace function house.instant() returns timestamptz language sql stable as
$$ select current_setting('migratie.now')::timestamptz $$;

-- The key behind an identifier of the API (`fil_01j9z3...`): 26 digits of Crockford's base 32, of which the first two bits are nothing
-- (src/kernel/id.rs). For identifiers that stand in the open-ended groups of a record.
create or replace function house.uuid_of(id text) returns uuid language sql immutable strict parallel safe as $$
  select string_agg(to_hex(substr(b.bits, 4 * n - 1, 4)::bit(4)::integer), '' order by n)::uuid
    from generate_series(1, 32) n,
         (select string_agg((strpos('0123456789abcdefghjkmnpqrstvwxyz', substr(d.digits, i, 1)) - 1)::bit(5)::text, '' order by i) as bits
            from generate_series(1, 26) i, split_part(id, '_', 2) d (digits)) b
$$;

-- Every change of a record raises its version; its identity never changes.
create or replace function house.next_version() returns trigger language plpgsql as $$
begin
  if new.id is distinct from old.id then
    raise exception 'an identifier is never changed';
  end if;
  new.version := old.version + 1;
  new.updated_at := house.instant();
  return new;
end $$;

-- A row as the bytes that are digested: absent columns do not count, so that a column added later changes no digest.
create or replace function house.row_bytes(salt bytea, row_value jsonb) returns bytea language sql immutable as
$$ select salt || convert_to(jsonb_strip_nulls(row_value)::text, 'UTF8') $$;

-- Writes the trigger function that keeps one record's history: static SQL, one insert a statement.
create or replace function house.write_history_trigger(name text) returns void language plpgsql as $$
declare
  cols text;
begin
  select string_agg(format('%I', attname), ', ' order by attnum) into cols
    from pg_attribute where attrelid = format('public.%I', name)::regclass and attnum > 0 and not attisdropped;
  execute format($f$
    create or replace function history.%1$I() returns trigger language plpgsql security definer set search_path = pg_catalog as $t$
    declare
      work uuid := house.work_id();
      actor uuid := house.actor_id();
      instant timestamptz := house.instant();
    begin
      with kept as (
        insert into history.%2$I (%3$s, recorded_at, work_id, actor_id, salt)
        select %3$s, instant, work, actor, uuid_send(gen_random_uuid()) from written
        returning id, version, salt
      )
      insert into journal.writes (work_id, relation, row_id, row_version, digest)
      select work, %4$L, kept.id, kept.version, sha256(house.row_bytes(kept.salt, to_jsonb(written)))
        from kept join written using (id);
      return null;
    end $t$;
    revoke all on function history.%1$I() from public;
    drop trigger if exists next_version on public.%2$I;
    create trigger next_version before update on public.%2$I for each row execute function house.next_version();
    drop trigger if exists history_of_insert on public.%2$I;
    create trigger history_of_insert after insert on public.%2$I referencing new table as written
      for each statement execute function history.%1$I();
    drop trigger if exists history_of_update on public.%2$I;
    create trigger history_of_update after update on public.%2$I referencing new table as written
      for each statement execute function history.%1$I();
  $f$, 'write_' || name, name, cols, name);
end $$;

-- Declares a table of record: history kept, nobody deletes.
create or replace function house.record(name text) returns void language plpgsql as $$
begin
  execute format('comment on table public.%I is %L', name, 'record');
  execute format('create table history.%I (like public.%I)', name, name);
  execute format('alter table history.%I add column recorded_at timestamptz not null, add column work_id uuid not null,
                  add column actor_id uuid, add column salt bytea not null', name);
  execute format('create unique index on history.%I (id, version)', name);
  execute format('create index on history.%I (id, recorded_at desc)', name);
  execute format('comment on table history.%I is %L', name, 'history');
  perform house.write_history_trigger(name);
  execute format('grant select, insert, update on public.%I to migratie_program', name);
  execute format('grant select on history.%I to migratie_program', name);
  execute format('grant select, update on public.%I, history.%I to migratie_retention', name, name);
end $$;

-- Declares a table that is its own history: a correction is a new row.
create or replace function house.append_only(relation text) returns void language plpgsql as $$
begin
  execute format('comment on table %s is %L', relation, 'append-only');
  execute format('grant select, insert on %s to migratie_program', relation);
  execute format('grant select on %s to migratie_retention', relation);
end $$;

-- The digests of the rows that a statement wrote once and for all, as a version of a record has one.
create or replace function house.digest_written() returns trigger language plpgsql security definer
set search_path = pg_catalog set timezone to 'UTC' as $$
begin
  insert into journal.writes (work_id, relation, row_id, row_version, digest)
    select house.work_id(), tg_table_name, w.id, 1, sha256(house.row_bytes(w.salt, to_jsonb(w))) from written w;
  return null;
end $$;
revoke all on function house.digest_written() from public;

-- Declares that each row of an append-only table leaves its digest with the unit that wrote it; `src/journal/verify/rows.rs` names the table.
create or replace function house.digested(name text) returns void language plpgsql as $$
begin
  execute format('alter table public.%I add column salt bytea not null default uuid_send(gen_random_uuid())', name);
  execute format('create trigger digest_of_insert after insert on public.%I referencing new table as written
                  for each statement execute function house.digest_written()', name);
end $$;

-- Declares a table of work in hand: changed without history, purged.
create or replace function house.operational(relation text) returns void language plpgsql as $$
begin
  execute format('comment on table %s is %L', relation, 'operational');
  execute format('grant select, insert, update, delete on %s to migratie_program', relation);
end $$;

-- After a migration changed a record's columns: history gets the new ones, the trigger is written anew.
create or replace function house.refresh() returns void language plpgsql as $$
declare
  name text;
  missing record;
begin
  for name in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
               where n.nspname = 'public' and c.relkind = 'r' and obj_description(c.oid, 'pg_class') = 'record' loop
    for missing in
      select a.attname, format_type(a.atttypid, a.atttypmod) as kind from pg_attribute a
       where a.attrelid = format('public.%I', name)::regclass and a.attnum > 0 and not a.attisdropped
         and not exists (select from pg_attribute h where h.attrelid = format('history.%I', name)::regclass and h.attname = a.attname)
    loop
      execute format('alter table history.%I add column %I %s', name, missing.attname, missing.kind);
    end loop;
    perform house.write_history_trigger(name);
  end loop;
end $$;

grant usage on schema house, history, journal to migratie_program, migratie_retention;
grant execute on all functions in schema house to migratie_program, migratie_retention;
revoke create on schema public from public;
