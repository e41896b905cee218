alter table petition_attachments drop constraint petition_attachments_purpose_check;
alter table petition_attachments add constraint petition_attachments_purpose_check check (purpose in ('Supporting', 'Completion'));
drop index notifications_undelivered, notifications_by_subject;
drop table petition_notices;
drop table history.petition_notices;
drop function history.write_petition_notices;
