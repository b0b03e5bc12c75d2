//! `infer`: what is seen in a sample, and that the set accepts it.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::Folder;

fn users(rows: usize) -> String {
    let mut csv = String::from("id,email,age,zip,status,born,price,note,active\n");
    for n in 0..rows {
        let status = ["new", "paid", "open"][n % 3];
        let (age, zip, day) = (18 + n % 70, n * 37 % 100_000, 1 + n % 28);
        let note = if n % 7 == 0 { "a note" } else { "" };
        let _ = writeln!(
            csv,
            "{n},user{n}@example.com,{age},{zip:05},{status},1990-02-{day:02},{}.{:02},{note},{}",
            n % 90,
            n % 100,
            n % 2 == 0,
        );
    }
    csv
}

#[test]
fn types_formats_bounds_and_choices_are_seen() {
    let folder = Folder::new(&[("users.csv", &users(100))]);
    let ran = folder.run(&["infer", "users.csv"]);
    ran.ends(0);
    assert_eq!(
        ran.out,
        r#"# A first rule set, made from 100 rows of users.csv.
# It accepts these rows. Comments say what was seen; what is allowed is for you to say.
version = 1

[fields]
# in all 100 rows; all differ, which `--unique id` checks
id = "required|integer|min:0"
# in all 100 rows; all differ, which `--unique email` checks
email = "required|text|email"
# in all 100 rows
age = "required|integer|min:1|max:100"
# in all 100 rows; 5 characters; all differ, which `--unique zip` checks
zip = "required|text|digits:5"
# in all 100 rows; 3 different texts
status = 'required|text|one_of:"new","open","paid"'
# in all 100 rows
born = "required|text|date"
# in all 100 rows; all differ, which `--unique price` checks
price = "required|number|min:0|max:100"
# in 15 of 100 rows; 1 text
note = 'text|one_of:"a note"'
# in all 100 rows
active = "required|boolean"
"#
    );
    assert_eq!(ran.err, "");
    assert_eq!(folder.run(&["infer", "users.csv"]).out, ran.out);
}

#[test]
fn values_are_left_out_if_one_likes() {
    let folder = Folder::new(&[("users.csv", &users(100))]);
    let ran = folder.run(&["infer", "users.csv", "--no-values"]);
    ran.ends(0);
    for value in ["paid", "a note", "user1@example.com", "1990-02-01"] {
        assert!(!ran.out.contains(value), "{}", ran.out);
    }
    assert!(
        ran.out.contains("# in all 100 rows; 3 different texts; 3 to 4 characters\nstatus = \"required|text|max:5\""),
        "{}",
        ran.out
    );
}

#[test]
fn no_value_but_choices_is_written() {
    let mut csv = String::from("name,salary,code\n");
    for n in 0..50 {
        let _ = writeln!(csv, "Canary Name {n},{},CANARY-{n}", 73_911 + n);
    }
    let folder = Folder::new(&[("people.csv", &csv)]);
    let ran = folder.run(&["infer", "people.csv"]);
    ran.ends(0);
    for value in ["anary", "CANARY", "739"] {
        assert!(!ran.out.contains(value), "{}", ran.out);
    }
}

#[test]
fn nested_documents_are_followed() {
    let orders = [
        json!({ "id": 1, "customer": { "email": "a@example.com" }, "items": [{ "price": 1.5, "tags": ["x"] }], "note": null }),
        json!({ "id": 2, "customer": { "email": "b@example.com" }, "items": [], "a.b": "10.0.0.1", "mixed": 1 }),
        json!({ "id": 3, "customer": { "email": "c@example.com", "vip": true }, "items": [{ "price": 2 }], "mixed": "x" }),
    ];
    let lines: Vec<String> = orders.iter().map(Value::to_string).collect();
    let folder = Folder::new(&[("orders.ndjson", &lines.join("\n")), ("orders.json", &json!(orders).to_string())]);
    let ran = folder.run(&["infer", "orders.ndjson"]);
    ran.ends(0);
    let fields: Vec<&str> = ran.out.lines().filter(|line| !line.starts_with('#')).skip(3).collect();
    assert_eq!(
        fields,
        [
            r#"id = "required|integer|min:1|max:5""#,
            r#"customer = "required|object""#,
            r#""customer.email" = "required|text|email""#,
            r#""customer.vip" = "boolean""#,
            r#"items = "present|list|max:1""#,
            r#""items.*" = "required|object""#,
            r#""items.*.price" = "required|number|min:1|max:2""#,
            r#""items.*.tags" = "list|max:1""#,
            r#""items.*.tags.*" = "required|text|max:1""#,
            r#"note = "any""#,
            r#"'a\.b' = "text|ipv4""#,
            r#"mixed = "any""#,
        ]
    );
    let from_array = folder.run(&["infer", "orders.json"]);
    assert_eq!(from_array.out.replace("orders.json", "orders.ndjson"), ran.out);
}

#[test]
fn a_sample_may_be_a_part_and_may_come_from_standard_input() {
    let folder = Folder::new(&[]);
    let ran = folder.run_on(users(100), &["infer", "--input", "csv", "--sample", "10", "-"]);
    ran.ends(0);
    assert!(ran.out.starts_with("# A first rule set, made from 10 rows of standard input.\n"), "{}", ran.out);
}

#[test]
fn what_has_no_rows_has_no_rule_set() {
    let folder = Folder::new(&[("empty.csv", "a,b\n"), ("bad.ndjson", "x\n1\n"), ("nothing.csv", "")]);
    folder.run(&["infer", "empty.csv"]).says("empty.csv has no row to look at");
    folder
        .run(&["infer", "bad.ndjson"])
        .says("bad.ndjson has no row to look at (bad.ndjson, line 1: The row must be a JSON document. Such rows are left out.)");
    folder.run(&["infer", "nothing.csv"]).says("nothing.csv: the file is empty: its first row must be the header");
    folder.write("some.csv", "a,b\n1,2\n1\n3,4\n");
    let ran = folder.run(&["infer", "some.csv"]);
    ran.ends(0);
    assert_eq!(ran.err, "some.csv, line 3: The number of cells must be 2, as in the header. Such rows are left out.\n");
}

#[test]
fn ten_thousand_columns_have_a_rule_set() {
    let header: Vec<String> = (0..10_000).map(|n| format!("c{n}")).collect();
    let row: Vec<String> = (0..10_000).map(|n| n.to_string()).collect();
    let folder = Folder::new(&[("wide.csv", &format!("{}\n{}\n", header.join(","), row.join(",")))]);
    folder.shell("unprocessable infer wide.csv > wide.toml").ends(0);
    folder.run(&["check", "wide.csv", "--rules", "wide.toml"]).ends(0);
}

/// Texts that are easily taken for something else.
const TEXTS: [&str; 40] = [
    "",
    " ",
    "a",
    "A b",
    "0",
    "00",
    "007",
    "-0",
    "-1",
    "1",
    "12",
    "255",
    "256",
    "1.5",
    ".5",
    "5.",
    "1e3",
    "1e400",
    "-",
    "+1",
    "NaN",
    "inf",
    "true",
    "false",
    "yes",
    "no",
    "on",
    "off",
    "null",
    "2024-02-29",
    "2023-02-29",
    "12:30",
    "10.0.0.1",
    "::1",
    "jane@example.com",
    "https://example.com",
    "9223372036854775807",
    "9223372036854775808",
    "é\u{301}",
    "\u{200b}",
];

#[test]
fn the_set_accepts_the_cells_that_it_was_made_from() {
    let mut random = fastrand::Rng::with_seed(1);
    let folder = Folder::new(&[]);
    for case in 0..80 {
        let names = [
            "id", "name", "country", "phone", "a.b", "list[0]", "list[1]", "x[0][y]", "x[1][y]", "slug", "host", "\\",
            "_",
        ];
        let columns: Vec<&str> = names.into_iter().filter(|_| random.bool()).collect();
        if columns.is_empty() {
            continue;
        }
        // Columns of few texts are those that become formats, numbers and choices.
        let texts: Vec<Vec<&str>> = columns
            .iter()
            .map(|_| (0..random.usize(1..4)).map(|_| TEXTS[random.usize(..TEXTS.len())]).collect())
            .collect();
        let mut csv = columns.join(",") + "\n";
        for _ in 0..random.usize(1..40) {
            let row: Vec<String> =
                texts.iter().map(|texts| format!("\"{}\"", texts[random.usize(..texts.len())])).collect();
            csv.push_str(&(row.join(",") + "\n"));
        }
        accepts(&folder, "sample.csv", &csv, case);
    }
}

fn value(random: &mut fastrand::Rng, depth: usize) -> Value {
    match random.usize(..if depth < 3 { 9 } else { 7 }) {
        0 => Value::Null,
        1 => json!(random.bool()),
        2 => json!(random.i64(-3..300)),
        3 => [json!(u64::MAX), json!(i64::MIN), json!(0.5), json!(-1e300), json!(1e20)][random.usize(..5)].clone(),
        4..=6 => json!(TEXTS[random.usize(..TEXTS.len())]),
        7 => (0..random.usize(..4)).map(|_| value(random, depth + 1)).collect(),
        _ => object(random, depth + 1).into(),
    }
}

fn object(random: &mut fastrand::Rng, depth: usize) -> Map<String, Value> {
    const NAMES: [&str; 12] = ["id", "name", "country", "a.b", "\\", "_", "", "*", "é", "x y", "\"", "\n"];

    (0..random.usize(..5)).map(|_| (NAMES[random.usize(..NAMES.len())].to_owned(), value(random, depth))).collect()
}

#[test]
fn the_set_accepts_the_documents_that_it_was_made_from() {
    let mut random = fastrand::Rng::with_seed(2);
    let folder = Folder::new(&[]);
    for case in 0..80 {
        let kinds: Vec<Map<String, Value>> = (0..random.usize(1..4)).map(|_| object(&mut random, 0)).collect();
        let rows: Vec<Value> = (0..random.usize(1..15))
            .map(|_| {
                // Most fields are as in the other rows.
                let mut row = kinds[random.usize(..kinds.len())].clone();
                row.extend(if random.u8(..4) == 0 { object(&mut random, 1) } else { Map::new() });
                row.into()
            })
            .collect();
        let lines: Vec<String> = rows.iter().map(Value::to_string).collect();
        accepts(&folder, "sample.ndjson", &lines.join("\n"), case);

        // What passes a set fits its schema.
        let schema = folder.run(&["explain", "sample.toml", "--as", "json-schema"]);
        let schema: Value = serde_json::from_str(&schema.ends(0).out).expect("JSON");
        let schema = jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema");
        for row in &rows {
            assert!(
                schema.is_valid(row),
                "case {case}: {row} does not fit the schema of\n{}",
                folder.read("sample.toml")
            );
        }
    }
}

#[track_caller]
fn accepts(folder: &Folder, name: &str, sample: &str, case: usize) {
    folder.write(name, sample);
    let inferred = folder.run(&["infer", name]);
    assert_eq!(inferred.code, Some(0), "case {case}: {}\n{sample}", inferred.err);
    folder.write("sample.toml", &inferred.out);
    let checked = folder.run(&["check", name, "--rules", "sample.toml"]);
    assert_eq!(checked.code, Some(0), "case {case}: {}{}\n{}\n{sample}", checked.out, checked.err, inferred.out);
}

#[test]
fn columns_with_numbers_in_brackets_are_lists() {
    let folder =
        Folder::new(&[("orders.csv", "id,items[0][name],items[0][n],items[1][name],items[1][n],tags[0],tags[1]\n")]);
    let rows = "1,pen,2,ink,3,a,b\n2,pen,1,,,a,\n3,,,ink,4,,\n4,,,,,,\n";
    folder.write("orders.csv", folder.read("orders.csv") + rows);
    let ran = folder.run(&["infer", "orders.csv"]);
    assert_eq!(ran.ends(0).err, "");
    for words in [
        "items = \"list",
        "\"items.*\" = \"",
        "\"items.*.name\" = \"text",
        "\"items.*.n\" = \"integer",
        "\"tags.*\" = \"required|text",
    ] {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
    assert!(!ran.out.contains("items.0"), "{}", ran.out);
    folder.write("orders.toml", &ran.out);
    let ran = folder.run(&["check", "orders.csv", "--rules", "orders.toml", "--strict-columns"]);
    assert_eq!((ran.ends(0).out.as_str(), ran.err.as_str()), ("orders.csv: all 4 rows are valid\n", ""));
}

#[test]
fn a_first_row_of_data_is_said() {
    let sentence = "the first row looks like data, not like names; --names a,b,c names the columns of such a file";
    let folder = Folder::new(&[]);
    for header in ["jane@example.com,x", "x,34", "x,1990-02-03", "x,-1.5"] {
        folder.write("a.csv", format!("{header}\njoe@example.com,17\n"));
        let ran = folder.run(&["infer", "a.csv"]);
        assert_eq!(ran.ends(0).err, format!("a.csv: {sentence}\n"), "{header}");
        assert!(ran.out.contains(&format!("\n# a.csv: {sentence}.\nversion = 1\n")), "{}", ran.out);
        let named = folder.run(&["infer", "a.csv", "--names", "a,b"]);
        assert!(named.err.is_empty() && named.out.contains("from 2 rows"), "{named:?}");
    }
    folder.write("a.csv", "email,items[0][price],2nd\nx,1,2\n");
    assert_eq!(folder.run(&["infer", "a.csv"]).err, "");
}
