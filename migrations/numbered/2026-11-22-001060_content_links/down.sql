drop table content_link_scans, content_link_uses, content_links;
