alter table content_links add column told_at timestamptz;
update content_links l set told_at = (select max(u.told_at) from content_link_uses u where u.link_id = l.id);
drop index content_links_broken;
drop index content_link_uses_untold;
alter table content_link_uses drop column told_at;
