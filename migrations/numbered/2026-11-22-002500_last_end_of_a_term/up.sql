-- When a term had ended, figures look for the end that it had last: by an index, however often the request has changed since.
create index requests_promised on history.requests (id, version) where due_at is not null;
