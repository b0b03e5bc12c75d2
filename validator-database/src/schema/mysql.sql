SELECT CAST('unique' AS CHAR) AS kind, CAST(table_name AS CHAR) AS table_name, CAST(index_name AS CHAR) AS name
FROM information_schema.statistics
WHERE table_schema = DATABASE() AND non_unique = 0 AND seq_in_index = 1
UNION ALL
SELECT CAST('foreign key' AS CHAR), CAST(table_name AS CHAR), CAST(constraint_name AS CHAR)
FROM information_schema.table_constraints
WHERE table_schema = DATABASE() AND constraint_type = 'FOREIGN KEY'
UNION ALL
SELECT CAST('check' AS CHAR), CAST(table_name AS CHAR), CAST(constraint_name AS CHAR)
FROM information_schema.table_constraints
WHERE table_schema = DATABASE() AND constraint_type = 'CHECK'
UNION ALL
SELECT CAST('not null' AS CHAR), CAST(table_name AS CHAR), CAST(CONCAT(table_name, '.', column_name) AS CHAR)
FROM information_schema.columns
WHERE table_schema = DATABASE() AND is_nullable = 'NO'
UNION ALL
SELECT CAST('column' AS CHAR), CAST(table_name AS CHAR), CAST(column_name AS CHAR)
FROM information_schema.columns
WHERE table_schema = DATABASE()
UNION ALL
SELECT CAST('column' AS CHAR), CAST(CONCAT(table_schema, '.', table_name) AS CHAR), CAST(column_name AS CHAR)
FROM information_schema.columns
WHERE table_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
UNION ALL
SELECT CAST('unique columns' AS CHAR), CAST(table_name AS CHAR),
       CAST(GROUP_CONCAT(column_name ORDER BY seq_in_index SEPARATOR '\n') AS CHAR)
FROM information_schema.statistics
WHERE table_schema = DATABASE() AND non_unique = 0 AND column_name IS NOT NULL
GROUP BY table_name, index_name
UNION ALL
SELECT CAST('unique columns' AS CHAR), CAST(CONCAT(table_schema, '.', table_name) AS CHAR),
       CAST(GROUP_CONCAT(column_name ORDER BY seq_in_index SEPARATOR '\n') AS CHAR)
FROM information_schema.statistics
WHERE table_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
  AND non_unique = 0 AND column_name IS NOT NULL
GROUP BY table_schema, table_name, index_name
