-- Figures over millions of records (docs/adr/0013-statistics.md, docs/measured.md).

-- What the rooms below publish, apart: every version that history has, and rows that came by COPY (the demo world) and have no history.
-- What the latter say counts as known since the record was begun, so that whatever happened in a period was known when the period was
-- over: known since its last change, every figure would have had as many days on which it moved as it counts requests.
drop view request_versions, person_versions;

create view request_history as
  select h.id, h.version, h.recorded_at, h.service_code, h.service_version, h.state, h.priority, h.channel, h.subdivision_id,
         h.beneficiary_id, h.submitted_at, h.registered_at, h.outcome, h.decision_document_id, h.served_at, h.closed_at, h.term, h.due_at
    from history.requests h;
create view copied_requests as
  select r.id, r.version, r.created_at as recorded_at, r.service_code, r.service_version, r.state, r.priority, r.channel,
         r.subdivision_id, r.beneficiary_id, r.submitted_at, r.registered_at, r.outcome, r.decision_document_id, r.served_at, r.closed_at,
         r.term, r.due_at
    from requests r
   where not exists (select from history.requests h where h.id = r.id);

-- The same of persons: what counts about them, never who they are.
create view person_history as
  select h.id, h.version, h.recorded_at, h.created_at, h.status, h.merged_into, h.sex, h.birth_date, h.citizenships, h.source,
         h.struck_off_reason, h.struck_off_on
    from history.persons h;
create view copied_persons as
  select p.id, p.version, p.created_at as recorded_at, p.created_at, p.status, p.merged_into, p.sex, p.birth_date, p.citizenships,
         p.source, p.struck_off_reason, p.struck_off_on
    from persons p
   where not exists (select from history.persons h where h.id = p.id);

grant select on request_history, copied_requests, person_history, copied_persons to migratie_program;

-- Seven sums are written out: PostgreSQL puts them in place of the call.
create or replace function statistics.added(one bigint[], other bigint[]) returns bigint[] language sql immutable parallel safe as
$$ select array[one[1] + other[1], one[2] + other[2], one[3] + other[3], one[4] + other[4], one[5] + other[5], one[6] + other[6],
                one[7] + other[7]] $$;

-- To make millions of figures again, those before are not taken away row by row.
grant truncate on statistics.facts, statistics.cells, statistics.cell_history to migratie_program;

-- Facts are read and written by the program alone: as text nobody parses them on the way.
alter table statistics.facts alter column before type text, alter column fact type text;

-- Rows change again and again; where there is room beside them, their indexes stay as they are.
alter table statistics.facts set (fillfactor = 85);
alter table statistics.cells set (fillfactor = 85);
alter table statistics.cell_history set (fillfactor = 85);

-- The mark costs a change as little as can be: PostgreSQL itself sees whether anything that counts has changed, without old and new rows
-- put aside for a function and without the function called for nothing.
drop trigger marked_when_filed on requests;
drop trigger marked_when_changed on requests;
drop trigger marked_when_registered on persons;
drop trigger marked_when_changed on persons;
drop function statistics.mark_requests(), statistics.mark_persons();

create function statistics.mark() returns trigger language plpgsql as $$
begin
  insert into statistics.changes (subject, subject_id, at) values (tg_argv[0], new.id, house.instant());
  return null;
end $$;
revoke all on function statistics.mark() from public;
-- What is overwritten when its term is over may count (the birth date).
grant insert on statistics.changes to migratie_retention;

create trigger marked_when_filed after insert on requests for each row when (new.submitted_at is not null)
  execute function statistics.mark('Request');
create trigger marked_when_changed after update on requests for each row when (
    new.submitted_at is not null
    and (new.service_code, new.service_version, new.state, new.priority, new.channel, new.subdivision_id, new.beneficiary_id,
         new.submitted_at, new.registered_at, new.outcome, new.decision_document_id, new.served_at, new.closed_at,
         new.term ->> 'finishedAt')
        is distinct from
        (old.service_code, old.service_version, old.state, old.priority, old.channel, old.subdivision_id, old.beneficiary_id,
         old.submitted_at, old.registered_at, old.outcome, old.decision_document_id, old.served_at, old.closed_at,
         old.term ->> 'finishedAt'))
  execute function statistics.mark('Request');
create trigger marked_when_registered after insert on persons for each row execute function statistics.mark('Person');
create trigger marked_when_changed after update on persons for each row when (
    (new.status, new.merged_into, new.sex, new.birth_date, new.citizenships, new.source, new.struck_off_reason, new.struck_off_on)
    is distinct from
    (old.status, old.merged_into, old.sex, old.birth_date, old.citizenships, old.source, old.struck_off_reason, old.struck_off_on))
  execute function statistics.mark('Person');
