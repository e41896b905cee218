alter table issued_documents drop column withheld_since;
alter table history.issued_documents drop column withheld_since;
select house.refresh();
