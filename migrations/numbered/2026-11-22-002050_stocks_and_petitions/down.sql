drop trigger marked_when_filed on petitions;
drop trigger marked_when_changed on petitions;
drop function statistics.mark_petitions();
delete from statistics.changes where subject = 'Petition';
delete from statistics.facts where subject = 'Petition';
alter table statistics.changes drop constraint changes_subject_check;
alter table statistics.changes add constraint changes_subject_check check (subject in ('Request', 'Person'));
drop view petition_versions, registered_petitions;
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
              n.registered_at, n.outcome, n.decision_document_id, n.served_at, n.closed_at, n.term ->> 'finishedAt')
             is distinct from
             (o.service_code, o.service_version, o.state, o.priority, o.channel, o.subdivision_id, o.beneficiary_id, o.submitted_at,
              o.registered_at, o.outcome, o.decision_document_id, o.served_at, o.closed_at, o.term ->> 'finishedAt');
  end if;
  return null;
end $$;
