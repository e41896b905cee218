-- Whom a request is for, where they are several (the persons of an invitation), in the order of the form; `beneficiary_id` is the first.
-- They are put on record when it is submitted.
create table request_beneficiaries (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  request_id uuid not null references requests (id),
  person_id uuid not null,
  place integer not null check (place >= 0),
  unique (request_id, place)
);
create index request_beneficiaries_by_person on request_beneficiaries (person_id);
select house.record('request_beneficiaries');

-- Persons about whom the Information and Security Service is being asked: while the request waits for its opinion, and no longer.
-- The room of persons asks this view whom the service's reviewers may see.
create or replace view consulted_persons as
  select persons.id as person_id
    from opinions o
    join requests r on r.id = o.request_id
    cross join lateral (select r.beneficiary_id as id union select b.person_id from request_beneficiaries b where b.request_id = r.id) persons
   where o.body = 'SIS' and o.given_at is null and r.state = 'InConsultation' and persons.id is not null;
