-- The history of files too has no account where a partner brought them.
alter table history.files alter column account_id drop not null;
