\set n random(1, 1000)
begin;
select a.kind, a.display_name, a.login, a.person_id, s.last_active_at,
       (select jsonb_agg(jsonb_build_object('role', role, 'subdivision', subdivision_id)) from account_roles
         where account_id = a.id and valid_from <= now() and (valid_to is null or valid_to > now())) as grants,
       (select count(*) from delegations where to_account_id = a.id and valid_to > now()) as delegated,
       set_config('migratie.work', gen_random_uuid()::text, true), set_config('migratie.actor', a.id::text, true),
       set_config('migratie.now', now()::text, true)
  from sessions s join accounts a on a.id = s.account_id
 where s.id = (select id from bench.targets where kind = 'session' and n = 1) and a.status = 'Active' and s.ended_at is null
   and s.expires_at > now();
select p.*, (select coalesce(jsonb_agg(to_jsonb(a) order by a.kind), '[]') from addresses a
              where a.person_id = p.id and a.valid_from <= current_date and (a.valid_to is null or a.valid_to > current_date)) as addresses
  from persons p where p.id = (select id from bench.targets where kind = 'person' and n = :n);
insert into journal.entries (id, at, actor_kind, actor_id, actor_name, session_id, role, operation, outcome, legal_basis, legal_reason,
                             undisclosed, persons, objects, trace_id)
select current_setting('migratie.work')::uuid, now(), 'Officer', current_setting('migratie.actor')::uuid, 'LUNGU Andrei', t.id, 'Examiner', 'readPerson', 'Done',
       'LAW-200-2010-EXAMINATION', 'verificarea dosarului', false, array[(select id from bench.targets where kind = 'person' and n = :n)], jsonb_build_array(jsonb_build_object('access', 'Read', 'kind', 'Person', 'id', :n::integer)), '4bf92f3577b34da6a3ce929d0e0e4736'
  from bench.targets t where t.kind = 'session' and t.n = 1
;
commit;
