-- The digests stay: they are part of entries that are sealed.
drop trigger digest_of_insert on payments;
alter table payments drop column salt;
