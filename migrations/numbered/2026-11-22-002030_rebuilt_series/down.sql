delete from statistics.cell_history where cell_id in
  (select c.id from statistics.cells c join statistics.builds b using (series) where b.replaces is not null or b.retired_at is not null);
delete from statistics.cells where series in (select series from statistics.builds where replaces is not null or retired_at is not null);
delete from statistics.builds where replaces is not null or retired_at is not null;
alter table statistics.builds drop column replaces, drop column retired_at;
