drop trigger marked_when_issued on issued_documents;
drop trigger marked_when_changed on issued_documents;
delete from statistics.changes where subject = 'Document';
delete from statistics.facts where subject = 'Document';
alter table statistics.changes drop constraint changes_subject_check;
alter table statistics.changes add constraint changes_subject_check check (subject in ('Request', 'Person', 'Petition'));
drop view act_history, copied_acts, acts_about, request_services;
