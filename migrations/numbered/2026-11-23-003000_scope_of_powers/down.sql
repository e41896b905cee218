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
                and p.person_id = (select coalesce(b.merged_into, b.id) from persons b where b.id = r.beneficiary_id))
           when 'LegalEntity' then not exists (
             select from representations p
              where p.account_id = r.applicant_account_id and p.state = 'Accepted'
                and p.valid_from <= d.today and (p.valid_to is null or p.valid_to >= d.today)
                and p.legal_entity_idno = r.legal_entity_idno)
             and not exists (select from accounts a where a.id = r.applicant_account_id and r.legal_entity_idno = any (a.administers))
           else false
         end;
drop function power_covers(text, text, integer);
drop view represented_persons;
drop view powers_held;
create view represented_persons as
  select account_id, person_id, valid_from, valid_to from representations where state = 'Accepted' and person_id is not null;
grant select on represented_persons to migratie_program;
alter table representations drop constraint representations_power_type;
alter table representations drop column power_type;
alter table history.representations drop column power_type;
select house.refresh();
