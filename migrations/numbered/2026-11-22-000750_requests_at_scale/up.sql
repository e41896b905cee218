-- Pages of lists and worklists come from an index in their order, whatever the number of requests (design: docs/measured.md).

-- The list of an office, newest first.
create index requests_by_office on requests (subdivision_id, id desc);
-- What nobody has taken yet, what is due first.
create index requests_to_take on requests (subdivision_id, state, due_at, id) where assigned_to is null;
-- What is in somebody's hands, what is due first; in every state, since a worklist has several.
create index requests_in_hands on requests (assigned_to, state, due_at, id) where assigned_to is not null;
drop index requests_by_assignee;
