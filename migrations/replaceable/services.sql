-- What the room of services publishes for set queries of the rooms above.

-- What the room of services publishes for those above: whether a power of a type covers a version of a service.
create or replace function power_covers(power_type text, service text, of_version integer) returns boolean
  language sql stable
  as $$
    select power_type is null or not exists (
      select from service_versions s
       where s.code = service and s.number = of_version and jsonb_typeof(s.definition #> '{filing,powers}') = 'array'
         and not jsonb_exists(s.definition #> '{filing,powers}', power_type))
  $$;
revoke execute on function power_covers(text, text, integer) from public;
grant execute on function power_covers(text, text, integer) to migratie_program;
