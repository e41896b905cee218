-- What stands at the end of a period and how long things take (C-24.2): terms that ran out are counted too, and petitions (C-11.39).

-- What the room of petitions publishes for set queries; nothing of who wrote, or what.
create view petition_versions as
  select h.id, h.version, h.recorded_at, h.kind, h.state, h.channel, h.lead_subdivision_id, h.registered_at, h.answered_at, h.ended_at, h.due_at
    from history.petitions h
  union all
  select p.id, p.version, p.created_at, p.kind, p.state, p.channel, p.lead_subdivision_id, p.registered_at, p.answered_at, p.ended_at, p.due_at
    from petitions p
   where not exists (select from history.petitions h where h.id = p.id and h.version = p.version);
create view registered_petitions as select id from petitions where registered_at is not null;
grant select on petition_versions, registered_petitions to migratie_program;

alter table statistics.changes drop constraint changes_subject_check;
alter table statistics.changes add constraint changes_subject_check check (subject in ('Request', 'Person', 'Petition'));

create function statistics.mark_petitions() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    insert into statistics.changes (subject, subject_id, at)
      select 'Petition', n.id, house.instant() from written n where n.registered_at is not null;
  else
    insert into statistics.changes (subject, subject_id, at)
      select 'Petition', n.id, house.instant() from written n join replaced o using (id)
       where n.registered_at is not null
         and (n.kind, n.state, n.channel, n.lead_subdivision_id, n.registered_at, n.answered_at, n.ended_at, n.due_at)
             is distinct from (o.kind, o.state, o.channel, o.lead_subdivision_id, o.registered_at, o.answered_at, o.ended_at, o.due_at);
  end if;
  return null;
end $$;
create trigger marked_when_filed after insert on petitions referencing new table as written
  for each statement execute function statistics.mark_petitions();
create trigger marked_when_changed after update on petitions referencing new table as written old table as replaced
  for each statement execute function statistics.mark_petitions();
revoke all on function statistics.mark_petitions() from public;

-- A term that ends on another day counts too: it was paused, extended, or a day off was declared.
create or replace function statistics.mark_requests() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    insert into statistics.changes (subject, subject_id, at)
      select 'Request', n.id, house.instant() from written n where n.submitted_at is not null;
  else
    insert into statistics.changes (subject, subject_id, at)
      select 'Request', n.id, house.instant() from written n join replaced o using (id)
       where n.submitted_at is not null
         and (n.service_code, n.service_version, n.state, n.priority, n.channel, n.subdivision_id, n.beneficiary_id, n.submitted_at,
              n.registered_at, n.outcome, n.decision_document_id, n.served_at, n.closed_at, n.term ->> 'finishedAt', n.due_at)
             is distinct from
             (o.service_code, o.service_version, o.state, o.priority, o.channel, o.subdivision_id, o.beneficiary_id, o.submitted_at,
              o.registered_at, o.outcome, o.decision_document_id, o.served_at, o.closed_at, o.term ->> 'finishedAt', o.due_at);
  end if;
  return null;
end $$;
