-- Which petitions were joined to one: it is kept as long as they are.
create index petitions_joined_to on petitions (joined_to_id) where joined_to_id is not null;
