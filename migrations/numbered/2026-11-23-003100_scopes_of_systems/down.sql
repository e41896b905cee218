alter table accounts drop constraint accounts_scopes;
alter table accounts drop column scopes;
alter table history.accounts drop column scopes;
select house.refresh();
