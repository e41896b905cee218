-- What must go to a petitioner by post, because no electronic way leads to them: kept until the clerk records the posting
-- (content regulation, par. 36, 40; Administrative Code 116/2018, art. 60, 74). An electronic notice that came back and was posted then stands
-- here under its own id.
create table petition_notices (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  petition_id uuid not null references petitions (id),
  kind text not null check (kind in ('Received', 'CompletionAsked', 'Extended', 'Transferred', 'Answered', 'Ended', 'SignatureRefused',
    'Lapsed')),
  -- What is to be told: what is missing, why, to whom it went.
  text text,
  -- Until when, where it gives a term.
  until timestamptz,
  -- The asking of which it tells.
  asking_id uuid,
  posted_at timestamptz,
  posted_how text,
  posted_by uuid references accounts (id),
  check ((posted_at is null) = (posted_how is null))
);
create index petition_notices_by_petition on petition_notices (petition_id, id);
create index petition_notices_to_post on petition_notices (petition_id) where posted_at is null;
select house.record('petition_notices');

-- A petition's notices, electronic ones too, and those that did not arrive.
create index notifications_by_subject on notifications (about_id, id) where about_id is not null;
create index notifications_undelivered on notifications (about_kind, about_id) where state in ('Failed', 'Expired', 'Declined');

-- The letter by which a petition is withdrawn.
alter table petition_attachments drop constraint petition_attachments_purpose_check;
alter table petition_attachments add constraint petition_attachments_purpose_check check (purpose in ('Supporting', 'Completion', 'Withdrawal'));
