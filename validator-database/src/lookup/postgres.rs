//! Postgres gets all values of a question in as many arrays as a row has values, so the text of the statement is the
//! same for any number of rows. The arrays are bound as text, because each driver and `Any` of sqlx can bind text.

use core::fmt::Write as _;

use unprocessable::{Key, Question};

use super::{ASKED, Bind, LookupStatement, Role, condition, hyphenated, quoted, table};

pub(super) fn statement(question: &Question<'_>) -> LookupStatement {
    let is_cast = |(role, key): (Role, &Key)| matches!(key, Key::Text(_)) && role.column(question).1.is_some();
    LookupStatement {
        sql: sql(question, false),
        binds: Role::of(question).map(|(role, _)| Bind::Text(array(question, role))).collect(),
        fallback: Role::of(question).any(is_cast).then(|| sql(question, true)),
        is_constant: true,
    }
}

fn sql(question: &Question<'_>, as_text: bool) -> String {
    let (mut arrays, mut names, mut tests) = (Vec::new(), Vec::new(), Vec::new());
    for (index, (role, key)) in Role::of(question).enumerate() {
        let (column, sql_type) = role.column(question);
        let (mut column, mut value) = (quoted(column, '"'), format!("{ASKED}.{}", role.name()));
        match sql_type {
            // The key of a row may be text or a UUID to be compared with either. No index is lost.
            _ if role == Role::Except && !matches!(key, Key::Integer(_)) => {
                (column, value) = (format!("CAST({column} AS text)"), format!("CAST({value} AS text)"));
            }
            Some(_) if as_text && matches!(key, Key::Text(_)) => column = format!("CAST({column} AS text)"),
            Some(sql_type) => value = format!("CAST({value} AS {sql_type})"),
            None => {}
        }
        // A value that can stand in no row is null.
        let equals = if role == Role::Except { "IS DISTINCT FROM" } else { "=" };
        arrays.push(format!("CAST(CAST(${} AS text) AS {}[])", index + 1, array_type(key)));
        names.push(role.name());
        tests.push(format!("{column} {equals} {value}"));
    }
    format!(
        "SELECT asked_index - 1 AS asked_index FROM unnest({}) WITH ORDINALITY AS {ASKED} ({}, asked_index) \
         WHERE EXISTS (SELECT 1 FROM {} WHERE {}{})",
        arrays.join(", "),
        names.join(", "),
        table(question, '"'),
        tests.join(" AND "),
        condition(question),
    )
}

fn array_type(key: &Key) -> &'static str {
    match key {
        Key::Integer(_) => "bigint",
        Key::Uuid(_) => "uuid",
        Key::Text(_) => "text",
    }
}

/// The text of an array.
fn array(question: &Question<'_>, role: Role) -> String {
    let mut array = String::from("{");
    for row in question.rows() {
        if array.len() > 1 {
            array.push(',');
        }
        match role.key(row) {
            Some(Key::Integer(number)) => _ = write!(array, "{number}"),
            Some(Key::Uuid(bytes)) => array.push_str(&hyphenated(bytes)),
            // No text of Postgres has a zero byte.
            Some(Key::Text(text)) if !text.contains('\0') => {
                array.push('"');
                for character in text.chars() {
                    if matches!(character, '"' | '\\') {
                        array.push('\\');
                    }
                    array.push(character);
                }
                array.push('"');
            }
            _ => array.push_str("NULL"),
        }
    }
    array.push('}');
    array
}
