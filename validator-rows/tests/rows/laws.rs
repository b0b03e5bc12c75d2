//! What a row means is what a form with the same names means, whether serde reads it at once or not, and what a set with
//! the same rules says.

use fastrand::Rng;
use unprocessable::{Rejection, Valid, from_form, from_json};
use unprocessable_rows::{self as rows, Row, RowError, Rows};
use unprocessable_ruleset::RuleSet;

use crate::types::{Order, declaration};

const HEADER: [&str; 14] = [
    "email",
    "age",
    "amount",
    "name",
    "minPrice",
    "maxPrice",
    "terms",
    "status",
    "address.zip",
    "address[city]",
    "items[0][sku]",
    "items[0][count]",
    "items[1][sku]",
    "items.1.count",
];

/// Cells that are right, cells that are wrong in each way, and cells that are written in an odd way.
const CELLS: [&[&str]; 14] = [
    &[
        "jane@example.com",
        "jane",
        "",
        " ",
        "a@b.co\n",
        "j\"q\"@example.com",
        "very.long.name.of.a.person@mail.example.com",
    ],
    &["18", "34", "017", "17", "300", "-1", "-0", "+20", "20.0", "2e1", "x", "", " ", "18 ", "99999999999999999999"],
    &["1", "0.5", ".5", "0", "-1", "1e3", "007.5", "1.", "", "NaN", "inf", "1,5", "0.1234567890123456789", "1e999"],
    &["Jane", "J", "", "日本", "J4ne", "  ", "Jane, \"Doe\""],
    &["1", "", "9", "-5", "x", "9223372036854775807", "9223372036854775808", "01"],
    &["5", "", "5.0", "null", "-9"],
    &["true", "yes", "1", "on", "false", "no", "0", "", "TRUE", "maybe"],
    &["open", "paid", "Open", "", "closed"],
    &["10115", "1234", "", "1234x"],
    &["Berlin", "", " ", "São Paulo"],
    &["ABC", "abc", ""],
    &["1", "1000", "1001", "", "x"],
    &["XYZ", "", "xy"],
    &["7", "", "0"],
];

/// Numbers that a document of `serde_json` cannot hold, so that a rule set does not see them.
const BEYOND: [&str; 2] = ["99999999999999999999", "1e999"];

fn has_number_beyond(row: &str) -> bool {
    BEYOND.iter().any(|number| row.contains(number))
}

fn random_row(random: &mut Rng) -> Vec<&'static str> {
    // Mostly right, so that many rows are valid and others have one mistake.
    CELLS.iter().map(|cells| if random.u8(..) < 220 { cells[0] } else { cells[random.usize(..cells.len())] }).collect()
}

fn csv(table: &[Vec<&str>]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER).expect("memory");
    table.iter().for_each(|row| writer.write_record(row).expect("memory"));
    writer.into_inner().expect("memory")
}

/// The pairs of a form with the cells of a row. What a row leaves out, the form has not.
fn form(row: &[&str]) -> String {
    let is_empty = |columns: std::ops::Range<usize>| row[columns].iter().all(|cell| cell.is_empty());
    let is_left_out = |column| match column {
        8..10 => is_empty(8..10),
        10..12 => is_empty(10..14),
        12..14 => is_empty(12..14),
        _ => false,
    };
    let pairs = HEADER.iter().zip(row).enumerate().filter(|(column, _)| !is_left_out(*column));
    let encode = |text: &str| text.bytes().map(|byte| format!("%{byte:02x}")).collect::<String>();
    pairs.map(|(_, (name, cell))| format!("{}={}", encode(name), encode(cell))).collect::<Vec<_>>().join("&")
}

/// A value, or the keys, codes and sentences of what is wrong.
type Verdict = Result<String, Vec<(String, String, String)>>;

fn wrong(errors: &unprocessable::ValidationErrors) -> Vec<(String, String, String)> {
    errors
        .iter()
        .map(|(key, violation)| (key.into(), violation.code().into(), violation.message().to_string()))
        .collect()
}

fn of_request(outcome: Result<Valid<Order>, Rejection>) -> Verdict {
    match outcome {
        Ok(order) => Ok(format!("{:?}", order.into_inner())),
        Err(rejection) => Err(wrong(rejection.errors().expect("no malformed request"))),
    }
}

fn of_row<V>(row: Row<V>, show: impl Fn(V) -> String) -> Verdict {
    match row.outcome {
        Ok(value) => Ok(show(value)),
        Err(RowError::Invalid(errors)) => Err(wrong(&errors)),
        Err(RowError::Unreadable(error)) => panic!("{error}"),
    }
}

fn of_rows<V: Send>(rows: Rows<'_, V>, show: impl Fn(V) -> String) -> Vec<Verdict> {
    rows.map(|row| of_row(row, &show)).collect()
}

#[test]
fn a_row_means_what_a_form_means() {
    let mut random = Rng::with_seed(18);
    let table: Vec<_> = (0..10_000).map(|_| random_row(&mut random)).collect();
    let file = csv(&table);
    let read = of_rows(rows::csv::<Order>(&file[..]).expect("a header"), |order| format!("{:?}", order.into_inner()));
    assert_eq!(read.len(), table.len());
    let mut valid = 0;
    for (row, read) in table.iter().zip(&read) {
        assert_eq!(*read, of_request(from_form::<Order>(form(row))), "{row:?}");
        valid += usize::from(read.is_ok());
    }
    assert!((500..9_500).contains(&valid), "{valid} rows are valid");
}

#[test]
fn a_rule_set_says_of_a_row_what_the_type_says() {
    let set = RuleSet::from_json(&declaration()).expect("the declaration is a set");
    let mut random = Rng::with_seed(19);
    let table: Vec<_> = (0..10_000).map(|_| random_row(&mut random)).collect();
    let file = csv(&table);
    let of_type = of_rows(rows::csv::<Order>(&file[..]).expect("a header"), |_| String::new());
    let of_set = of_rows(rows::csv_by(&file[..], &set).expect("a header"), |_| String::new());
    for ((row, of_type), of_set) in table.iter().zip(of_type).zip(of_set) {
        if has_number_beyond(&row.join(",")) {
            continue;
        }
        assert_eq!(of_type, of_set, "{row:?}");
    }
}

/// Documents of the rows, with numbers as numbers where they are some.
fn documents(random: &mut Rng) -> Vec<String> {
    let json = |column: usize, cell: &str| match column {
        1 | 2 | 4 | 5 | 11 | 13 if serde_json::from_str::<serde_json::Number>(cell).is_ok() => cell.to_owned(),
        6 if matches!(cell, "true" | "false") => cell.to_owned(),
        _ if cell.is_empty() && column != 0 => "null".to_owned(),
        _ => serde_json::to_string(cell).expect("text"),
    };
    let document = |random: &mut Rng| {
        let row = random_row(random);
        let cell = |column: usize| json(column, row[column]);
        let flat: Vec<_> = (0..8).map(|column| format!("\"{}\": {}", HEADER[column], cell(column))).collect();
        format!(
            "{{{}, \"address\": {{\"zip\": {}, \"city\": {}}}, \"items\": [{{\"sku\": {}, \"count\": {}}}]}}",
            flat.join(", "),
            cell(8),
            cell(9),
            cell(10),
            cell(11)
        )
    };
    (0..10_000).map(|_| document(random)).collect()
}

#[test]
fn a_rule_set_reads_numbers_as_types_do_and_loses_no_mistake_beside_one_that_is_too_large() {
    #[derive(Debug, serde::Deserialize, unprocessable::Validate)]
    struct Numbers {
        #[validate(gt(0))]
        #[allow(dead_code, reason = "only read")]
        f: f64,
        #[validate(gt(0))]
        #[allow(dead_code, reason = "only read")]
        n: i64,
    }
    let set = "version = 1\n[fields]\nf = 'required|number|gt:0'\nn = 'required|i64|gt:0'";
    let set = RuleSet::from_toml(set).expect("a set");
    let cells = [
        "2", "2 ", " 2", "2\t", "+2", "-2", "-0", "02", "2.5", ".5", "5.", "2e3", "2e", "0x2", "1,5", "1_0", "٣",
        "--2", "", " ",
    ];
    for cell in cells {
        let file = format!("f,n\n\"{cell}\",\"{cell}\"\n");
        let of_type = of_rows(rows::csv::<Numbers>(file.as_bytes()).expect("a header"), |_| String::new());
        let of_set = of_rows(rows::csv_by(file.as_bytes(), &set).expect("a header"), |_| String::new());
        assert_eq!(of_type, of_set, "{cell:?}");
    }
    let of_set = of_rows(rows::ndjson_by(&br#"{"f": 1e400, "n": "x"}"#[..], &set).expect("lines"), |_| String::new());
    let keys = of_set[0].as_ref().unwrap_err().iter().map(|(key, ..)| key.as_str()).collect::<Vec<_>>();
    assert_eq!(keys, ["f", "n"]);
}

#[test]
fn lines_items_and_rule_sets_say_what_a_request_says() {
    let set = RuleSet::from_json(&declaration()).expect("the declaration is a set");
    let documents = documents(&mut Rng::with_seed(20));
    let requests: Vec<_> =
        documents.iter().map(|document| of_request(from_json::<Order>(document.as_bytes()))).collect();
    let show = |order: Valid<Order>| format!("{:?}", order.into_inner());
    let (lines, array) = (documents.join("\n"), format!(" [{}\n] ", documents.join(",\n")));
    same(&documents, of_rows(rows::ndjson::<Order>(lines.as_bytes()).expect("lines"), show), &requests);
    same(&documents, of_rows(rows::json::<Order>(array.as_bytes()).expect("an array"), show), &requests);
    let without_values: Vec<_> = requests.into_iter().map(|verdict| verdict.map(|_| String::new())).collect();
    let is_kept = |document: &&String| !has_number_beyond(document);
    let (documents, without_values): (Vec<_>, Vec<_>) =
        documents.into_iter().zip(without_values).filter(|(document, _)| is_kept(&document)).unzip();
    let (lines, array) = (documents.join("\n"), format!("[{}]", documents.join(",\n")));
    let by_set = rows::ndjson_by(lines.as_bytes(), &set).expect("lines");
    same(&documents, of_rows(by_set, |_| String::new()), &without_values);
    let by_set = rows::json_by(array.as_bytes(), &set).expect("an array");
    same(&documents, of_rows(by_set, |_| String::new()), &without_values);
}

fn same(documents: &[String], read: Vec<Verdict>, expected: &[Verdict]) {
    assert_eq!(read.len(), expected.len());
    for ((document, read), expected) in documents.iter().zip(read).zip(expected) {
        assert_eq!(read, *expected, "{document}");
    }
}
