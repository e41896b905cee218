drop index requests_by_office, requests_to_take, requests_in_hands;
create index requests_by_assignee on requests (assigned_to, due_at, id) where state in ('InExamination', 'AwaitingCompletion', 'InConsultation');
