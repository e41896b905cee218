drop view requests_without_power;
create or replace view represented_persons as
  select account_id, person_id, valid_from, valid_to from representations where state = 'Accepted';
alter table representations drop constraint representations_for_somebody;
-- Powers of legal entities end: nobody is left of whom they could be.
select set_config('migratie.work', gen_random_uuid()::text, true), set_config('migratie.actor', '', true),
       set_config('migratie.now', now()::text, true);
update representations set state = 'Ended', ended_at = now() where state = 'Accepted' and person_id is null;
alter table representations add constraint representations_for_somebody check (state <> 'Accepted' or person_id is not null);
alter table representations drop column legal_entity_idno;
alter table history.representations drop column legal_entity_idno;
alter table accounts drop column administers;
alter table history.accounts drop column administers;
select house.refresh();
