alter table notification_deliveries drop column slot_at;
alter table history.notification_deliveries drop column slot_at;
select house.refresh();
