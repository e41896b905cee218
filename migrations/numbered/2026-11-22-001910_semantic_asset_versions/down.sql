drop table semantic_asset_versions;
