-- Persons about whom the Information and Security Service is being asked: while the request waits for its opinion, and no longer.
-- The room of persons asks this view whom the service's reviewers may see.
create or replace view consulted_persons as
  select r.beneficiary_id as person_id
    from opinions o join requests r on r.id = o.request_id
   where o.body = 'SIS' and o.given_at is null and r.state = 'InConsultation' and r.beneficiary_id is not null;
