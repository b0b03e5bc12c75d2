//! Values that must not repeat in a file.

use serde::Deserialize;
use unprocessable::Validate;
use unprocessable_rows::{self as rows, RowsError};

use crate::text;

#[derive(Debug, Deserialize, Validate)]
struct User {
    #[validate(length(max = 30))]
    email: Option<String>,
    #[validate(nested)]
    card: Option<Card>,
}

#[derive(Debug, Deserialize, Validate)]
struct Card {
    #[validate(gt(0))]
    number: u64,
}

#[test]
fn the_second_row_with_a_value_is_invalid_and_names_the_first() {
    let file = "\
email,card.number
a@example.com,1
b@example.com,0
,
a@example.com,2
,
b@example.com,2
";
    for unique in [["email", "card.number"], ["email", "card[number]"]] {
        let mut rejects = Vec::new();
        let mut users = rows::csv::<User>(file.replace("card.number", unique[1]).leak().as_bytes()).expect("a header");
        for field in unique {
            users = users.unique_in_file(field);
        }
        let report = users.rejects(&mut rejects).check().expect("it runs");
        let expected = "\
line,column,key,code,message
3,NAME,card.number,gt,The number must be greater than 0.
5,email,email,unique_in_file,The email is in line 2 of the file already.
7,email,email,unique_in_file,The email is in line 3 of the file already.
7,NAME,card.number,unique_in_file,The number is in line 5 of the file already.
";
        let lines: Vec<serde_json::Value> =
            text(&rejects).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        let cell = |line: &serde_json::Value, name: &str| match &line[name] {
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let names = ["line", "column", "key", "code", "message"];
        let written: Vec<_> = lines.iter().map(|line| names.map(|name| cell(line, name)).join(",") + "\n").collect();
        assert_eq!(names.join(",") + "\n" + &written.concat(), expected.replace("NAME", unique[1]));
        assert_eq!((report.rejected(), report.spilled()), (3, 0));
    }
}

#[test]
fn documents_are_compared_by_their_values_as_they_are_written() {
    let lines = "{\"email\": \"\\u0061\"}\n{\"email\": \"a\", \"card\": null}\n{}\n{\"email\": null}\n{\"email\": \"\"}\n{\"email\": \"\"}\n";
    let users = rows::ndjson::<User>(lines.as_bytes()).expect("lines").unique_in_file("email");
    let wrong: Vec<_> = users.filter(|row| row.outcome.is_err()).map(|row| row.line).collect();
    assert_eq!(wrong, [2]);
}

#[test]
fn more_values_than_fit_into_memory_are_found_all_the_same() {
    let rows = (0..50_000).map(|n: u32| format!("{}@example.com\n", if n % 10_000 == 9_999 { 0 } else { n }));
    let file = "email\n".to_owned() + &rows.collect::<String>();
    for (memory, spilled) in [(0, 1), (1024 * 1024, 1), (64 * 1024 * 1024, 0)] {
        let users = rows::csv::<User>(file.as_bytes()).expect("a header").unique_in_file("email").unique_memory(memory);
        let report = users.check().expect("it runs");
        assert_eq!((report.rejected(), report.spilled()), (5, spilled), "{memory} bytes");
        assert_eq!(report.counts()[0].lines, [10_001, 20_001, 30_001, 40_001, 50_001]);
    }
}

#[test]
fn a_name_that_is_no_column_is_a_mistake_and_not_a_field_that_is_never_there() {
    let error = rows::csv::<User>("email\n".as_bytes()).expect("a header").unique_in_file("mail").check().unwrap_err();
    assert!(matches!(error, RowsError::NoSuchColumn { .. }));
    assert_eq!(error.to_string(), "`mail` must be unique in the file, and the file has no such column");
    let mut rows = rows::csv::<User>("email\nx\n".as_bytes()).expect("a header").unique_in_file("mail");
    assert!(rows.next().is_some_and(|row| row.outcome.is_err_and(|error| error.errors().is_none())));
    assert!(rows.next().is_none(), "it is over");
}
