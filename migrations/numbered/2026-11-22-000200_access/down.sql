drop table assertions_seen, sign_ins, sessions;
drop table clients, representations, interests, delegations, account_roles, accounts, subdivisions cascade;
drop table history.clients, history.representations, history.interests, history.delegations, history.account_roles, history.accounts, history.subdivisions;
drop function history.write_clients, history.write_representations, history.write_interests, history.write_delegations, history.write_account_roles, history.write_accounts, history.write_subdivisions;
drop extension pg_trgm;
