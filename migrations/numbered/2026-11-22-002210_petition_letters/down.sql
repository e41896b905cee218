drop index petitions_to_post;
drop index petition_notices_waiting;
alter table petition_notices drop column document_id, drop column letter_number, drop column drawn_at;
alter table history.petition_notices drop column document_id, drop column letter_number, drop column drawn_at;
select house.refresh();
