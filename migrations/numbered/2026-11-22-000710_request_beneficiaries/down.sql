create or replace view consulted_persons as select null::uuid as person_id where false;
drop table request_beneficiaries;
drop table history.request_beneficiaries;
drop function history.write_request_beneficiaries;
