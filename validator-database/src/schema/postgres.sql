SELECT CASE c.contype
           WHEN 'u' THEN 'unique'
           WHEN 'p' THEN 'unique'
           WHEN 'f' THEN 'foreign key'
           WHEN 'c' THEN 'check'
           WHEN 'x' THEN 'exclusion'
       END::text AS kind, coalesce(t.relname::text, '') AS table_name, c.conname::text AS name
FROM pg_catalog.pg_constraint c
LEFT JOIN pg_catalog.pg_class t ON t.oid = c.conrelid
WHERE c.contype IN ('u', 'p', 'f', 'c', 'x')
  AND c.connamespace = ANY (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = ANY (current_schemas(false)))
UNION ALL
SELECT 'unique', t.relname::text, i.relname::text
FROM pg_catalog.pg_index x
JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
JOIN pg_catalog.pg_class t ON t.oid = x.indrelid
WHERE x.indisunique
  AND t.relnamespace = ANY (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = ANY (current_schemas(false)))
UNION ALL
SELECT 'not null', t.relname::text, t.relname || '.' || a.attname
FROM pg_catalog.pg_attribute a
JOIN pg_catalog.pg_class t ON t.oid = a.attrelid
WHERE a.attnotnull AND a.attnum > 0 AND NOT a.attisdropped AND t.relkind IN ('r', 'p')
  AND t.relnamespace = ANY (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = ANY (current_schemas(false)))
UNION ALL
SELECT 'column', n.name, a.attname::text
FROM pg_catalog.pg_attribute a
JOIN pg_catalog.pg_class t ON t.oid = a.attrelid
JOIN (
    SELECT c.oid AS class, CASE WHEN qualified THEN s.nspname || '.' || c.relname ELSE c.relname::text END AS name
    FROM pg_catalog.pg_namespace s
    JOIN pg_catalog.pg_class c ON c.relnamespace = s.oid
    CROSS JOIN (VALUES (true), (false)) AS names (qualified)
    WHERE CASE WHEN qualified THEN s.nspname !~ '^(pg_|information_schema$)' ELSE s.nspname = ANY (current_schemas(false)) END
) n ON n.class = t.oid
WHERE a.attnum > 0 AND NOT a.attisdropped AND t.relkind IN ('r', 'p', 'v', 'm', 'f')
UNION ALL
SELECT 'unique columns', n.name, (
    SELECT string_agg(pg_catalog.pg_get_indexdef(x.indexrelid, k, true), E'\n' ORDER BY k)
    FROM generate_series(1, x.indnkeyatts) k
)
FROM pg_catalog.pg_index x
JOIN (
    SELECT c.oid AS class, CASE WHEN qualified THEN s.nspname || '.' || c.relname ELSE c.relname::text END AS name
    FROM pg_catalog.pg_namespace s
    JOIN pg_catalog.pg_class c ON c.relnamespace = s.oid
    CROSS JOIN (VALUES (true), (false)) AS names (qualified)
    WHERE CASE WHEN qualified THEN s.nspname !~ '^(pg_|information_schema$)' ELSE s.nspname = ANY (current_schemas(false)) END
) n ON n.class = x.indrelid
WHERE x.indisunique
