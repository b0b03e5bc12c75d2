//! MySQL and MariaDB get the rows as a union of parameters, which is the one form of a list that both know.
//!
//! A text must have the collation of the column that it is compared with. As a column of a list it would have that of the
//! connection, and two columns of different collations are refused as an "illegal mix". So the union begins with the
//! column of the table, without rows: a parameter gives way to it.
//!
//! The table is joined. With a subquery in `EXISTS`, MariaDB forgets columns when a prepared statement runs again.

use unprocessable::{Key, LookupRow, Question};

use super::{ASKED, Bind, LookupStatement, Role, condition, hyphenated, is_binary, quoted, table};

/// How many rows a statement asks for. Each is a part of the union, of which the server keeps some kilobytes.
pub(super) const CHUNK: usize = 1_000;

pub(super) fn statement(question: &Question<'_>, rows: &[LookupRow], start: usize) -> LookupStatement {
    let is_text = |(_, key): (Role, &Key)| matches!(key, Key::Text(_));
    LookupStatement {
        sql: sql(question, rows.len(), start, false),
        binds: rows.iter().flat_map(|row| binds(question, row)).collect(),
        fallback: Role::of(question).any(is_text).then(|| sql(question, rows.len(), start, true)),
        is_constant: false,
    }
}

/// The text. The column of a text may be converted to the character set that has all characters.
fn sql(question: &Question<'_>, count: usize, start: usize, is_converted: bool) -> String {
    let (mut head, mut parameters, mut tests) = (Vec::new(), Vec::new(), Vec::new());
    for (role, key) in Role::of(question) {
        let (column, sql_type) = role.column(question);
        let (name, mut column) = (role.name(), quoted(column, '`'));
        if is_converted && matches!(key, Key::Text(_)) {
            column = format!("CONVERT({column} USING utf8mb4)");
        }
        let equals = if role == Role::Except { "<>" } else { "=" };
        tests.push(format!("{column} {equals} {ASKED}.{name}"));
        let (first, parameter) = match key {
            Key::Integer(_) => ("CAST(NULL AS SIGNED)", "CAST(? AS SIGNED)"),
            Key::Uuid(_) if is_bytes(sql_type) => ("CAST(NULL AS BINARY(16))", "CAST(? AS BINARY(16))"),
            Key::Uuid(_) | Key::Text(_) => (&*column, "?"),
        };
        head.push(format!("{first} AS {name}"));
        parameters.push(parameter);
        if has_both_forms(role, key) {
            tests.push(format!("{column} <> {ASKED}.{name}_text"));
            head.push(format!("{column} AS {name}_text"));
            parameters.push("?");
        }
    }
    let (table, parameters) = (table(question, '`'), parameters.join(", "));
    let mut sql = format!(
        "SELECT DISTINCT asked_index FROM (SELECT CAST(NULL AS SIGNED) AS asked_index, {} FROM {table} WHERE FALSE",
        head.join(", "),
    );
    for index in start..start + count {
        sql.push_str(&format!(" UNION ALL SELECT {index}, {parameters}"));
    }
    let (tests, condition) = (tests.join(" AND "), condition(question));
    sql.push_str(&format!(") AS {ASKED} INNER JOIN {table} ON {tests}{condition}"));
    sql
}

fn is_bytes(sql_type: Option<&str>) -> bool {
    sql_type.is_none_or(is_binary)
}

/// The type of the key of a row is not known. No index is lost by comparing it with both forms of a UUID.
fn has_both_forms(role: Role, key: &Key) -> bool {
    role == Role::Except && matches!(key, Key::Uuid(_))
}

fn binds(question: &Question<'_>, row: &LookupRow) -> Vec<Bind> {
    let mut binds = Vec::new();
    for (role, key) in Role::of(question).filter_map(|(role, _)| Some((role, role.key(row)?))) {
        binds.push(match key {
            Key::Integer(number) => Bind::Integer(*number),
            Key::Uuid(bytes) if is_bytes(role.column(question).1) => Bind::Bytes(*bytes),
            Key::Uuid(bytes) => Bind::Text(hyphenated(bytes)),
            Key::Text(text) => Bind::Text(text.to_string()),
        });
        if let (true, Key::Uuid(bytes)) = (has_both_forms(role, key), key) {
            binds.push(Bind::Text(hyphenated(bytes)));
        }
    }
    binds
}
