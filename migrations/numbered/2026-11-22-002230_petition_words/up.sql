-- A petition is found by words however they are spelt: the words of its petitioner's name and its object, in plain letters and folded, each
-- after a space (petitions::rules::words). Derived from the petition, so without history. What was registered before has none and is found as
-- it is written.
create table petition_words (
  petition_id uuid primary key references petitions (id),
  words text not null
);
create index petition_words_trigrams on petition_words using gin (words gin_trgm_ops);
select house.operational('petition_words');
