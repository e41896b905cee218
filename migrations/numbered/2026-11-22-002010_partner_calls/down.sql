drop table statistics.partner_calls;
