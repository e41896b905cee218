-- What was told anew, because it had gone to a wrong address or under a wrong number, does not wait for the post any more (content regulation,
-- par. 36). An electronic notice that was told anew has a row here too, so that it does not wait even if it comes back later.
alter table petition_notices add column replaced_at timestamptz;
drop index petition_notices_to_post, petition_notices_waiting;
create index petition_notices_to_post on petition_notices (petition_id) where posted_at is null and replaced_at is null;
create index petition_notices_waiting on petition_notices (created_at, id) where posted_at is null and replaced_at is null;
select house.refresh();
