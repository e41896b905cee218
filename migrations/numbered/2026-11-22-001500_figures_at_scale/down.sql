revoke truncate on statistics.facts, statistics.cells, statistics.cell_history from migratie_program;

create or replace function statistics.added(one bigint[], other bigint[]) returns bigint[] language sql immutable parallel safe as
$$ select array_agg(a + b order by place) from unnest(one, other) with ordinality as both_of (a, b, place) $$;

create or replace view person_versions as
  select h.id, h.version, h.recorded_at, h.created_at, h.status, h.merged_into, h.sex, h.birth_date, h.citizenships, h.source,
         h.struck_off_reason, h.struck_off_on
    from history.persons h
  union all
  select p.id, p.version, p.updated_at, p.created_at, p.status, p.merged_into, p.sex, p.birth_date, p.citizenships, p.source,
         p.struck_off_reason, p.struck_off_on
    from persons p
   where not exists (select from history.persons h where h.id = p.id and h.version = p.version);

create or replace view request_versions as
  select h.id, h.version, h.recorded_at, h.service_code, h.service_version, h.state, h.priority, h.channel, h.subdivision_id,
         h.beneficiary_id, h.submitted_at, h.registered_at, h.outcome, h.decision_document_id, h.served_at, h.closed_at, h.term, h.due_at
    from history.requests h
  union all
  select r.id, r.version, r.updated_at, r.service_code, r.service_version, r.state, r.priority, r.channel, r.subdivision_id,
         r.beneficiary_id, r.submitted_at, r.registered_at, r.outcome, r.decision_document_id, r.served_at, r.closed_at, r.term, r.due_at
    from requests r
   where not exists (select from history.requests h where h.id = r.id and h.version = r.version);
