-- The invoice of an order (nota de plată, C-23.11): a document issued with it.
alter table orders add column invoice_document_id uuid references issued_documents (id);
create index orders_by_invoice on orders (invoice_document_id) where invoice_document_id is not null;
select house.refresh();
