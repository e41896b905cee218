-- A power of MPower is of a type, and a service says which types it can be filed under (C-29.4).
alter table representations add column power_type text;
alter table representations add constraint representations_power_type check (power_type ~ '^AT-[0-9]{7}$');
select house.refresh();

-- The powers that count, within their days. One on paper has no type: an officer has read for what it was given. Of one of MPower that was
-- accepted before types were kept, none is known until MPower is asked again: it covers what any type covers.
create view powers_held as
  select account_id, person_id, legal_entity_idno, valid_from, valid_to,
         case source when 'MPower' then coalesce(power_type, 'Unknown') end as power_type
    from representations where state = 'Accepted';

create or replace view represented_persons as
  select account_id, person_id, valid_from, valid_to, power_type from powers_held where person_id is not null;

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
             select from powers_held p
              where p.account_id = r.applicant_account_id and p.valid_from <= d.today and (p.valid_to is null or p.valid_to >= d.today)
                and p.person_id = (select coalesce(b.merged_into, b.id) from persons b where b.id = r.beneficiary_id)
                and power_covers(p.power_type, r.service_code, r.service_version))
           when 'LegalEntity' then not exists (
             select from powers_held p
              where p.account_id = r.applicant_account_id and p.valid_from <= d.today and (p.valid_to is null or p.valid_to >= d.today)
                and p.legal_entity_idno = r.legal_entity_idno
                and power_covers(p.power_type, r.service_code, r.service_version))
             and not exists (select from accounts a where a.id = r.applicant_account_id and r.legal_entity_idno = any (a.administers))
           else false
         end;
grant select on powers_held to migratie_program;
