\set n random(1, 20000)
begin;
select a.kind, a.display_name, a.login, a.person_id, s.last_active_at,
       (select jsonb_agg(jsonb_build_object('role', role, 'subdivision', subdivision_id)) from account_roles
         where account_id = a.id and valid_from <= now() and (valid_to is null or valid_to > now())) as grants,
       (select count(*) from delegations where to_account_id = a.id and valid_to > now()) as delegated,
       set_config('migratie.work', gen_random_uuid()::text, true), set_config('migratie.actor', a.id::text, true),
       set_config('migratie.now', now()::text, true)
  from sessions s join accounts a on a.id = s.account_id
 where s.id = (select id from bench.targets where kind = 'head' and n = 1) and a.status = 'Active' and s.ended_at is null
   and s.expires_at > now();
select pg_try_advisory_xact_lock(hashtextextended(current_setting('migratie.work'), 0)), k.status
  from (select 1) one left join idempotency_keys k on k.caller_id = current_setting('migratie.actor')::uuid
   and k.operation = 'closeRequest' and k.key = current_setting('migratie.work');
select r.* from requests r where r.id = (select id from bench.steps where n = :n)
   and r.subdivision_id = (select subdivision_id from account_roles where account_id = current_setting('migratie.actor')::uuid limit 1);
select exists (select from interests i join requests r on r.id = (select id from bench.steps where n = :n)
                where i.account_id = current_setting('migratie.actor')::uuid and i.person_id = r.beneficiary_id and i.ended_at is null);
update requests set state = case state when 'Closed' then 'Served' else 'Closed' end,
       closed_at = case state when 'Closed' then null else now() end, updated_at = now()
 where id = (select id from bench.steps where n = :n) returning *;
insert into request_events (id, request_id, at, action, from_state, to_state, actor_id, actor_name)
select gen_random_uuid(), id, now(), 'Close', 'Served', 'Closed', current_setting('migratie.actor')::uuid, 'CIOBANU Victor'
  from bench.steps where n = :n;
with entry as (
insert into journal.entries (id, at, actor_kind, actor_id, actor_name, session_id, role, operation, outcome, legal_basis, legal_reason,
                             undisclosed, persons, objects, trace_id)
select current_setting('migratie.work')::uuid, now(), 'Officer', current_setting('migratie.actor')::uuid, 'CIOBANU Victor', t.id, 'Head', 'closeRequest', 'Done',
       'LAW-200-2010-EXAMINATION', 'verificarea dosarului', false, array[(select id from bench.targets where kind = 'person' and n = 1)], jsonb_build_array(jsonb_build_object('access', 'Write', 'kind', 'Request', 'id', :n::integer)), '4bf92f3577b34da6a3ce929d0e0e4736'
  from bench.targets t where t.kind = 'head' and t.n = 1
)
insert into idempotency_keys (caller_id, operation, key, digest, status, etag, body, created_at)
values (current_setting('migratie.actor')::uuid, 'closeRequest', current_setting('migratie.work'), '\x00', 200, '"1"',
        convert_to(repeat('x', 1500), 'UTF8'), now());
commit;
