-- What was paid is money: whoever changes a payment behind the program's back is found by `journal verify`, as with a record.
set local timezone to 'UTC';
select house.digested('payments');
-- Payments of before have their digests from a unit of work of this migration.
with work as (
  insert into journal.entries (id, at, actor_kind, operation, outcome)
    select gen_random_uuid(), now(), 'System', 'digestPayments', 'Done' where exists (select from payments)
  returning id
)
insert into journal.writes (work_id, relation, row_id, row_version, digest)
  select work.id, 'payments', p.id, 1, sha256(house.row_bytes(p.salt, to_jsonb(p))) from payments p, work;
