alter table content_reviews drop column reminded_at;
alter table history.content_reviews drop column reminded_at;
select house.refresh();
