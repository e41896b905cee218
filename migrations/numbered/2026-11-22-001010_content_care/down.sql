create or replace view published_content as
select v.item_id as id, v.number as version, v.type, s.code as section, i.slug,
       -- A language is offered where the title is translated; a part that is not is shown in Romanian.
       array_remove(array['ro', case when v.content->'title' ? 'ru' then 'ru' end, case when v.content->'title' ? 'en' then 'en' end], null)
         as languages,
       v.content->'title' as title, v.content->'lead' as lead, v.content->'body' as body, v.content->'notes' as notes,
       coalesce(v.content->'fields', '{}') as fields, coalesce(v.content->'attachments', '[]') as attachments,
       v.subdivision_id, o.code as subdivision, jsonb_build_object('ro', o.name_ro, 'ru', o.name_ru, 'en', o.name_en) as subdivision_name,
       v.first_live_from as published_at, v.live_from as updated_at, v.live_from, v.live_until,
       i.withdrawn_at, (v.live_until is not null and v.live_until = i.withdrawn_at) as withdrawn, encode(v.digest, 'hex') as digest, v.id as version_id
  from content_versions v
  join content_items i on i.id = v.item_id
  join content_sections s on s.id = v.section_id
  join subdivisions o on o.id = v.subdivision_id;
drop index content_versions_by_time;
drop table content_monitorings, content_inquiries, content_answers, content_review_answers, content_reviews;
drop table history.content_inquiries, history.content_review_answers, history.content_reviews;
drop function history.write_content_inquiries, history.write_content_review_answers, history.write_content_reviews;
alter table content_versions drop column translated, drop column announced_at;
alter table history.content_versions drop column translated, drop column announced_at;
select house.refresh();
