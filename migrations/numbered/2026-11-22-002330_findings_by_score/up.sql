-- The most unusual first.
create index behaviour_findings_by_score on behaviour_findings (score desc, id desc);
