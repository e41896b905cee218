drop index petition_notices_to_post, petition_notices_waiting;
alter table petition_notices drop column replaced_at;
alter table history.petition_notices drop column replaced_at;
create index petition_notices_to_post on petition_notices (petition_id) where posted_at is null;
create index petition_notices_waiting on petition_notices (created_at, id) where posted_at is null;
select house.refresh();
