drop index content_versions_by_time;
drop table content_monitorings, content_inquiries, content_answers, content_review_answers, content_reviews;
drop table history.content_inquiries, history.content_review_answers, history.content_reviews;
drop function history.write_content_inquiries, history.write_content_review_answers, history.write_content_reviews;
alter table content_versions drop column translated, drop column announced_at;
alter table history.content_versions drop column translated, drop column announced_at;
select house.refresh();
