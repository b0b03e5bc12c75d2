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
