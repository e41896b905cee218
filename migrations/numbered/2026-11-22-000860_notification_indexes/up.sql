-- Every reference can be followed backwards.
create index notification_deliveries_by_account on notification_deliveries (account_id) where account_id is not null;
create index notification_replies_by_account on notification_replies (account_id);
