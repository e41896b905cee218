-- A further reason why a figure changed: the ordinary course of what was counted (src/statistics/rules/reason.rs has the order). Rows that
-- stand keep their seven parts; what is added to them has eight.
alter table statistics.cell_history drop constraint cell_history_by_reason_check;
alter table statistics.cell_history add constraint cell_history_by_reason_check check (cardinality(by_reason) between 7 and 8) not valid;
create or replace function statistics.added(one bigint[], other bigint[]) returns bigint[] language sql immutable parallel safe as
$$ select array[coalesce(one[1], 0) + coalesce(other[1], 0), coalesce(one[2], 0) + coalesce(other[2], 0),
                coalesce(one[3], 0) + coalesce(other[3], 0), coalesce(one[4], 0) + coalesce(other[4], 0),
                coalesce(one[5], 0) + coalesce(other[5], 0), coalesce(one[6], 0) + coalesce(other[6], 0),
                coalesce(one[7], 0) + coalesce(other[7], 0), coalesce(one[8], 0) + coalesce(other[8], 0)] $$;
