drop table content_file_words;
