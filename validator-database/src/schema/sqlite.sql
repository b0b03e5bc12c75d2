SELECT 'unique' AS kind, m.name AS table_name,
       CASE WHEN EXISTS (SELECT 1 FROM pragma_index_info(i.name) WHERE name IS NULL) THEN i.name
            ELSE (SELECT group_concat(m.name || '.' || name, ', ')
                  FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno))
       END AS name
FROM sqlite_schema m, pragma_index_list(m.name) i
WHERE m.type = 'table' AND i."unique"
UNION ALL
SELECT 'unique', m.name, m.name || '.' || c.name
FROM sqlite_schema m, pragma_table_info(m.name) c
WHERE m.type = 'table' AND c.pk = 1
  AND (SELECT count(*) FROM pragma_table_info(m.name) WHERE pk > 0) = 1
UNION ALL
SELECT DISTINCT 'foreign key', m.name, f.id || ''
FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
WHERE m.type = 'table'
UNION ALL
SELECT 'check', m.name, m.sql
FROM sqlite_schema m
WHERE m.type = 'table' AND m.sql IS NOT NULL
UNION ALL
SELECT 'not null', m.name, m.name || '.' || c.name
FROM sqlite_schema m, pragma_table_info(m.name) c
WHERE m.type = 'table' AND c."notnull"
UNION ALL
SELECT 'column', p.prefix || m.name, c.name
FROM (SELECT '' AS prefix UNION ALL SELECT 'main.') p, sqlite_schema m, pragma_table_info(m.name) c
WHERE m.type IN ('table', 'view')
UNION ALL
SELECT 'unique columns', p.prefix || m.name, (
    SELECT group_concat(coalesce(name, (SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = i.name)), char(10))
    FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno)
)
FROM (SELECT '' AS prefix UNION ALL SELECT 'main.') p, sqlite_schema m, pragma_index_list(m.name) i
WHERE m.type = 'table' AND i."unique"
UNION ALL
SELECT 'unique columns', p.prefix || m.name, c.name
FROM (SELECT '' AS prefix UNION ALL SELECT 'main.') p, sqlite_schema m, pragma_table_info(m.name) c
WHERE m.type = 'table' AND c.pk = 1
  AND (SELECT count(*) FROM pragma_table_info(m.name) WHERE pk > 0) = 1
