drop trigger marked_when_filed on requests;
drop trigger marked_when_changed on requests;
drop trigger marked_when_registered on persons;
drop trigger marked_when_changed on persons;
drop function statistics.mark();
revoke insert on statistics.changes from migratie_retention;

create function statistics.mark_requests() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    insert into statistics.changes (subject, subject_id, at)
      select 'Request', n.id, house.instant() from written n where n.submitted_at is not null;
  else
    insert into statistics.changes (subject, subject_id, at)
      select 'Request', n.id, house.instant() from written n join replaced o using (id)
       where n.submitted_at is not null
         and (n.service_code, n.service_version, n.state, n.priority, n.channel, n.subdivision_id, n.beneficiary_id, n.submitted_at,
              n.registered_at, n.outcome, n.decision_document_id, n.served_at, n.closed_at, n.term ->> 'finishedAt')
             is distinct from
             (o.service_code, o.service_version, o.state, o.priority, o.channel, o.subdivision_id, o.beneficiary_id, o.submitted_at,
              o.registered_at, o.outcome, o.decision_document_id, o.served_at, o.closed_at, o.term ->> 'finishedAt');
  end if;
  return null;
end $$;
create trigger marked_when_filed after insert on requests referencing new table as written
  for each statement execute function statistics.mark_requests();
create trigger marked_when_changed after update on requests referencing new table as written old table as replaced
  for each statement execute function statistics.mark_requests();

create function statistics.mark_persons() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    insert into statistics.changes (subject, subject_id, at) select 'Person', n.id, house.instant() from written n;
  else
    insert into statistics.changes (subject, subject_id, at)
      select 'Person', n.id, house.instant() from written n join replaced o using (id)
       where (n.status, n.merged_into, n.sex, n.birth_date, n.citizenships, n.source, n.struck_off_reason, n.struck_off_on)
             is distinct from
             (o.status, o.merged_into, o.sex, o.birth_date, o.citizenships, o.source, o.struck_off_reason, o.struck_off_on);
  end if;
  return null;
end $$;
create trigger marked_when_registered after insert on persons referencing new table as written
  for each statement execute function statistics.mark_persons();
create trigger marked_when_changed after update on persons referencing new table as written old table as replaced
  for each statement execute function statistics.mark_persons();
revoke all on function statistics.mark_requests(), statistics.mark_persons() from public;

alter table statistics.facts alter column before type jsonb using before::jsonb, alter column fact type jsonb using fact::jsonb;

alter table statistics.facts reset (fillfactor);
alter table statistics.cells reset (fillfactor);
alter table statistics.cell_history reset (fillfactor);

revoke truncate on statistics.facts, statistics.cells, statistics.cell_history from migratie_program;

create or replace function statistics.added(one bigint[], other bigint[]) returns bigint[] language sql immutable parallel safe as
$$ select array_agg(a + b order by place) from unnest(one, other) with ordinality as both_of (a, b, place) $$;

drop view request_history, copied_requests, person_history, copied_persons;

create view person_versions as
  select h.id, h.version, h.recorded_at, h.created_at, h.status, h.merged_into, h.sex, h.birth_date, h.citizenships, h.source,
         h.struck_off_reason, h.struck_off_on
    from history.persons h
  union all
  select p.id, p.version, p.updated_at, p.created_at, p.status, p.merged_into, p.sex, p.birth_date, p.citizenships, p.source,
         p.struck_off_reason, p.struck_off_on
    from persons p
   where not exists (select from history.persons h where h.id = p.id and h.version = p.version);

create view request_versions as
  select h.id, h.version, h.recorded_at, h.service_code, h.service_version, h.state, h.priority, h.channel, h.subdivision_id,
         h.beneficiary_id, h.submitted_at, h.registered_at, h.outcome, h.decision_document_id, h.served_at, h.closed_at, h.term, h.due_at
    from history.requests h
  union all
  select r.id, r.version, r.updated_at, r.service_code, r.service_version, r.state, r.priority, r.channel, r.subdivision_id,
         r.beneficiary_id, r.submitted_at, r.registered_at, r.outcome, r.decision_document_id, r.served_at, r.closed_at, r.term, r.due_at
    from requests r
   where not exists (select from history.requests h where h.id = r.id and h.version = r.version);

grant select on request_versions, person_versions to migratie_program;
