drop index request_attachments_by_file, petition_attachments_by_file, petitions_by_file, notification_requests_by_file;
revoke update (note, actor_name) on petition_events from migratie_retention;
revoke update (answers) on content_answers from migratie_retention;
