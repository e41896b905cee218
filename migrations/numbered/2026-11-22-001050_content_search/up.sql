-- Public content as it is searched (R-7.10), and how every copy of the program hears of a publication.

create extension if not exists unaccent;

-- Diacritics are folded before the stemmer sees a word, whether written with a comma or a cedilla below, or not at all; Russian ё is е.
create text search configuration content_ro (copy = romanian);
alter text search configuration content_ro alter mapping for hword, hword_part, word with unaccent, romanian_stem;
create text search configuration content_ru (copy = russian);
alter text search configuration content_ru alter mapping for hword, hword_part, word with unaccent, russian_stem;
create text search configuration content_en (copy = english);
alter text search configuration content_en alter mapping for hword, hword_part, word with unaccent, english_stem;

-- Rich text as `content::rules::sanitise` leaves it, without its elements: a line for each block.
create function content_plain(html text) returns text language sql immutable strict parallel safe as $$
  select trim(regexp_replace(replace(replace(replace(replace(replace(
    regexp_replace(regexp_replace(regexp_replace(html, '</?(td|th)\M[^>]*>', ' ', 'g'),
      '</?(p|br|hr|h2|h3|h4|ul|ol|li|dl|dt|dd|blockquote|table|caption|thead|tbody|tr)\M[^>]*>', E'\n', 'g'), '<[^>]*>', '', 'g'),
    '&nbsp;', ' '), '&lt;', '<'), '&gt;', '>'), '&quot;', '"'), '&amp;', '&'), '[ \t]*(\n[ \t]*)+', E'\n', 'g'), E' \t\n')
$$;

-- A word as it is compared with others. The dictionary is named, so that the function depends on nothing that can be set.
create function content_folded(word text) returns text language sql immutable strict parallel safe as
$$ select lower(unaccent('unaccent'::regdictionary, word)) $$;

-- What is searched: a row for each language of each published version, and of each public service. Derived from them, so without history.
create table content_search (
  source text not null check (source in ('Version', 'Service')),
  -- The version's id, or the service's code.
  source_id text not null,
  version_id uuid references content_versions (id),
  language text not null check (language in ('ro', 'ru', 'en')),
  title text not null,
  -- What else it is asked for by; the same words for every language.
  keywords text not null default '',
  -- Lines of plain text.
  body text not null,
  document tsvector not null generated always as (
    case language
      when 'ro' then setweight(to_tsvector('public.content_ro'::regconfig, title), 'A')
        || setweight(to_tsvector('public.content_ro'::regconfig, keywords), 'B') || setweight(to_tsvector('public.content_ro'::regconfig, body), 'D')
      when 'ru' then setweight(to_tsvector('public.content_ru'::regconfig, title), 'A')
        || setweight(to_tsvector('public.content_ru'::regconfig, keywords), 'B') || setweight(to_tsvector('public.content_ru'::regconfig, body), 'D')
      else setweight(to_tsvector('public.content_en'::regconfig, title), 'A')
        || setweight(to_tsvector('public.content_en'::regconfig, keywords), 'B') || setweight(to_tsvector('public.content_en'::regconfig, body), 'D')
    end) stored,
  primary key (source, source_id, language),
  check ((source = 'Version') = (version_id is not null))
);
create index content_search_document on content_search using gin (document) with (fastupdate = off);
create index content_search_by_version on content_search (version_id);
select house.operational('content_search');

-- Every word that was ever published, so that one which was mistyped finds the one that was meant. Only grows: a word of which nothing
-- is left matches nothing.
create table content_words (
  language text not null check (language in ('ro', 'ru', 'en')),
  word text not null,
  primary key (language, word)
);
create index content_words_trigrams on content_words using gin (word gin_trgm_ops) with (fastupdate = off);
select house.operational('content_words');

create function content_learn() returns trigger language plpgsql as $$
begin
  insert into content_words (language, word)
  select distinct w.language, w.word
    from (select language, content_folded(regexp_split_to_table(title || ' ' || keywords || ' ' || body, '[^[:alnum:]]+')) as word from written) w
   where char_length(w.word) between 3 and 40 and w.word !~ '[0-9]'
     -- Keywords hold words of every language.
     and (w.language = 'ru') = (w.word ~ '[а-я]')
  on conflict do nothing;
  return null;
end $$;
create trigger content_learn_inserted after insert on content_search referencing new table as written
  for each statement execute function content_learn();
create trigger content_learn_updated after update on content_search referencing new table as written
  for each statement execute function content_learn();

-- A version is searched from the moment it is written, whoever writes it; whether it is live is asked of the version itself.
create function content_index_version() returns trigger language plpgsql as $$
begin
  insert into content_search (source, source_id, version_id, language, title, keywords, body)
  select 'Version', v.id::text, v.id, l.language, v.content->'title'->>l.language,
         coalesce((select string_agg(k, ' ') from jsonb_array_elements_text(v.content->'fields'->'keywords') k), ''),
         concat_ws(E'\n', v.content->'lead'->>l.language, content_plain(v.content->'body'->>l.language), content_plain(v.content->'notes'->>l.language),
           (select string_agg(t #>> '{}', E'\n') from jsonb_path_query(v.content->'fields', ('strict $.**.' || l.language)::jsonpath, '{}', true) t
             where jsonb_typeof(t) = 'string'),
           (select string_agg(a->'title'->>l.language, E'\n') from jsonb_array_elements(v.content->'attachments') a))
    from written v cross join (values ('ro'), ('ru'), ('en')) l (language)
   where v.content->'title' ? l.language;
  return null;
end $$;
create trigger content_indexed after insert on content_versions referencing new table as written
  for each statement execute function content_index_version();

-- Every copy of the program listens and reads again what it answers from memory; a notice comes with the commit that it tells of.
create function content_tell() returns trigger language plpgsql as $$
begin
  perform pg_notify('content_published', '');
  return null;
end $$;
create trigger content_told after insert or update on content_versions for each statement execute function content_tell();
create trigger content_told after insert or update on content_sections for each statement execute function content_tell();
