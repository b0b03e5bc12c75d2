//! Mistakes in the program, and how `?` works.

use unprocessable::{ErrorBody, Status};
use unprocessable_database::{DatabaseError, OnConstraint, at, verify};

use crate::cases::{Order, orders_of_postgres};

fn database() -> rusqlite::Connection {
    let connection = rusqlite::Connection::open_in_memory().unwrap();
    connection.execute_batch("CREATE TABLE t (a UNIQUE, b UNIQUE); INSERT INTO t VALUES ('canary', 2)").unwrap();
    connection
}

#[test]
fn fields_are_verified_without_a_database() {
    verify::<Order>(orders_of_postgres).unwrap();
    let mismatch = verify::<Order>(|c| c.unique("a", "emial").check("b", "address.city").unique("c", "address.zip"));
    assert_eq!(
        mismatch.unwrap_err().iter().collect::<Vec<_>>(),
        ["`Order` has no field `emial`", "`Order` has no field `address.city`"],
    );
}

/// The tests have debug assertions.
#[test]
#[should_panic(expected = "`Order` has no field `emial`")]
fn a_misspelt_field_panics_even_if_the_statement_succeeds() {
    let _ = Ok::<(), rusqlite::Error>(()).on_constraint::<Order>(|c| c.unique("t.a", "emial"));
}

#[test]
fn the_status_can_be_chosen_and_the_first_name_counts() {
    let result = database().execute("INSERT INTO t VALUES ('canary', 3)", ()).on_constraint::<Order>(|c| {
        c.unique("t.a", at("code").status(Status::UnprocessableEntity)).unique("t.a", "email")
    });
    let error = result.unwrap_err();
    let answer = error.refused().unwrap();
    assert_eq!(answer.status().code(), 422);
    assert_eq!(answer.validation_errors().unwrap().get("code").next().unwrap().code(), "unique");
}

/// A function that uses `?` on both kinds of errors.
fn insert(value: &str) -> Result<(), DatabaseError<rusqlite::Error>> {
    let connection = database();
    connection.execute_batch("SELECT 1")?;
    connection.execute("INSERT INTO t VALUES (?1, 3)", [value]).on_constraint::<Order>(|c| c.unique("t.a", "code"))?;
    Ok(())
}

#[derive(Debug)]
enum AppError {
    Answer(ErrorBody),
    Database(rusqlite::Error),
}

impl From<ErrorBody> for AppError {
    fn from(answer: ErrorBody) -> Self {
        Self::Answer(answer)
    }
}

impl From<rusqlite::Error> for AppError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

impl From<DatabaseError<rusqlite::Error>> for AppError {
    fn from(error: DatabaseError<rusqlite::Error>) -> Self {
        error.into_error()
    }
}

#[test]
fn question_marks_lead_to_answers_and_to_errors_of_the_application() {
    fn answered(value: &str) -> Result<(), ErrorBody> {
        Ok(insert(value)?)
    }
    fn applied(value: &str) -> Result<(), AppError> {
        Ok(insert(value)?)
    }
    fn boxed(value: &str) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        Ok(insert(value)?)
    }
    answered("free").unwrap();
    assert_eq!(answered("canary").unwrap_err().status().code(), 409);
    assert!(matches!(applied("canary"), Err(AppError::Answer(answer)) if answer.status().code() == 409));
    assert_eq!(boxed("canary").unwrap_err().to_string(), "409 Conflict: The given data was invalid.");
}

#[test]
fn what_is_not_mapped_is_the_error_of_the_driver() {
    let error =
        database().execute("INSERT INTO t VALUES (1, 2)", ()).on_constraint::<Order>(|c| c.unique("t.a", "code"));
    let error = error.unwrap_err();
    assert_eq!(error.to_string(), "the database refused a row by a unique constraint `t.b` that belongs to no field",);
    let mut seen = String::new();
    let error = error.inspect_failure(|error| seen = error.to_string());
    assert_eq!(seen, "UNIQUE constraint failed: t.b");
    let DatabaseError::Failed(error) = error else { panic!() };
    let app: AppError = DatabaseError::Failed(error).into_error();
    assert!(matches!(app, AppError::Database(rusqlite::Error::SqliteFailure(..))));
    assert_eq!(ErrorBody::from(DatabaseError::Failed(())).status().code(), 500);
}
