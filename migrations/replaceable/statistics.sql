-- Figures: what is added up, and what marks a record whose facts are to be counted again. PostgreSQL itself sees whether anything that
-- counts has changed, so that a change which counts for nothing costs no call.

create or replace function statistics.added(one bigint[], other bigint[]) returns bigint[] language sql immutable parallel safe as
$$ select array[coalesce(one[1], 0) + coalesce(other[1], 0), coalesce(one[2], 0) + coalesce(other[2], 0),
                coalesce(one[3], 0) + coalesce(other[3], 0), coalesce(one[4], 0) + coalesce(other[4], 0),
                coalesce(one[5], 0) + coalesce(other[5], 0), coalesce(one[6], 0) + coalesce(other[6], 0),
                coalesce(one[7], 0) + coalesce(other[7], 0), coalesce(one[8], 0) + coalesce(other[8], 0)] $$;
grant execute on function statistics.added(bigint[], bigint[]) to migratie_program;

create or replace function statistics.mark() returns trigger language plpgsql as $$
begin
  insert into statistics.changes (subject, subject_id, at) values (tg_argv[0], new.id, house.instant());
  return null;
end $$;
revoke all on function statistics.mark() from public;

create or replace trigger marked_when_filed after insert on requests for each row when (new.submitted_at is not null)
  execute function statistics.mark('Request');

create or replace trigger marked_when_changed after update on requests for each row when (
    new.submitted_at is not null
    and (new.service_code, new.service_version, new.state, new.priority, new.channel, new.subdivision_id, new.beneficiary_id,
         new.submitted_at, new.registered_at, new.outcome, new.decision_document_id, new.served_at, new.closed_at,
         new.term ->> 'finishedAt', new.due_at)
        is distinct from
        (old.service_code, old.service_version, old.state, old.priority, old.channel, old.subdivision_id, old.beneficiary_id,
         old.submitted_at, old.registered_at, old.outcome, old.decision_document_id, old.served_at, old.closed_at,
         old.term ->> 'finishedAt', old.due_at))
  execute function statistics.mark('Request');

create or replace trigger marked_when_registered after insert on persons for each row execute function statistics.mark('Person');

create or replace trigger marked_when_changed after update on persons for each row when (
    (new.status, new.merged_into, new.sex, new.birth_date, new.citizenships, new.source, new.struck_off_reason, new.struck_off_on)
    is distinct from
    (old.status, old.merged_into, old.sex, old.birth_date, old.citizenships, old.source, old.struck_off_reason, old.struck_off_on))
  execute function statistics.mark('Person');

create or replace trigger marked_when_filed after insert on petitions for each row when (new.registered_at is not null)
  execute function statistics.mark('Petition');

create or replace trigger marked_when_changed after update on petitions for each row when (
    new.registered_at is not null
    and (new.kind, new.state, new.channel, new.lead_subdivision_id, new.registered_at, new.answered_at, new.ended_at, new.due_at)
        is distinct from
        (old.kind, old.state, old.channel, old.lead_subdivision_id, old.registered_at, old.answered_at, old.ended_at, old.due_at))
  execute function statistics.mark('Petition');

create or replace trigger marked_when_issued after insert on issued_documents for each row when (
    new.issued_at is not null and new.withheld_since is null
    and new.document_type in ('Decision', 'RefusalDecision', 'Invitation', 'Attestation'))
  execute function statistics.mark('Document');

create or replace trigger marked_when_changed after update on issued_documents for each row when (
    new.document_type in ('Decision', 'RefusalDecision', 'Invitation', 'Attestation')
    and (new.status = 'Annulled', new.issued_at, new.withheld_since, new.valid_until, new.person_id, new.subdivision_id)
        is distinct from
        (old.status = 'Annulled', old.issued_at, old.withheld_since, old.valid_until, old.person_id, old.subdivision_id))
  execute function statistics.mark('Document');
