-- Nothing ever wrote when MSupport was asked last.
alter table support_tickets drop column asked_at;
alter table history.support_tickets drop column asked_at;
select house.refresh();
