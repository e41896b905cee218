drop index behaviour_findings_by_conclusion, behaviour_findings_by_person;
alter table behaviour_findings
  drop constraint behaviour_findings_open,
  drop constraint behaviour_findings_reviewed,
  add constraint behaviour_findings_check check ((state = 'Open') = (conclusion is null)) not valid;
