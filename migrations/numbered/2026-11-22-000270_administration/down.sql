drop index sessions_by_sign_in;
alter table sessions drop column logout_request_id, drop column logout_return_uri;
drop index sign_ins_by_age, assertions_seen_by_age;
alter table representations drop column ended_at;
alter table representations drop constraint representations_for_somebody;
alter table representations alter column person_id set not null;
alter table history.representations alter column person_id set not null;
alter table history.representations drop column if exists ended_at;
drop index delegations_by_head, account_roles_by_role, accounts_by_kind;
drop table calendar_days, settings;
drop table history.calendar_days, history.settings;
drop function history.write_calendar_days, history.write_settings;
-- Triggers of records whose columns changed are written anew.
select house.refresh();
