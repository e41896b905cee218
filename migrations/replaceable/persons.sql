-- The search by name: near words out of a dictionary of all words, then persons by sets of words (migration 001450 has the tables).

-- Who bears such a name: near enough as a whole, or with every word asked for; the rank is millionths of similarity.
-- (The first call loads the extension, so that its setting is known.)
do $$ begin perform similarity('a', 'b'); end $$;
create or replace function persons_named(wanted text, words text[]) returns table (person_id uuid, rank integer)
language plpgsql stable rows 50 set pg_trgm.similarity_threshold = 0.5 as $$
begin
  return query
    select k.person_id, max((similarity(k.key, wanted) * 1000000)::integer)
      from person_name_keys k
     where k.key % wanted or k.tokens @> words
     group by k.person_id;
end $$;

-- Millionths of likeness between what is wanted and a key: trigrams in common, divided by those that either has.
create or replace function name_rank(shared integer, wanted integer, size integer) returns integer language sql immutable strict as
$$ select round(1000000.0 * shared / (wanted + size - shared))::integer $$;

-- Under which codes a word lies in the dictionary; words with a code in common may be near. The word itself; its consonants with those
-- written as one that are easily exchanged, and the same with one left out; a short word with one letter left out.
create or replace function name_codes(word text) returns text[] language sql immutable strict as $$
  select array(
    select word
    union select '#' || b.bones where length(b.bones) >= 3 or length(b.bones) = 2 and length(word) >= 5
    union select '#' || overlay(b.bones placing '' from i for 1) from generate_series(1, length(b.bones)) i where length(b.bones) >= 4
    union select overlay(word placing '' from i for 1) from generate_series(1, length(word)) i
           where length(word) between 3 and 6 or length(word) <= 8 and length(b.bones) <= 3)
    from (select regexp_replace(translate(word, 'gvdzjaeiou', 'cftss'), '(.)\1+', '\1', 'g') as bones) b
$$;

-- The sets of words under which a key is found: each word, and two, three and four together of the eight longest, in the order of the
-- alphabet, as tokens are. A set is kept as its hash, which makes the index a third smaller and a level lower; that two of some millions
-- of sets have one hash of 64 bits is not to be expected, and would show a stranger.
create or replace function name_entries(tokens text[]) returns setof bigint language sql immutable strict rows 5 as $$
  with w as materialized (
    select l.word, row_number() over (order by l.word collate "C") as i
      from (select t.word from unnest(tokens) t (word) order by length(t.word) desc, t.word collate "C" limit 8) l)
  select hashtextextended(s.words, 0) from (
    select t.word from unnest(tokens) t (word)
    union all select a.word || ' ' || b.word from w a join w b on a.i < b.i where cardinality(tokens) >= 2
    union all select a.word || ' ' || b.word || ' ' || c.word
                from w a join w b on a.i < b.i join w c on b.i < c.i where cardinality(tokens) >= 3
    union all select a.word || ' ' || b.word || ' ' || c.word || ' ' || d.word
                from w a join w b on a.i < b.i join w c on b.i < c.i join w d on c.i < d.i where cardinality(tokens) >= 4) s (words)
$$;

create or replace function enter_names() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into person_name_entries (entry, size, person_id, birth_date, birth_precision)
    select distinct n.entry, cardinality(show_trgm(a.key)), p.id, p.birth_date, p.birth_precision
      from added a join persons p on p.id = a.person_id cross join lateral name_entries(a.tokens) n (entry);
  insert into name_words (code, word)
    select unnest(name_codes(w.word)), w.word
      from (select distinct t.word from added a cross join lateral unnest(a.tokens) t (word)) w
     where not exists (select from name_words n where n.code = w.word and n.word = w.word);
  return null;
end $$;

-- A person's keys go all together.
create or replace function remove_names() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from person_name_entries e
   using (select r.person_id, cardinality(show_trgm(r.key)) as size, n.entry
            from removed r cross join lateral name_entries(r.tokens) n (entry)) o
   where e.entry = o.entry and e.size = o.size and e.person_id = o.person_id;
  return null;
end $$;

create or replace function follow_births() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update person_name_entries e set birth_date = o.birth_date, birth_precision = o.birth_precision
    from (select k.person_id, cardinality(show_trgm(k.key)) as size, n.entry, w.birth_date, w.birth_precision
            from written w join replaced b using (id) join person_name_keys k on k.person_id = w.id
                 cross join lateral name_entries(k.tokens) n (entry)
           where (w.birth_date, w.birth_precision) is distinct from (b.birth_date, b.birth_precision)) o
   where e.entry = o.entry and e.size = o.size and e.person_id = o.person_id;
  return null;
end $$;

-- Makes all anew, where keys came round the triggers (the demo world, by COPY).
create or replace function fill_name_entries() returns void language plpgsql set search_path = public, pg_temp as $$
begin
  truncate person_name_entries, name_words;
  insert into person_name_entries (entry, size, person_id, birth_date, birth_precision)
    select distinct n.entry, cardinality(show_trgm(k.key)), p.id, p.birth_date, p.birth_precision
      from person_name_keys k join persons p on p.id = k.person_id cross join lateral name_entries(k.tokens) n (entry)
     order by 1, 2, 3;
  insert into name_words (code, word)
    select c.code, w.word
      from (select distinct t.word from person_name_keys k cross join lateral unnest(k.tokens) t (word)) w
           cross join lateral unnest(name_codes(w.word)) c (code)
     order by 1, 2;
end $$;

revoke all on function enter_names(), remove_names(), follow_births(), fill_name_entries() from public;

create or replace trigger entries_of_added after insert on person_name_keys referencing new table as added
  for each statement execute function enter_names();
create or replace trigger entries_of_removed after delete on person_name_keys referencing old table as removed
  for each statement execute function remove_names();
create or replace trigger entries_follow_birth after update on persons referencing new table as written old table as replaced
  for each statement execute function follow_births();

-- Who bears such a name, in the order of rank and id: those after a place, at least so many of them (all, if that is null) if there are.
-- A set of near words is read if it is near enough as a whole (0.5), and of those found under it who are near enough whatever else they
-- are called; a set with every word that was asked for, to its end. At most 64 sets of at most four words out of eight.
create or replace function persons_by_words(
  wanted text, words text[], born_from date, born_to date, citizenship text, after_rank integer, after_id uuid, enough bigint
) returns table (person_id uuid, rank integer) language plpgsql stable rows 50 as $$
declare
  of_wanted constant integer := cardinality(show_trgm(wanted));
  longest constant text[] := array(select w.word from unnest(words) w (word) order by length(w.word) desc, w.word collate "C" limit 8);
  every_word constant text := array_to_string(words, ' ');
  near_words text[];
  near_of integer[];
  sets text[] := array[null];
  entries text[];
  readings text[];
  shares integer[];
  sizes integer[];
  bests integer[];
  first_size integer;
  first_id uuid;
  last_size integer;
  last_rank integer;
  more_ids uuid[];
  more_ranks integer[];
  ids uuid[] := '{}';
  ranks integer[] := '{}';
begin
  -- The words as they were asked for, and of each the sixteen nearest that anybody bears.
  select array_agg(n.word), array_agg(n.at) into near_words, near_of
    from (select l.word, l.at from unnest(longest) with ordinality l (word, at)
          union
          select n.word, l.at
            from unnest(longest) with ordinality l (word, at)
                 cross join lateral (select w.word from name_words w
                                      where w.code = any(name_codes(l.word))
                                      group by w.word order by similarity(w.word, l.word) desc, w.word limit 16) n) n;

  -- Sets of them, word by word: kept are those that would be nearest if all further words were there as asked.
  for at_word in 1 .. cardinality(longest) loop
    select array_agg(s.words) into sets
      from (select nullif(concat_ws(' ', b.words, n.word), '') as words
              from unnest(sets) b (words)
                   cross join (select x.word from unnest(near_words, near_of) x (word, at) where x.at = at_word
                               union all select null) n
             where (n.word is null or cardinality(string_to_array(coalesce(b.words, ''), ' ')) < 4)
               and similarity(wanted, concat_ws(' ', b.words, n.word, array_to_string(longest[at_word + 1:], ' '))) >= 0.5
             order by similarity(wanted, concat_ws(' ', b.words, n.word, array_to_string(longest[at_word + 1:], ' '))) desc, 1
             limit 64) s;
  end loop;

  -- What is read: under which entry, which words the key must have, how many trigrams it shares with what is wanted, how many it may have.
  select array_agg(r.entry order by r.best desc, r.entry), array_agg(r.reading order by r.best desc, r.entry),
         array_agg(r.share order by r.best desc, r.entry), array_agg(r.size order by r.best desc, r.entry),
         array_agg(r.best order by r.best desc, r.entry)
    into entries, readings, shares, sizes, bests
    from (select (select string_agg(l.word, ' ' order by l.word collate "C") from unnest(longest[1:4]) l (word)) as entry,
                 every_word as reading, of_wanted as share, 32767 as size, 1000000 as best
          union all
          select m.entry, m.entry, m.share, 3 * m.share - of_wanted, name_rank(m.share, of_wanted, m.size)
            from (select o.entry, cardinality(show_trgm(o.entry)) as size,
                         round(similarity(wanted, o.entry) * (of_wanted + cardinality(show_trgm(o.entry)))
                               / (1 + similarity(wanted, o.entry)))::integer as share
                    from (select distinct (select string_agg(w.word, ' ' order by w.word collate "C")
                                             from (select distinct x.word from unnest(string_to_array(s.words, ' ')) x (word)) w) as entry
                            from unnest(sets) s (words)) o
                   where o.entry <> every_word and similarity(wanted, o.entry) >= 0.5) m) r;

  for at_set in 1 .. cardinality(entries) loop
    -- Whoever comes now is not as near as the last of the page.
    exit when last_rank > bests[at_set];
    first_size := 0;
    first_id := '00000000-0000-0000-0000-000000000000';
    if after_rank is not null then
      first_size := greatest(first_size, floor(1000000.0 * shares[at_set] / (after_rank + 1))::integer - of_wanted + shares[at_set]);
      while name_rank(shares[at_set], of_wanted, first_size) > after_rank loop
        first_size := first_size + 1;
      end loop;
      if name_rank(shares[at_set], of_wanted, first_size) = after_rank then
        first_id := after_id;
      end if;
    end if;
    last_size := least(sizes[at_set], ceil(1000000.0 * shares[at_set] / greatest(last_rank - 1, 1))::integer - of_wanted + shares[at_set]);
    continue when first_size > last_size;

    -- Somebody with two spellings, or of whom several sets are near, comes with the nearest of them.
    select array_agg(f.person_id), array_agg(f.rank) into more_ids, more_ranks
      from (select e.person_id, name_rank(shares[at_set], of_wanted, e.size) as rank
              from person_name_entries e
             where e.entry = hashtextextended(entries[at_set], 0) and (e.size, e.person_id) > (first_size, first_id) and e.size <= last_size
               and (born_from is null
                    or (e.birth_precision = 'Day' and e.birth_date between born_from and born_to)
                    or (e.birth_precision = 'Month' and e.birth_date between date_trunc('month', born_from::timestamp)::date and born_to)
                    or (e.birth_precision = 'Year' and e.birth_date between date_trunc('year', born_from::timestamp)::date and born_to))
               and e.person_id <> all(ids)
               and (readings[at_set] = entries[at_set]
                    or exists (select from person_name_keys k
                                where k.person_id = e.person_id and k.tokens @> string_to_array(readings[at_set], ' ')))
               and (name_rank(shares[at_set], of_wanted, e.size) >= bests[1]
                    or not exists (
                       select from person_name_keys k
                              cross join lateral (select cardinality(show_trgm(k.key)) as size offset 0) c
                              cross join unnest(readings, shares, sizes) o (reading, share, size)
                        where k.person_id = e.person_id and c.size <= o.size
                          and name_rank(o.share, of_wanted, c.size) > name_rank(shares[at_set], of_wanted, e.size)
                          and k.tokens @> string_to_array(o.reading, ' ')))
               and (citizenship is null
                    or exists (select from persons p where p.id = e.person_id and citizenship = any(p.citizenships)))
             order by e.size, e.person_id limit enough) f;
    ids := ids || more_ids;
    ranks := ranks || more_ranks;
    if cardinality(ids) >= enough then
      last_rank := (select r.rank from unnest(ranks) r (rank) order by r.rank desc offset enough - 1 limit 1);
    end if;
  end loop;
  return query select f.person_id, f.rank from unnest(ids, ranks) f (person_id, rank);
end $$;

-- The same; where there is nobody at all under any set of near words, those whose whole key is near. Words that are split or joined
-- otherwise (Xiao Ming, Xiaoming) are near only so.
create or replace function persons_near(
  wanted text, words text[], born_from date, born_to date, citizenship text, after_rank integer, after_id uuid, enough bigint
) returns table (person_id uuid, rank integer) language plpgsql stable rows 50 as $$
begin
  return query select * from persons_by_words(wanted, words, born_from, born_to, citizenship, after_rank, after_id, enough);
  if not found and (after_rank is null
                    or not exists (select from persons_by_words(wanted, words, born_from, born_to, citizenship, null, null, 1))) then
    return query select * from persons_named(wanted, words);
  end if;
end $$;
