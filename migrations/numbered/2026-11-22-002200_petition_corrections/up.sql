-- A petition that was entered in the wrong register gets a number of the right one; the first is kept, shown and never given to another. All
-- numbers of a petition that ever changed its register stand here, the present one too: there are two registers, so at most two, and who comes
-- back has the first number again.
create table petition_numbers (
  number text primary key,
  petition_id uuid not null references petitions (id),
  given_at timestamptz not null
);
create index petition_numbers_by_petition on petition_numbers (petition_id);
select house.append_only('petition_numbers');
