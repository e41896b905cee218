-- What the journal tells of those who read (C-38, N-19.2): published by the rooms below, kept by the auditors' room.

-- Published by the journal: which officer saw whom, in which role, for which office.
create view journal.readings as
  select e.id as entry_id, e.at, e.actor_id as account_id, e.role, e.office_id, e.operation, p.person_id
    from journal.entries e cross join lateral unnest(e.persons) as p (person_id)
   where e.actor_kind = 'Officer' and e.outcome = 'Done' and e.actor_id is not null and e.role is not null and p.person_id is not null;

-- Published by access and persons: officers as persons on record, by what they are linked to, or by the number they sign in with.
create view account_persons as
  select a.id as account_id, a.person_id from accounts a where a.kind = 'Officer' and a.person_id is not null
  union
  select a.id, p.id from accounts a join persons p on p.idnp = a.login and p.status <> 'Merged' where a.kind = 'Officer';

-- Published by persons: whom an officer reads with own eyes: themselves, relatives on either side of a link, persons declared.
create view own_relatives as
  select account_id, person_id as relative_id from account_persons
  union select a.account_id, l.relative_id from account_persons a join family_links l on l.person_id = a.person_id
  union select a.account_id, l.person_id from account_persons a join family_links l on l.relative_id = a.person_id
  union select i.account_id, i.person_id from declared_interests i;

-- Published by requests: whether a person, or one with whom the person is linked, has a case in the reader's office or hands: a request of
-- theirs that was there at any time of its life, not yet over or over for less than a month, begun at most a day after the reading (who
-- comes to the counter is read before anything is filed). Reviewers of the security service have those about whom it was asked.
create function person_has_case(person uuid, account uuid, office uuid, role text, at timestamptz) returns boolean
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
revoke all on function person_has_case(uuid, uuid, uuid, text, timestamptz) from public;
grant execute on function person_has_case(uuid, uuid, uuid, text, timestamptz) to migratie_program;
grant select on journal.readings, account_persons, own_relatives to migratie_program;

-- Persons whose reading is watched: named by auditors, with the reason.
create table watched_persons (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  person_id uuid not null,
  reason text not null,
  begun_by uuid not null,
  ended_by uuid,
  ended_at timestamptz,
  check ((ended_at is null) = (ended_by is null))
);
create unique index watched_persons_once on watched_persons (person_id) where ended_at is null;
select house.record('watched_persons');

-- Analyses asked for; by nobody where the program asked itself for the day before. Their state is told by the days analysed.
create table behaviour_analyses (
  id uuid primary key,
  created_at timestamptz not null,
  asked_by uuid,
  from_day date not null,
  to_day date not null,
  check (to_day between from_day and from_day + 30)
);
create unique index behaviour_analyses_own on behaviour_analyses (from_day, to_day) where asked_by is null;
select house.append_only('behaviour_analyses');

-- Days analysed, each once, however often it is asked for.
create table behaviour_days (
  day date primary key,
  analysed_at timestamptz not null,
  analysis_id uuid not null references behaviour_analyses (id),
  accounts integer not null,
  readings integer not null,
  findings integer not null
);
select house.append_only('behaviour_days');

-- How much each account read on a day in a role: what the usual is made of. Computed from the journal, and again when it is gone.
create table behaviour_summaries (day date primary key, made_at timestamptz not null);
select house.operational('behaviour_summaries');
create table behaviour_volumes (
  day date not null,
  role text not null,
  account_id uuid not null,
  seen integer not null,
  alone integer not null,
  hours integer[] not null check (cardinality(hours) = 24),
  primary key (day, role, account_id)
);
select house.operational('behaviour_volumes');

-- What was found, with its numbers and the entries behind it, and what an auditor concluded.
create table behaviour_findings (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  analysis_id uuid not null references behaviour_analyses (id),
  account_id uuid not null,
  role text not null,
  day date not null,
  kind text not null check (kind in ('Volume', 'WithoutCase', 'SlowCollection', 'OddHours', 'SamePerson', 'OwnRelative', 'Colleague',
    'WatchedPerson')),
  score double precision not null check (score >= 1),
  seen double precision not null,
  usual_of_role double precision,
  usual_own double precision,
  limit_at double precision not null,
  person_id uuid,
  -- The first 500, in the order of time; how many there are in all.
  entries uuid[] not null check (cardinality(entries) between 1 and 500),
  entry_count integer not null,
  state text not null default 'Open' check (state in ('Open', 'Reviewed')),
  conclusion text check (conclusion in ('Justified', 'Breach', 'Unclear')),
  note text,
  reviewed_by uuid,
  reviewed_at timestamptz,
  check ((state = 'Open') = (conclusion is null)),
  -- What is without a conclusion is without a reviewer; nobody concludes about themselves.
  check ((conclusion is null) = (reviewed_by is null) and (conclusion is null) = (reviewed_at is null)),
  check (reviewed_by is distinct from account_id)
);
create unique index behaviour_findings_once on behaviour_findings
  (day, account_id, role, kind, coalesce(person_id, '00000000-0000-0000-0000-000000000000'));
create index behaviour_findings_by_account on behaviour_findings (account_id, id desc);
create index behaviour_findings_by_kind on behaviour_findings (kind, id desc);
create index behaviour_findings_open on behaviour_findings (id desc) where state = 'Open';
select house.record('behaviour_findings');
