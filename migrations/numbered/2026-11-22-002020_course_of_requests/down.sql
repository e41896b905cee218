-- The course of a request counts as a correction of it again.
update statistics.cell_history set by_reason = by_reason[1:2] || (by_reason[3] + by_reason[8]) || by_reason[4:7] where cardinality(by_reason) = 8;
alter table statistics.cell_history drop constraint cell_history_by_reason_check;
alter table statistics.cell_history add constraint cell_history_by_reason_check check (cardinality(by_reason) = 7);
create or replace function statistics.added(one bigint[], other bigint[]) returns bigint[] language sql immutable parallel safe as
$$ select array[one[1] + other[1], one[2] + other[2], one[3] + other[3], one[4] + other[4], one[5] + other[5], one[6] + other[6],
                one[7] + other[7]] $$;
