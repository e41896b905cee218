drop trigger content_told on content_sections;
drop trigger content_told on content_versions;
drop trigger content_indexed on content_versions;
drop table content_words, content_search;
drop function content_tell, content_index_version, content_learn, content_folded, content_plain;
drop text search configuration content_en;
drop text search configuration content_ru;
drop text search configuration content_ro;
drop extension unaccent;
