drop table statistics.report_files;
