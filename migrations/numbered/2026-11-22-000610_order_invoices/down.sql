alter table orders drop column invoice_document_id;
alter table history.orders drop column invoice_document_id;
select house.refresh();
