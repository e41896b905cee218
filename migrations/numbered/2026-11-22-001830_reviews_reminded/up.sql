-- When those who had not answered a review were reminded: once.
alter table content_reviews add column reminded_at timestamptz;
select house.refresh();
