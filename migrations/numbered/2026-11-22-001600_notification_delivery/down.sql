alter table notification_requests drop column wording;
alter table history.notification_requests drop column wording;
select house.refresh();
drop index messages_not_read;
alter table notification_codes add column sent_today integer not null default 0;
alter table notification_codes alter column sent_today drop default;
drop table notification_codes_sent;
comment on column notification_deliveries.address_type is null;
drop index notification_deliveries_in_doubt;
