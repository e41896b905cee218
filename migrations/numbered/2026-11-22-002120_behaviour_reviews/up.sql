-- What is unclear is to be looked at again: it stays open, with its conclusion. (What was concluded so before stays as it was written.)
alter table behaviour_findings
  drop constraint behaviour_findings_check,
  add constraint behaviour_findings_open check (state = 'Open' or conclusion is not null),
  add constraint behaviour_findings_reviewed check (conclusion is null or conclusion = 'Unclear' or state = 'Reviewed');

-- The breaches found (N-19.2), and what was found about one person.
create index behaviour_findings_by_conclusion on behaviour_findings (conclusion, id desc) where conclusion is not null;
create index behaviour_findings_by_person on behaviour_findings (person_id, id desc) where person_id is not null;
