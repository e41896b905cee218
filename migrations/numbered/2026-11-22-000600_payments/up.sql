-- What is owed for a request, what was paid, what goes back (C-29.6, C-23.11).
create table orders (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- How MPay and payers know it: unguessable, yet typeable.
  order_key text not null unique check (order_key ~ '^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$'),
  -- The request and the person live in other rooms; they are never deleted.
  request_id uuid not null,
  person_id uuid not null,
  applicant_account_id uuid not null references accounts (id),
  subdivision_id uuid not null references subdivisions (id),
  customer_type text not null check (customer_type in ('Person', 'Organization')),
  customer_id text check (customer_id ~ '^[0-9]{13}$'),
  customer_name text not null,
  reason text not null,
  legal_basis text not null,
  status text not null
    check (status in ('Active', 'PartiallyPaid', 'Paid', 'Completed', 'Expired', 'Cancelled', 'Refunding', 'Refunded')),
  due_at timestamptz not null,
  allow_partial boolean not null,
  total_bani bigint not null check (total_bani >= 0),
  received_bani bigint not null default 0 check (received_bani >= 0),
  -- Refunds ordered in all; of these, what comes out of the fee itself; what has gone back.
  refund_ordered_bani bigint not null default 0 check (refund_ordered_bani between 0 and received_bani),
  fee_refund_bani bigint not null default 0 check (fee_refund_bani between 0 and refund_ordered_bani),
  refunded_bani bigint not null default 0 check (refunded_bani between 0 and refund_ordered_bani),
  expired_at timestamptz,
  cancelled_at timestamptz,
  completed_at timestamptz,
  -- Invoices that MPay knows and never confirmed.
  unconfirmed_invoices text[] not null default '{}',
  check (status not in ('Paid', 'Completed') or received_bani >= total_bani),
  check (status not in ('Active', 'PartiallyPaid', 'Expired') or received_bani < total_bani)
);
create index orders_by_request on orders (request_id);
create index orders_by_person on orders (person_id, id desc);
create index orders_by_applicant on orders (applicant_account_id, id desc);
create index orders_by_subdivision on orders (subdivision_id, id desc);
-- A request waits for one order at a time: two callers cannot ask twice for the same money.
create unique index orders_one_waiting on orders (request_id) where status in ('Active', 'PartiallyPaid', 'Expired');
select house.record('orders');

create table order_lines (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  order_id uuid not null references orders (id),
  position smallint not null check (position >= 1),
  code text not null,
  kind text not null check (kind in ('StateFee', 'ServiceTariff')),
  reason text not null,
  amount_bani bigint not null check (amount_bani > 0),
  received_bani bigint not null default 0 check (received_bani >= 0),
  -- The configuration agreed with MPay that says into which treasury account the line goes.
  account_code text not null check (length(account_code) between 1 and 36),
  unique (order_id, position)
);
select house.record('order_lines');

-- Every payment MPay told of, once, with the whole message as evidence.
create table payments (
  id uuid primary key,
  order_id uuid not null references orders (id),
  payment_id text not null unique check (length(payment_id) between 1 and 64),
  invoice_id text not null,
  amount_bani bigint not null check (amount_bani > 0),
  -- What of it went to the order; the rest is due back.
  counted_bani bigint not null check (counted_bani between 0 and amount_bani),
  paid_at timestamptz not null,
  recorded_at timestamptz not null,
  outcome text not null check (outcome in ('Applied', 'Late', 'Excess')),
  -- MPay told us, or we asked.
  source text not null check (source in ('Told', 'Asked')),
  message jsonb not null
);
create index payments_by_order on payments (order_id, id);
select house.append_only('payments');

create table refunds (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  order_id uuid not null references orders (id),
  amount_bani bigint not null check (amount_bani > 0),
  reason text not null,
  state text not null check (state in ('Ordered', 'Done')),
  ordered_by uuid not null references accounts (id),
  -- The treasury's own reference of the transfer.
  reference text,
  done_by uuid references accounts (id),
  done_at timestamptz,
  check ((state = 'Done') = (done_at is not null and reference is not null))
);
create index refunds_by_order on refunds (order_id, id);
select house.record('refunds');
