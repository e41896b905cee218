-- Acts issued on requests are counted (C-2.a, C-23.6 to C-23.9): what the room of documents publishes of them for set queries, the versions
-- that history has and rows that came by COPY apart; nothing of what is printed on them.
create view act_history as
  select h.id, h.version, h.recorded_at, h.document_type, h.status, h.status_at,
         case when h.withheld_since is null then h.issued_at end as issued_at, h.valid_until, h.person_id, h.request_id, h.subdivision_id
    from history.issued_documents h;
create view copied_acts as
  select d.id, d.version, d.created_at as recorded_at, d.document_type, d.status, d.status_at, d.issued_at, d.valid_until, d.person_id,
         d.request_id, d.subdivision_id
    from issued_documents d
   where not exists (select from history.issued_documents h where h.id = d.id);
create view acts_about as
  select id, person_id, issued_at from issued_documents
   where issued_at is not null and withheld_since is null and document_type in ('Decision', 'RefusalDecision', 'Invitation', 'Attestation');
create view request_services as select id, service_code, service_version from requests;
grant select on act_history, copied_acts, acts_about, request_services to migratie_program;
grant select on acts_about to migratie_retention;

alter table statistics.changes drop constraint changes_subject_check;
alter table statistics.changes add constraint changes_subject_check check (subject in ('Request', 'Person', 'Petition', 'Document'));

create trigger marked_when_issued after insert on issued_documents for each row when (
    new.issued_at is not null and new.withheld_since is null
    and new.document_type in ('Decision', 'RefusalDecision', 'Invitation', 'Attestation'))
  execute function statistics.mark('Document');
create trigger marked_when_changed after update on issued_documents for each row when (
    new.document_type in ('Decision', 'RefusalDecision', 'Invitation', 'Attestation')
    and (new.status = 'Annulled', new.issued_at, new.withheld_since, new.valid_until, new.person_id, new.subdivision_id)
        is distinct from
        (old.status = 'Annulled', old.issued_at, old.withheld_since, old.valid_until, old.person_id, old.subdivision_id))
  execute function statistics.mark('Document');
