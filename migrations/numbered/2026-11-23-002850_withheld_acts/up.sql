-- One of several acts of a decision (an invitation for each invitee) is issued when it is signed, and counts when the last one is: until
-- then, and for good if the decision is given up, nobody but officers sees it.
alter table issued_documents add column withheld_since timestamptz;
alter table issued_documents add constraint issued_documents_withheld check (withheld_since is null or status in ('Issued', 'Annulled'));
select house.refresh();
