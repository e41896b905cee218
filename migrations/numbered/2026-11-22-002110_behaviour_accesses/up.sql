-- What each account accessed on a day in a role by an operation, kept with the day's summary: the report of a month (N-19.2) reads days, not
-- entries, and asks for nobody's cases again. Computed from the journal, and again when it is gone.
create table behaviour_accesses (
  account_id uuid not null,
  role text not null,
  operation text not null,
  day date not null,
  readings integer not null,
  persons uuid[] not null,
  -- Of them, those without a case in the account's office or hands.
  alone uuid[] not null,
  primary key (account_id, role, operation, day)
);
select house.operational('behaviour_accesses');

-- The summaries made so far lack it and what follows: they are made again.
delete from behaviour_summaries;
delete from behaviour_volumes;

-- Whether the account's office was closed on the day: towns have feasts of their own.
alter table behaviour_volumes add column off boolean not null;
