-- The JSON Schema of a data structure (G-SEM). A scheme of concepts has none of its own: the schema of its codes follows from its statements.
alter table semantic_asset_versions add column schema text;
