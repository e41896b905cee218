drop table request_series, messages, appeals, proposals, opinions, completion_requests, register_checks, request_events, request_attachments, requests;
drop table history.requests, history.request_attachments, history.register_checks, history.completion_requests, history.opinions, history.proposals, history.appeals, history.messages;
drop function history.write_requests, history.write_request_attachments, history.write_register_checks, history.write_completion_requests, history.write_opinions, history.write_proposals, history.write_appeals, history.write_messages;
