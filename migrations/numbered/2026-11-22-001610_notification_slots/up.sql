-- A delivery that finds its channel full is given the next instant that is free, instead of asking again and again.
alter table notification_deliveries add column slot_at timestamptz;
select house.refresh();
