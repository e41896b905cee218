revoke select, delete on petition_words from migratie_retention;
