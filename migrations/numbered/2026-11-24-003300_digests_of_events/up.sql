-- What is written once and for all is watched like a record (quality.md, Trust): whoever changes, removes or adds an event of a file behind
-- the program's back is found by `journal verify`. Rows of before have their digests from a unit of work of this migration.
set local timezone to 'UTC';
do $$
declare
  name text;
  work uuid := gen_random_uuid();
  found boolean;
  any_found boolean := false;
begin
  foreach name in array array['request_events', 'petition_events', 'content_events', 'content_answers', 'content_monitorings',
                              'notification_template_versions', 'behaviour_analyses'] loop
    perform house.digested(name);
    execute format('select exists (select from public.%I)', name) into found;
    if found and not any_found then
      insert into journal.entries (id, at, actor_kind, operation, outcome) values (work, now(), 'System', 'digestEvents', 'Done');
      any_found := true;
    end if;
    execute format('insert into journal.writes (work_id, relation, row_id, row_version, digest)
                    select $1, %L, t.id, 1, sha256(house.row_bytes(t.salt, to_jsonb(t))) from public.%I t', name, name) using work;
  end loop;
end $$;
