drop view published_content;
drop table content_events, content_versions, content_items, content_sections;
drop table history.content_versions, history.content_items, history.content_sections;
drop function history.write_content_versions, history.write_content_items, history.write_content_sections;
