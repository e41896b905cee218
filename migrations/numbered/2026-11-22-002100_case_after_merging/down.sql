create or replace function person_has_case(person uuid, account uuid, office uuid, role text, at timestamptz) returns boolean
language sql stable as $$
  with near as materialized (
    select array(select person
                 union select l.relative_id from family_links l where l.person_id = person
                 union select l.person_id from family_links l where l.relative_id = person) as persons
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
