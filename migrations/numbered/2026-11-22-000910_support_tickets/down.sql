drop table support_tickets;
drop table history.support_tickets;
drop function history.write_support_tickets;
