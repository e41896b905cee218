-- Marks are folded: nothing is left to take back.
select 1;
