-- The digests stay: they are part of entries that are sealed.
do $$
declare
  name text;
begin
  foreach name in array array['request_events', 'petition_events', 'content_events', 'content_answers', 'content_monitorings',
                              'notification_template_versions', 'behaviour_analyses'] loop
    execute format('drop trigger digest_of_insert on public.%I', name);
    execute format('alter table public.%I drop column salt', name);
  end loop;
end $$;
