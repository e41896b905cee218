drop table term_reminders;
