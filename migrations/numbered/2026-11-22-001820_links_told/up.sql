-- Whether a subdivision was told of a broken link is known of each use: a version that becomes public later, or is another subdivision's, is
-- told of too.
alter table content_link_uses add column told_at timestamptz;
update content_link_uses u set told_at = l.told_at from content_links l where l.id = u.link_id;
create index content_link_uses_untold on content_link_uses (link_id) where told_at is null;
create index content_links_broken on content_links (id) where state = 'Broken';
alter table content_links drop column told_at;
