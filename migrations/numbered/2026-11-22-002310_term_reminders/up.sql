-- Of which ends of which terms somebody was reminded: once each, whatever happens to the program, and however many copies of it look.
create table term_reminders (
  id uuid primary key,
  created_at timestamptz not null,
  kind text not null check (kind in ('Publication', 'SectionUpdate', 'Petition')),
  subject_id uuid not null,
  -- A term that is given another end is told of again.
  due_at timestamptz not null,
  unique (kind, subject_id, due_at)
);
create index term_reminders_by_due on term_reminders (due_at);
select house.operational('term_reminders');
