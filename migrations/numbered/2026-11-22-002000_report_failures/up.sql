-- A report that could not be made says so, and why: the code of the problem, never its words.
alter table statistical_reports add column failure text;
alter table statistical_reports add constraint statistical_reports_failure check ((state = 'Failed') = (failure is not null));
select house.refresh();
