-- Figures over millions of records (docs/adr/0013-statistics.md, docs/measured.md).

-- A row that came by COPY (the demo world) has no history: what it says counts as known since the record was begun, so that whatever
-- happened in a period was known when the period was over. Known since its last change, every figure would have had as many days on which
-- it moved as it counts requests.
create or replace view request_versions as
  select h.id, h.version, h.recorded_at, h.service_code, h.service_version, h.state, h.priority, h.channel, h.subdivision_id,
         h.beneficiary_id, h.submitted_at, h.registered_at, h.outcome, h.decision_document_id, h.served_at, h.closed_at, h.term, h.due_at
    from history.requests h
  union all
  select r.id, r.version, r.created_at, r.service_code, r.service_version, r.state, r.priority, r.channel, r.subdivision_id,
         r.beneficiary_id, r.submitted_at, r.registered_at, r.outcome, r.decision_document_id, r.served_at, r.closed_at, r.term, r.due_at
    from requests r
   where not exists (select from history.requests h where h.id = r.id and h.version = r.version);

create or replace view person_versions as
  select h.id, h.version, h.recorded_at, h.created_at, h.status, h.merged_into, h.sex, h.birth_date, h.citizenships, h.source,
         h.struck_off_reason, h.struck_off_on
    from history.persons h
  union all
  select p.id, p.version, p.created_at, p.created_at, p.status, p.merged_into, p.sex, p.birth_date, p.citizenships, p.source,
         p.struck_off_reason, p.struck_off_on
    from persons p
   where not exists (select from history.persons h where h.id = p.id and h.version = p.version);

-- Seven sums are written out: PostgreSQL puts them in place of the call.
create or replace function statistics.added(one bigint[], other bigint[]) returns bigint[] language sql immutable parallel safe as
$$ select array[one[1] + other[1], one[2] + other[2], one[3] + other[3], one[4] + other[4], one[5] + other[5], one[6] + other[6],
                one[7] + other[7]] $$;

-- To make millions of figures again, those before are not taken away row by row.
grant truncate on statistics.facts, statistics.cells, statistics.cell_history to migratie_program;
