-- What the room of requests publishes for set queries of the rooms above.

-- Whether a reader had a case in which a person is concerned (C-38): a request of the person, or of one with whom the person is linked,
-- that was at any time of its life in the reader's office or hands, not yet over or over for less than a month, begun at most a day after
-- the reading (who comes to the counter is read before anything is filed); for reviewers of the security service, one about which the
-- service was asked. Of two records that became one, requests stay with the record under which they were filed: it counts for both.
create or replace function person_has_case(person uuid, account uuid, office uuid, role text, at timestamptz) returns boolean
language sql stable as $$
  with survivor as materialized (
    select coalesce((select p.merged_into from persons p where p.id = person), person) as id
  ), own as materialized (
    select array(select person union select id from survivor
                 union select m.id from persons m where m.merged_into = (select id from survivor)) as persons
  ), linked as materialized (
    select array(select l.relative_id from family_links l where l.person_id = any((select persons from own)::uuid[])
                 union select l.person_id from family_links l where l.relative_id = any((select persons from own)::uuid[])) as persons
  ), near as materialized (
    select array(select unnest(persons) from own union select unnest(persons) from linked
                 union select m.id from persons m where m.merged_into = any((select persons from linked)::uuid[])) as persons
  ), theirs as (
    select r.id, r.created_at, r.state, r.updated_at from requests r where r.beneficiary_id = any((select persons from near)::uuid[])
    union all
    select r.id, r.created_at, r.state, r.updated_at from request_beneficiaries b join requests r on r.id = b.request_id
     where b.person_id = any((select persons from near)::uuid[])
    union all
    select r.id, r.created_at, r.state, r.updated_at from accounts a join requests r on r.applicant_account_id = a.id
     where a.person_id = any((select persons from near)::uuid[])
  )
  select exists (
    select from theirs t
     where t.created_at - interval '1 day' <= at
       and (t.state not in ('Closed', 'Withdrawn', 'LeftUnexamined', 'Lapsed') or t.updated_at + interval '30 days' > at)
       and (exists (select from history.requests h
                     where h.id = t.id and (h.subdivision_id = office or h.assigned_to = account or h.proposed_by = account
                                            or h.decided_by = account))
            or (role = 'SisReviewer'
                and exists (select from opinions o where o.request_id = t.id and o.body = 'SIS'
                             and o.created_at <= at and (o.given_at is null or o.given_at + interval '30 days' > at)))))
$$;
revoke all on function person_has_case(uuid, uuid, uuid, text, timestamptz) from public;
grant execute on function person_has_case(uuid, uuid, uuid, text, timestamptz) to migratie_program;
