//! The statements that fail, and what is said about each.

use std::fmt::Debug;

use serde::Deserialize;
use unprocessable::declaration::Declare;
use unprocessable::{ErrorBody, Validate};
use unprocessable_database::{Constraints, DatabaseError, DriverError, OnConstraint, at};

#[derive(Deserialize, Validate)]
#[allow(dead_code)]
pub(crate) struct Order {
    id: i64,
    #[validate(attribute = "e-mail address", email)]
    email: String,
    #[validate(nested)]
    address: Address,
    code: String,
    customer_id: i64,
    amount: i32,
    pieces: i32,
    note: String,
    room: i32,
}

#[derive(Deserialize, Validate)]
#[allow(dead_code)]
struct Address {
    street: String,
    zip: String,
}

/// The names on all databases, side by side.
pub(crate) fn orders<T: Declare>(table: Constraints<T>) -> Constraints<T> {
    table
        .on("orders")
        .unique(["orders_pkey", "PRIMARY", "orders.id"], "id")
        .unique("orders_email_key", "email")
        .unique("orders.email", "email")
        .unique(
            ["orders_place_key", "orders.street, orders.zip"],
            at("address.zip").message("There is a stall at this {attribute}."),
        )
        .unique("orders_lower_code", at("code").attribute("code of the stall"))
        .foreign_key("orders_customer_fkey", "customer_id")
        .unnamed_foreign_key("customer_id")
        .check("amount_positive", "amount")
        // Without a name in the schema: as Postgres, MariaDB and SQLite call it.
        .check(["orders_pieces_check", "orders.pieces", "pieces <> 13"], "pieces")
        .not_null("orders.note", "note")
}

/// The same, and what only Postgres has.
pub(crate) fn orders_of_postgres<T: Declare>(table: Constraints<T>) -> Constraints<T> {
    orders(table).exclusion("orders_room_excl", "room")
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum On {
    Postgres,
    MariaDb,
    Sqlite,
}

/// What is said about a statement that fails.
type Answer = Option<(u16, &'static str, &'static str)>;

/// Values that must never be seen.
const CANARIES: &[&str] = &["canary", "987654", "768676"];

/// A row with a canary in each column. Changes replace columns.
fn insert(row: u32, changes: &[(&str, &str)]) -> String {
    let mut columns = vec![
        ("id", format!("9876540{row}")),
        ("email", format!("'canary-{row}@example.com'")),
        ("street", format!("'canary street {row}'")),
        ("zip", format!("'canary zip {row}'")),
        ("code", format!("'canary code {row}'")),
        ("customer_id", "7686760".to_owned()),
        ("amount", format!("9876541{row}")),
        ("pieces", format!("9876542{row}")),
        ("note", format!("'canary note {row}'")),
        ("room", format!("9876543{row}")),
        ("other", format!("'canary other {row}'")),
    ];
    for (name, value) in changes {
        match columns.iter_mut().find(|(column, _)| column == name) {
            Some(column) if *value != "left out" => column.1 = (*value).to_owned(),
            _ => columns.retain(|(column, _)| column != name),
        }
    }
    let names: Vec<_> = columns.iter().map(|(name, _)| *name).collect();
    let values: Vec<_> = columns.iter().map(|(_, value)| value.as_str()).collect();
    format!("INSERT INTO orders ({}) VALUES ({})", names.join(", "), values.join(", "))
}

const TAKEN: &str = "The e-mail address has already been taken.";
const SELECTED: &str = "The selected customer is invalid.";

/// A value that looks like the message of another constraint.
const PRETENDER: &str = "'canary'' for key ''orders_email_key'";

fn cases(on: On) -> Vec<(String, Answer)> {
    let email = "'canary-10@example.com'";
    let mut cases = vec![
        (insert(11, &[("email", email)]), Some((409, "email", TAKEN))),
        (insert(12, &[("id", "987654010")]), Some((409, "id", "The id has already been taken."))),
        (
            insert(13, &[("street", "'canary street 10'"), ("zip", "'canary zip 10'")]),
            Some((409, "address.zip", "There is a stall at this zip.")),
        ),
        (
            insert(14, &[("code", "'CANARY code 10'")]),
            Some((409, "code", "The code of the stall has already been taken.")),
        ),
        (insert(15, &[("customer_id", "7686761")]), Some((422, "customer_id", SELECTED))),
        ("DELETE FROM customers".to_owned(), Some((422, "customer_id", SELECTED))),
        ("UPDATE customers SET id = 7686769".to_owned(), Some((422, "customer_id", SELECTED))),
        (insert(16, &[("amount", "-987654")]), Some((422, "amount", "The amount is invalid."))),
        (insert(17, &[("pieces", "13")]), Some((422, "pieces", "The pieces is invalid."))),
        (insert(18, &[("note", "NULL")]), Some((422, "note", "The note field is required."))),
        (insert(19, &[("note", "left out")]), Some((422, "note", "The note field is required."))),
        (insert(21, &[("other", PRETENDER)]), None),
        (insert(22, &[("other", "'canary other 10'")]), None),
        ("SELECT canary FROM nowhere".to_owned(), None),
    ];
    // Nothing tells which field it is. SQLite stores such values.
    if on != On::Sqlite {
        cases.push((insert(23, &[("note", &format!("'{}'", "canary".repeat(20)))]), None));
        cases.push((insert(24, &[("amount", "98765412345678901")]), None));
    }
    if on == On::Postgres {
        cases.push((insert(25, &[("room", "987654310")]), Some((409, "room", "The room has already been taken."))));
    }
    cases
}

/// Executes all statements of a database and looks at what is said.
///
/// The driver shows values in the `Debug` of this many errors at least. Else the test would be worth nothing.
pub(crate) async fn run<E>(on: On, shown: usize, mut execute: impl AsyncFnMut(String) -> Result<(), E>)
where
    E: DriverError + Debug + 'static,
{
    execute("INSERT INTO customers VALUES (7686760)".to_owned()).await.unwrap();
    execute(insert(10, &[])).await.unwrap();
    execute(insert(20, &[("other", PRETENDER), ("room", "1")])).await.unwrap();
    again(on, shown, &mut execute).await;
}

/// The same on a table that has the rows already.
pub(crate) async fn again<E>(on: On, shown: usize, execute: &mut impl AsyncFnMut(String) -> Result<(), E>)
where
    E: DriverError + Debug + 'static,
{
    let mut shown_by_driver = 0;
    for (sql, answer) in cases(on) {
        let result = execute(sql.clone()).await;
        if let Err(error) = &result {
            shown_by_driver += usize::from(is_told(&format!("{error:?}")));
            let failed = error.failed_constraint();
            assert!(!is_told(&format!("{failed:?}")), "{failed:?}");
        }
        let result = result.on_constraint::<Order>(if on == On::Postgres { orders_of_postgres } else { orders });
        let Err(error) = result else { panic!("{on:?}: {sql} succeeds") };
        let told = format!("{error} {error:?} {error:#?}");
        assert!(!is_told(&told), "{on:?}: {told}");
        assert!(std::error::Error::source(&error).is_none());
        match (&error, answer) {
            (DatabaseError::Refused(body), Some((status, key, sentence))) => {
                assert_eq!(body.status().code(), status, "{on:?}: {sql}");
                let expected =
                    format!(r#"{{"message":"The given data was invalid.","errors":{{"{key}":["{sentence}"]}}}}"#);
                assert_eq!(body.to_json(), expected, "{on:?}: {sql}");
            }
            (DatabaseError::Failed(_), None) => {}
            _ => panic!("{on:?}: {sql}: {told}"),
        }
        let body = ErrorBody::from(error).to_json();
        assert!(!is_told(&body), "{on:?}: {body}");
    }
    assert!(shown_by_driver >= shown, "{on:?}: the driver shows {shown_by_driver} values");
}

fn is_told(text: &str) -> bool {
    let text = text.to_lowercase();
    CANARIES.iter().any(|canary| text.contains(canary))
}
