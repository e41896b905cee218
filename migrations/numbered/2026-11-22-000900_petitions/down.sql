drop table petition_events, petition_assignments, petition_attachments, petitions;
drop table history.petitions, history.petition_attachments, history.petition_assignments;
drop function history.write_petitions, history.write_petition_attachments, history.write_petition_assignments;
alter table files alter column account_id set not null;
