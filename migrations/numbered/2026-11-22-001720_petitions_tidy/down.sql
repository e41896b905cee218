alter table support_tickets add column asked_at timestamptz;
select house.refresh();
