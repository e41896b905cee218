-- Semantic assets have versions of their own, each with its day (G-SEM): a further one when an asset says something else than the last.
create table semantic_asset_versions (
  code text not null,
  number integer not null check (number >= 1),
  issued_on date not null,
  -- Of what it says, its number and day apart.
  sha256 bytea not null,
  json_ld text not null,
  turtle text not null,
  primary key (code, number)
);
select house.append_only('semantic_asset_versions');
