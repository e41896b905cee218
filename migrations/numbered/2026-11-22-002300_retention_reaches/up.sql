-- `migratie retention` reaches what people wrote and were told. Tables that are their own history: only the words, nothing else of the row.
grant update (note, actor_name) on petition_events to migratie_retention;
grant update (answers) on content_answers to migratie_retention;

-- Whether anything else stands on a file that is to lose its key.
create index request_attachments_by_file on request_attachments (file_id);
create index petition_attachments_by_file on petition_attachments (file_id);
create index petitions_by_file on petitions (file_id) where file_id is not null;
create index notification_requests_by_file on notification_requests using gin (file_ids);
