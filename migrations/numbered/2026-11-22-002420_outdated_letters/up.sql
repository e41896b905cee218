-- A letter that was drawn up before what it prints was corrected is none any more: drawn_at is null again, and the document that it had is
-- withdrawn once it is drawn up anew.
alter table petition_notices drop constraint petition_notices_letter;
alter table petition_notices add constraint petition_notices_letter
  check ((document_id is null) = (letter_number is null) and (drawn_at is null or document_id is not null));
