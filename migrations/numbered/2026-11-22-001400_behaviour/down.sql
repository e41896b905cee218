drop table behaviour_findings, history.behaviour_findings, behaviour_volumes, behaviour_summaries, behaviour_days, behaviour_analyses;
drop table watched_persons, history.watched_persons;
drop function history.write_behaviour_findings, history.write_watched_persons;
drop function person_has_case(uuid, uuid, uuid, text, timestamptz);
drop view own_relatives, account_persons, journal.readings;
