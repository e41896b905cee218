alter table semantic_asset_versions drop column schema;
