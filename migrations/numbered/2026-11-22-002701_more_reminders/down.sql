drop index content_inquiries_open;
delete from term_reminders where kind in ('Review', 'Verification', 'Inquiry');
alter table term_reminders drop constraint term_reminders_kind_check;
alter table term_reminders add constraint term_reminders_kind_check check (kind in ('Publication', 'SectionUpdate', 'Petition'));
