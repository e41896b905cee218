drop table behaviour_accesses;
alter table behaviour_volumes drop column off;
