-- The covering letter of a petition that goes to another authority, or whose threats go to law enforcement (Administrative Code, art. 74, 76),
-- waits for the post among the notices. Its petitioner does not read it.
alter table petition_notices drop constraint petition_notices_kind_check;
alter table petition_notices add constraint petition_notices_kind_check check (kind in ('Received', 'CompletionAsked', 'Extended', 'Transferred',
  'Answered', 'Ended', 'SignatureRefused', 'Lapsed', 'PassedOn'));
