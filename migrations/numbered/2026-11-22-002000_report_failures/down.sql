alter table statistical_reports drop constraint statistical_reports_failure;
alter table statistical_reports drop column failure;
alter table history.statistical_reports drop column failure;
select house.refresh();
