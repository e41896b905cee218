-- What the catalogue knows, a line a thing, in no order of making: columns by their names, the rights that a null stands for written out.
with ours as (
  select oid, nspname from pg_namespace where nspname !~ '^(pg_|information_schema$)'
), of_extension as (
  select objid, classid from pg_depend where deptype = 'e'
), relations as (
  select c.*, n.nspname from pg_class c join ours n on n.oid = c.relnamespace
   where c.relname <> '__diesel_schema_migrations' and not (c.oid, 'pg_class'::regclass) in (select objid, classid from of_extension)
)
select format('schema %s %s', n.nspname, (select string_agg(a::text, ' ' order by a::text)
         from aclexplode(coalesce(s.nspacl, acldefault('n', s.nspowner))) a)) as line
  from ours n join pg_namespace s using (oid)
union all
select format('extension %s', extname) from pg_extension
union all
select format('relation %s.%s %s owner %s options %s comment %s view %s rights %s', nspname, relname, relkind, relowner::regrole, reloptions,
         obj_description(oid, 'pg_class'), case when relkind = 'v' then pg_get_viewdef(oid) end,
         (select string_agg(a::text, ' ' order by a::text)
            from aclexplode(coalesce(relacl, acldefault(case when relkind = 'S' then 's'::"char" else 'r' end, relowner))) a))
  from relations where relkind in ('r', 'p', 'v', 'm', 'S')
union all
select format('column %s.%s.%s %s %s %s %s %s %s', r.nspname, r.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
         a.attidentity, pg_get_expr(d.adbin, d.adrelid), col_description(r.oid, a.attnum),
         (select string_agg(x::text, ' ' order by x::text) from aclexplode(a.attacl) x))
  from relations r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum
 where r.relkind in ('r', 'p', 'v', 'm')
union all
-- A check that comes back holds for what comes after: rows that a later rule let in stay.
select format('constraint %s.%s %s %s', r.nspname, r.relname, k.conname, replace(pg_get_constraintdef(k.oid), ' NOT VALID', ''))
  from relations r join pg_constraint k on k.conrelid = r.oid
union all
select format('index %s', pg_get_indexdef(i.indexrelid)) from relations r join pg_index i on i.indrelid = r.oid
union all
select format('trigger %s.%s %s %s', r.nspname, r.relname, t.tgenabled, pg_get_triggerdef(t.oid))
  from relations r join pg_trigger t on t.tgrelid = r.oid and not t.tgisinternal
union all
-- A trigger of history names the columns in the order in which they came: its words, sorted.
select format('function %s %s %s %s %s rights %s body %s', p.oid::regprocedure, pg_get_function_result(p.oid), p.prosecdef, p.provolatile,
         p.proconfig,
         (select string_agg(a::text, ' ' order by a::text) from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a),
         case when n.nspname = 'history'
              then (select string_agg(word, ' ' order by word) from regexp_split_to_table(p.prosrc, '[^a-z_0-9]+') word) else p.prosrc end)
  from pg_proc p join ours n on n.oid = p.pronamespace
 where not (p.oid, 'pg_proc'::regclass) in (select objid, classid from of_extension)
union all
select format('text search %s', cfgname) from pg_ts_config c join ours n on n.oid = c.cfgnamespace
union all
select format('type %s.%s', n.nspname, t.typname) from pg_type t join ours n on n.oid = t.typnamespace
 where t.typtype in ('e', 'd') and not (t.oid, 'pg_type'::regclass) in (select objid, classid from of_extension)
order by 1
