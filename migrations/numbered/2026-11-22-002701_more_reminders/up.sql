-- Reminded is also of a quarter's review that nobody opened (R-33), of a publication that its provider did not look at (R-32), and of a
-- visitor's question that nobody answered (R-19.7).
alter table term_reminders drop constraint term_reminders_kind_check;
alter table term_reminders add constraint term_reminders_kind_check
  check (kind in ('Publication', 'SectionUpdate', 'Petition', 'Review', 'Verification', 'Inquiry'));
create index content_inquiries_open on content_inquiries (created_at) where state in ('Received', 'InWork');
