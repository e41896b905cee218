alter table messages drop column notification_id, drop column about_kind, drop column about_id;
alter table history.messages drop column notification_id, drop column about_kind, drop column about_id;
select house.refresh();
drop table notification_deliveries, notifications;
drop table history.notification_deliveries, history.notifications;
drop function history.write_notification_deliveries, history.write_notifications;
