\set n random(12, 72)
begin;
select a.kind, a.display_name, a.login, a.person_id, s.last_active_at,
       (select jsonb_agg(jsonb_build_object('role', role, 'subdivision', subdivision_id)) from account_roles
         where account_id = a.id and valid_from <= now() and (valid_to is null or valid_to > now())) as grants,
       (select count(*) from delegations where to_account_id = a.id and valid_to > now()) as delegated,
       set_config('migratie.work', gen_random_uuid()::text, true), set_config('migratie.actor', a.id::text, true),
       set_config('migratie.now', now()::text, true)
  from sessions s join accounts a on a.id = s.account_id
 where s.id = (select id from bench.targets where kind = 'statistician' and n = 1) and a.status = 'Active' and s.ended_at is null
   and s.expires_at > now();
select c.key, c.value, (select exists (select from statistics.changes)) as waiting from statistics.cells c
 where c.series = (select n from bench.targets where kind = 'series') and c.kind = 'Month'
   and c.period = (date_trunc('month', now()) - :n * interval '1 month')::date and c.cut = 11 and c.value <> 0;
insert into journal.entries (id, at, actor_kind, actor_id, actor_name, session_id, role, operation, outcome, legal_basis, legal_reason,
                             undisclosed, persons, objects, trace_id)
select current_setting('migratie.work')::uuid, now(), 'Officer', current_setting('migratie.actor')::uuid, 'BALAN Sergiu', t.id, 'Statistician', 'readExactFigures', 'Done',
       'LAW-200-2010-EXAMINATION', 'verificarea dosarului', false, '{}'::uuid[], jsonb_build_array(jsonb_build_object('access', 'Read', 'kind', 'Indicator', 'id', 'requests-registered')), '4bf92f3577b34da6a3ce929d0e0e4736'
  from bench.targets t where t.kind = 'statistician' and t.n = 1
;
commit;
