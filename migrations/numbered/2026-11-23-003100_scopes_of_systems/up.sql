-- What a partner's system may be asked for is narrowed, system by system, to the permissions that it needs (C-35.4): null, all that its roles give.
alter table accounts add column scopes text[];
alter table accounts add constraint accounts_scopes check (scopes is null or kind = 'System');
select house.refresh();
