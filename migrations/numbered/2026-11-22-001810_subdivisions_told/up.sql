-- What is published shows the name of the subdivision responsible (R-11.2): every copy of the program hears of a new one.
create trigger content_told after insert or update on subdivisions for each statement execute function content_tell();
