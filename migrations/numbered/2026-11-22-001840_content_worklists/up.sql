-- What the worklists of content are narrowed by, each with its index; and why an item was sent back, which its list shows.
alter table content_items add column return_reason text;
create index content_items_by_title on content_items using gin (content_folded(content->'title'->>'ro') gin_trgm_ops);
drop index content_items_by_provider;
create index content_items_by_provider on content_items (provider_id, id desc);
create index content_versions_unverified on content_versions (item_id, number) where verified_at is null and live_until is null;
create index content_inquiries_by_assignee on content_inquiries (assigned_to, id desc) where assigned_to is not null;
select house.refresh();
