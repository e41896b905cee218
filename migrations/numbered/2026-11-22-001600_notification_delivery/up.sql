-- Of two deliveries to one address the second is not begun while the first is in doubt: asked before every send.
create index notification_deliveries_in_doubt on notification_deliveries (channel, address) where state = 'Sending';
-- The address of a delivery in a cabinet is the account (address_type Account).
comment on column notification_deliveries.address_type is 'IDNP, IDNO, Email, Telephone, Contact or Account';

-- How many codes went where, whatever became of the contact since: by account, and by address (its digest) whoever asked. Kept for a day.
create table notification_codes_sent (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  channel text not null,
  address_digest text not null,
  sent_at timestamptz not null
);
create index notification_codes_sent_by_account on notification_codes_sent (account_id, sent_at);
create index notification_codes_sent_by_address on notification_codes_sent (channel, address_digest, sent_at);
create index notification_codes_sent_by_age on notification_codes_sent (sent_at);
select house.operational('notification_codes_sent');
alter table notification_codes drop column sent_today;

-- How many messages of a cabinet are not read yet stands in every list of them.
create index messages_not_read on messages (account_id) where read_at is null;

-- A sender reads back what was sent: the words of a request that used no template. Null: it used one, or is older than this column.
alter table notification_requests add column wording jsonb;
select house.refresh();
