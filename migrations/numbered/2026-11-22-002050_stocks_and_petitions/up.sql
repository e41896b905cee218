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

create trigger marked_when_filed after insert on petitions for each row when (new.registered_at is not null)
  execute function statistics.mark('Petition');
create trigger marked_when_changed after update on petitions for each row when (
    new.registered_at is not null
    and (new.kind, new.state, new.channel, new.lead_subdivision_id, new.registered_at, new.answered_at, new.ended_at, new.due_at)
        is distinct from
        (old.kind, old.state, old.channel, old.lead_subdivision_id, old.registered_at, old.answered_at, old.ended_at, old.due_at))
  execute function statistics.mark('Petition');

-- A term that ends on another day counts too: it was paused, extended, or a day off was declared.
drop trigger marked_when_changed on requests;
create trigger marked_when_changed after update on requests for each row when (
    new.submitted_at is not null
    and (new.service_code, new.service_version, new.state, new.priority, new.channel, new.subdivision_id, new.beneficiary_id,
         new.submitted_at, new.registered_at, new.outcome, new.decision_document_id, new.served_at, new.closed_at,
         new.term ->> 'finishedAt', new.due_at)
        is distinct from
        (old.service_code, old.service_version, old.state, old.priority, old.channel, old.subdivision_id, old.beneficiary_id,
         old.submitted_at, old.registered_at, old.outcome, old.decision_document_id, old.served_at, old.closed_at,
         old.term ->> 'finishedAt', old.due_at))
  execute function statistics.mark('Request');
