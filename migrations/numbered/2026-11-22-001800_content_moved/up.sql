-- Of an item whose draft was moved to another section while something of it is public: the section in which that stands. Its administrators
-- go on seeing the item and can take it off (R-18, R-20.3).
alter table content_items add column live_section_id uuid references content_sections (id);
create index content_items_moved on content_items (live_section_id) where live_section_id is not null;
select house.refresh();
