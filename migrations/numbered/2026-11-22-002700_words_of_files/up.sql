-- What was found in the words of a file that goes with an item (R-9): the pages that name a person, never whom. A file never changes, so that
-- it is read once; no foreign key, since a file of nobody is taken away without asking what was read in it.
create table content_file_words (
  file_id uuid primary key,
  created_at timestamptz not null,
  -- Whether all of it could be read.
  read boolean not null,
  pages integer[] not null default '{}'
);
select house.operational('content_file_words');
