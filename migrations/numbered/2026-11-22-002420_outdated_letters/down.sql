-- Letters that were outdated stay so: the check holds for what comes after.
alter table petition_notices drop constraint petition_notices_letter;
alter table petition_notices add constraint petition_notices_letter
  check ((document_id is null) = (letter_number is null) and (document_id is null) = (drawn_at is null)) not valid;
