-- Words by which a petition is found go when it is overwritten.
grant select, delete on petition_words to migratie_retention;
