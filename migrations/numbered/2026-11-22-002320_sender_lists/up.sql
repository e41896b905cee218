-- What the lists of a sender are narrowed by: a template, days, recipients that stand somewhere.
drop index notification_requests_by_template;
create index notification_requests_by_template on notification_requests (template_id, id desc);
create index notification_requests_by_day on notification_requests (sender_id, created_at);
create index notifications_by_request_state on notifications (notification_request_id, state) where notification_request_id is not null;
