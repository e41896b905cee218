alter table history.files alter column account_id set not null;
