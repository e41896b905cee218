create or replace view consulted_persons as select null::uuid as person_id where false;
