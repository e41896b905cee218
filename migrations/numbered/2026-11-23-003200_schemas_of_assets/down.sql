alter table statistics.semantic_asset_versions drop column schema;
