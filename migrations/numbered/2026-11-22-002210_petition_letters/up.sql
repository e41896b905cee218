-- The letter by which a notice goes by post: a document of the house, numbered in its series, drawn up once the notice waits and again where
-- what it prints was corrected. An electronic notice that came back has a row here from its letter on.
alter table petition_notices
  add column document_id uuid references issued_documents (id),
  add column letter_number text,
  add column drawn_at timestamptz,
  add constraint petition_notices_letter check ((document_id is null) = (letter_number is null) and (document_id is null) = (drawn_at is null));
create index petition_notices_by_document on petition_notices (document_id) where document_id is not null;
-- What is to be posted, and answers to what came by post.
create index petition_notices_waiting on petition_notices (created_at, id) where posted_at is null;
create index petitions_to_post on petitions (answered_at, id) where state = 'Answered' and channel in ('Paper', 'Verbal', 'Fax');
select house.refresh();
