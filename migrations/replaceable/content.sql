-- Public content: how it is searched, and how every copy of the program hears of a publication.

-- Rich text as `content::rules::sanitise` leaves it, without its elements: a line for each block.
create or replace function content_plain(html text) returns text language sql immutable strict parallel safe as $$
  select trim(regexp_replace(replace(replace(replace(replace(replace(
    regexp_replace(regexp_replace(regexp_replace(html, '</?(td|th)\M[^>]*>', ' ', 'g'),
      '</?(p|br|hr|h2|h3|h4|ul|ol|li|dl|dt|dd|blockquote|table|caption|thead|tbody|tr)\M[^>]*>', E'\n', 'g'), '<[^>]*>', '', 'g'),
    '&nbsp;', ' '), '&lt;', '<'), '&gt;', '>'), '&quot;', '"'), '&amp;', '&'), '[ \t]*(\n[ \t]*)+', E'\n', 'g'), E' \t\n')
$$;

-- A word as it is compared with others. The dictionary is named, so that the function depends on nothing that can be set.
create or replace function content_folded(word text) returns text language sql immutable strict parallel safe as
$$ select lower(unaccent('unaccent'::regdictionary, word)) $$;

create or replace function content_learn() returns trigger language plpgsql as $$
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

create or replace trigger content_learn_inserted after insert on content_search referencing new table as written
  for each statement execute function content_learn();
create or replace trigger content_learn_updated after update on content_search referencing new table as written
  for each statement execute function content_learn();

-- A version is searched from the moment it is written, whoever writes it; whether it is live is asked of the version itself.
create or replace function content_index_version() returns trigger language plpgsql as $$
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
create or replace trigger content_indexed after insert on content_versions referencing new table as written
  for each statement execute function content_index_version();

-- Every copy of the program listens and reads again what it answers from memory; a notice comes with the commit that it tells of.
create or replace function content_tell() returns trigger language plpgsql as $$
begin
  perform pg_notify('content_published', '');
  return null;
end $$;
create or replace trigger content_told after insert or update on content_versions for each statement execute function content_tell();
create or replace trigger content_told after insert or update on content_sections for each statement execute function content_tell();

-- What is published shows the name of the subdivision responsible (R-11.2): every copy of the program hears of a new one.
create or replace trigger content_told after insert or update on subdivisions for each statement execute function content_tell();
