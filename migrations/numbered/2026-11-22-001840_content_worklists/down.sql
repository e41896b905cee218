drop index content_inquiries_by_assignee;
drop index content_versions_unverified;
drop index content_items_by_provider;
create index content_items_by_provider on content_items (provider_id);
drop index content_items_by_title;
alter table content_items drop column return_reason;
alter table history.content_items drop column return_reason;
select house.refresh();
