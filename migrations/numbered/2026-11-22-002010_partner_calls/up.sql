-- How calls to partners ended, hour by hour, added up over all copies of the program (C-24.3).
create table statistics.partner_calls (
  partner text not null,
  hour timestamptz not null,
  answered bigint not null,
  failed bigint not null,
  primary key (hour, partner)
);
select house.operational('statistics.partner_calls');
