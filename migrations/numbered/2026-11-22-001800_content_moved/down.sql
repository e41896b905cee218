drop index content_items_moved;
alter table content_items drop column live_section_id;
alter table history.content_items drop column live_section_id;
select house.refresh();
