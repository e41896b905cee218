-- Requests that ended without a decision keep their lateness since now: they are counted again.
insert into statistics.changes (subject, subject_id, at)
select 'Request', id, now() from requests where closed_at is not null and outcome is null and submitted_at is not null;
