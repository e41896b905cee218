-- Figures that are made again beside those that stand: `replaces` is the series whose place they take once they are made. What was
-- replaced is taken away later, a few rows at a time.
alter table statistics.builds add column replaces integer, add column retired_at timestamptz;
