-- Covering letters that were written stay, and nobody deletes them: the check holds for what comes after.
alter table petition_notices drop constraint petition_notices_kind_check;
alter table petition_notices add constraint petition_notices_kind_check check (kind in ('Received', 'CompletionAsked', 'Extended', 'Transferred',
  'Answered', 'Ended', 'SignatureRefused', 'Lapsed')) not valid;
