drop table petition_words;
