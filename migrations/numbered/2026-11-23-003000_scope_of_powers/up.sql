-- A power of MPower is of a type, and a service says which types it can be filed under (C-29.4). Powers on paper have none: an officer has
-- read for what they were given.
alter table representations add column power_type text;
alter table representations add constraint representations_power_type check (power_type ~ '^AT-[0-9]{1,20}$');
select house.refresh();

-- What the room of services publishes for those above: whether a power of a type covers a version of a service.
create function power_covers(power_type text, service text, of_version integer) returns boolean
  language sql stable
  as $$
    select power_type is null or not exists (
      select from service_versions s
       where s.code = service and s.number = of_version and jsonb_typeof(s.definition #> '{filing,powers}') = 'array'
         and not jsonb_exists(s.definition #> '{filing,powers}', power_type))
  $$;
revoke execute on function power_covers(text, text, integer) from public;
grant execute on function power_covers(text, text, integer) to migratie_program;

create or replace view requests_without_power as
  select r.id as request_id
    from requests r,
         lateral (select (current_setting('migratie.now')::timestamptz at time zone 'Europe/Chisinau')::date as today) d
   where r.channel = 'EFiling'
     and case r.filed_by
           when 'Representative' then not exists (
             select from representations p
              where p.account_id = r.applicant_account_id and p.state = 'Accepted'
                and p.valid_from <= d.today and (p.valid_to is null or p.valid_to >= d.today)
                and p.person_id = (select coalesce(b.merged_into, b.id) from persons b where b.id = r.beneficiary_id)
                and power_covers(p.power_type, r.service_code, r.service_version))
           when 'LegalEntity' then not exists (
             select from representations p
              where p.account_id = r.applicant_account_id and p.state = 'Accepted'
                and p.valid_from <= d.today and (p.valid_to is null or p.valid_to >= d.today)
                and p.legal_entity_idno = r.legal_entity_idno
                and power_covers(p.power_type, r.service_code, r.service_version))
             and not exists (select from accounts a where a.id = r.applicant_account_id and r.legal_entity_idno = any (a.administers))
           else false
         end;

-- For itself and those below, too: the requests of persons that somebody has a power for, of services that the power covers, with its days.
-- The records that lead to a person are of that person.
create view requests_under_powers as
  select p.account_id, p.valid_from, p.valid_to, r.id as request_id
    from representations p,
         lateral (select p.person_id union all select m.id from merged_persons m where m.merged_into = p.person_id) k (id),
         requests r
   where p.state = 'Accepted' and r.beneficiary_id = k.id and r.submitted_at is not null
     and power_covers(p.power_type, r.service_code, r.service_version);
grant select on requests_under_powers to migratie_program;
