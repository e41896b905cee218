-- A sender is an institution, not one of its people: what an officer sends belongs to the subdivision for which they send, and whoever sends
-- for it sees and continues it (N-11.2). Null: the account's own (a partner's system).
alter table notification_templates add column office_id uuid references subdivisions (id);
alter table notification_requests add column office_id uuid references subdivisions (id);
alter table notifications add column office_id uuid references subdivisions (id);
select house.refresh();

-- Within a space a code is one template, and a reference one notification.
alter table notification_templates drop constraint notification_templates_sender_id_code_key;
create unique index notification_templates_once on notification_templates ((coalesce(office_id, sender_id)), code);
drop index notifications_by_reference;
create unique index notifications_by_reference on notifications ((coalesce(office_id, sender_id)), reference) where reference is not null;
drop index notification_requests_by_sender, notification_requests_by_day;
create index notification_requests_by_space on notification_requests ((coalesce(office_id, sender_id)), id desc);
create index notification_requests_by_day on notification_requests ((coalesce(office_id, sender_id)), created_at);
