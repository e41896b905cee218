drop trigger marked_when_filed on petitions;
drop trigger marked_when_changed on petitions;
delete from statistics.changes where subject = 'Petition';
delete from statistics.facts where subject = 'Petition';
alter table statistics.changes drop constraint changes_subject_check;
alter table statistics.changes add constraint changes_subject_check check (subject in ('Request', 'Person'));
drop view petition_versions, registered_petitions;
drop trigger marked_when_changed on requests;
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
