drop table notification_replies;
alter table notification_deliveries drop column account_id;
alter table history.notification_deliveries drop column account_id;
alter table notifications drop column notification_request_id, drop column sender_id, drop column reference, drop column digest,
  drop column direction, drop column valid_until, drop column replies_allowed;
alter table history.notifications drop column notification_request_id, drop column sender_id, drop column reference, drop column digest,
  drop column direction, drop column valid_until, drop column replies_allowed;
drop index notifications_by_time;
select house.refresh();
drop table notification_requests, notification_template_versions, notification_templates;
drop table history.notification_replies, history.notification_requests, history.notification_templates;
drop function history.write_notification_replies, history.write_notification_requests, history.write_notification_templates;
