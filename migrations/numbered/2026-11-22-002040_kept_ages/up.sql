-- Age groups of persons whose birth date retention overwrites, by version of the record and day (of registration, of filing): figures of
-- years past stay what they were, also when they are made again from the overwritten histories. Nothing here says when anybody was born.
create table statistics.kept_ages (
  person_id uuid not null,
  person_version integer not null,
  on_day date not null,
  age_group text not null,
  primary key (person_id, on_day, person_version)
);
select house.append_only('statistics.kept_ages');
grant insert on statistics.kept_ages to migratie_retention;
grant select on person_history, copied_persons, requests_about, merged_persons to migratie_retention;
