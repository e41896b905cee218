-- Reports as files, kept as they were first given: a numbered report is the same bytes for ever, whatever its template becomes.
create table statistics.report_files (
  report_id uuid not null references statistical_reports (id),
  format text not null check (format in ('json', 'csv', 'xlsx', 'pdf')),
  language text not null check (language in ('ro', 'ru', 'en')),
  content bytea not null,
  primary key (report_id, format, language)
);
select house.append_only('statistics.report_files');
