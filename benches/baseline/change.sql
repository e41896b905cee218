\set n random(1, 20000)
begin;
select set_config('migratie.work', gen_random_uuid()::text, true), set_config('migratie.actor', '', true),
       set_config('migratie.now', now()::text, true);
update requests set state = case state when 'Closed' then 'Served' else 'Closed' end,
       closed_at = case state when 'Closed' then null else now() end, updated_at = now()
 where id = (select id from bench.steps where n = :n);
commit;
