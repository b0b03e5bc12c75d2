//! SQLite gets the rows as a list of parameters. A column of such a list has no type and no collation, so those of the
//! table's column decide.

use unprocessable::{Key, LookupRow, Question};

use super::{ASKED, Bind, LookupStatement, Role, condition, hyphenated, quoted, table};

/// How many parameters a statement has at most, by default.
const PARAMETERS: usize = 32_766;

/// How many rows a statement asks for.
pub(super) fn chunk(question: &Question<'_>) -> usize {
    let count: usize = Role::of(question).map(|(_, key)| forms(key)).sum();
    PARAMETERS / count.max(1)
}

/// How many parameters a key is. A UUID is stored as bytes or as text.
fn forms(key: &Key) -> usize {
    if matches!(key, Key::Uuid(_)) { 2 } else { 1 }
}

pub(super) fn statement(question: &Question<'_>, rows: &[LookupRow], start: usize) -> LookupStatement {
    let (mut names, mut tests) = (vec!["asked_index".to_owned()], Vec::new());
    for (role, key) in Role::of(question) {
        // Between double quotes, a name that no column has would be text.
        let (name, column) = (role.name(), quoted(role.column(question).0, '`'));
        // The column stands first, so that its collation counts.
        let test = match (forms(key), role == Role::Except) {
            (1, false) => format!("{column} = {ASKED}.{name}"),
            (1, true) => format!("{column} <> {ASKED}.{name}"),
            (_, false) => format!("{column} IN ({ASKED}.{name}, {ASKED}.{name}_text)"),
            (_, true) => format!("{column} NOT IN ({ASKED}.{name}, {ASKED}.{name}_text)"),
        };
        tests.push(test);
        names.push(name.to_owned());
        if forms(key) > 1 {
            names.push(format!("{name}_text"));
        }
    }
    let parameters = ", ?".repeat(names.len() - 1);
    let (mut values, mut binds) = (Vec::with_capacity(rows.len()), Vec::new());
    for (index, row) in (start..).zip(rows) {
        values.push(format!("({index}{parameters})"));
        for key in Role::of(question).filter_map(|(role, _)| role.key(row)) {
            match key {
                Key::Text(text) => binds.push(Bind::Text(text.to_string())),
                Key::Integer(number) => binds.push(Bind::Integer(*number)),
                Key::Uuid(bytes) => binds.extend([Bind::Bytes(*bytes), Bind::Text(hyphenated(bytes))]),
            }
        }
    }
    let sql = format!(
        "WITH {ASKED} ({}) AS (VALUES {}) SELECT asked_index FROM {ASKED} WHERE EXISTS (SELECT 1 FROM {} WHERE {}{})",
        names.join(", "),
        values.join(", "),
        table(question, '`'),
        tests.join(" AND "),
        condition(question),
    );
    LookupStatement { sql, binds, fallback: None, is_constant: false }
}
