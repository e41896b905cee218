-- A power can be of a legal entity: confirmed by MPower, or on a paper that an officer accepted (C-29.4).
alter table representations add column legal_entity_idno text;
alter table representations drop constraint representations_for_somebody;
alter table representations add constraint representations_for_somebody check (
  num_nonnulls(person_id, legal_entity_idno) <= 1 and (state <> 'Accepted' or num_nonnulls(person_id, legal_entity_idno) = 1));

-- Whoever administers a legal entity needs no power to act for it; MPass says at each sign-in who does (attribute AdministeredLegalEntity).
alter table accounts add column administers text[];
select house.refresh();

create or replace view represented_persons as
  select account_id, person_id, valid_from, valid_to from representations where state = 'Accepted' and person_id is not null;

-- What the room of requests publishes for itself and for those below (documents, payments): requests that somebody filed online for another,
-- without a power for them today. They see nothing of these any more. The records that lead to a person are of that person.
create view requests_without_power as
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
grant select on requests_without_power to migratie_program;
