//! Files as they are in the world.

use serde::Deserialize;
use unprocessable::Validate;
use unprocessable_rows::{self as rows, Csv, RowsError};

#[derive(Debug, Deserialize, Validate)]
struct User {
    #[validate(required, length(max = 12))]
    name: String,
    #[validate(range(18..=120))]
    age: u8,
}

/// Each row: its line with its name and age, or with its keys and sentences.
fn read(csv: &Csv, file: impl AsRef<[u8]>) -> Result<Vec<String>, RowsError> {
    let rows = csv.read::<User>(file.as_ref())?;
    Ok(rows
        .map(|row| match row.outcome {
            Ok(user) => format!("{}: {} is {}", row.line, user.name, user.age),
            Err(error) => format!("{}: {error}", row.line),
        })
        .collect())
}

fn lines(file: impl AsRef<[u8]>) -> Vec<String> {
    read(&Csv::new(), file).expect("a header")
}

#[test]
fn every_end_of_a_line_ends_one() {
    let expected = ["2: Jane is 34", "3: Joe is 18"];
    assert_eq!(lines("name,age\nJane,34\nJoe,18\n"), expected);
    assert_eq!(lines("name,age\nJane,34\nJoe,18"), expected);
    assert_eq!(lines("name,age\r\nJane,34\r\nJoe,18\r\n"), expected);
    assert_eq!(lines("name,age\rJane,34\rJoe,18\r"), expected);
    assert_eq!(lines("name,age\rJane,34\rJoe,18"), expected);
    assert_eq!(lines("\n\r\nname,age\n\nJane,34\n\n\nJoe,18\n\n"), ["5: Jane is 34", "8: Joe is 18"]);
}

#[test]
fn a_row_has_the_line_in_which_it_begins() {
    let file = "name,age\n\"Jane\nDoe\",34\n\"Joe\r\n\r\nX\",18\nAnn,17\n";
    assert_eq!(
        lines(file),
        ["2: Jane\nDoe is 34", "4: Joe\r\n\r\nX is 18", "7: age: The age must be between 18 and 120."]
    );
}

#[test]
fn quotes_are_read_as_spreadsheets_write_them() {
    assert_eq!(lines("name,age\n\"Doe, Jane\",34\n"), ["2: Doe, Jane is 34"]);
    assert_eq!(lines("name,age\n\"say \"\"hi\"\"\",34\n"), ["2: say \"hi\" is 34"]);
    assert_eq!(lines("name,age\n5\" disk,34\n"), ["2: 5\" disk is 34"], "a quote within a cell is a quote");
    assert_eq!(lines("name,age\n5\" disk,\"34\"\n"), ["2: 5\" disk is 34"]);
    assert_eq!(lines("\"name\",\"age\"\n\"Jane\",\"34\"\n"), ["2: Jane is 34"]);
    assert_eq!(lines("name,age\n\"Jane\"x,34\n"), ["2: Janex is 34"]);
    let escaped = Csv::new().escape(b'\\');
    assert_eq!(
        read(&escaped, "name,age\n\"a\\\"b\",34\n\"\\\\\",20\n").expect("a header"),
        ["2: a\"b is 34", "3: \\ is 20"]
    );
    let single = Csv::new().quote(b'\'').delimiter(b';');
    assert_eq!(read(&single, "name;age\n'a;b';34\n").expect("a header"), ["2: a;b is 34"]);
}

#[test]
fn a_quote_that_is_never_closed_takes_the_rest_of_the_file() {
    for rest in [1, 300_000] {
        let file = format!("name,age\nJane,34\n\"Joe,18\n{}", "Ann,20\n".repeat(rest));
        assert_eq!(lines(&file), ["2: Jane is 34", "3: _: The row has a quote that is never closed."]);
    }
}

#[test]
fn a_first_line_of_a_spreadsheet_names_the_delimiter() {
    assert_eq!(lines("sep=;\nname;age\nJane;34\n"), ["3: Jane is 34"]);
    assert_eq!(lines("sep=\t\r\nname\tage\r\nJane\t34\r\n"), ["3: Jane is 34"]);
    assert_eq!(lines("sep=,name,age\nx,Jane,34\n"), ["2: Jane is 34"]);
}

#[test]
fn ragged_rows_are_invalid_unless_they_are_taken() {
    let file = "name,age\nJane\nJoe,18,x\nAnn,20\n,\n";
    assert_eq!(
        lines(file),
        [
            "2: _: The number of cells must be 2, as in the header.",
            "3: _: The number of cells must be 2, as in the header.",
            "4: Ann is 20",
            "5: name: The name field is required.\nage: The age field is required.",
        ]
    );
    let ragged = read(&Csv::new().ragged(), file).expect("a header");
    assert_eq!(ragged[..2], ["2: age: The age field is required.", "3: Joe is 18"]);
}

#[test]
fn encodings_are_known_by_their_mark_or_named_and_nothing_is_replaced() {
    let text = "name,age\nJosé,34\n日本,20\n";
    let expected = ["2: José is 34", "3: 日本 is 20"];
    let utf16 = |little: bool| {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect::<Vec<_>>()
    };
    assert_eq!(lines(format!("\u{feff}{text}")), expected);
    assert_eq!(lines(utf16(true)), expected);
    assert_eq!(lines(utf16(false)), expected);
    let latin1 = b"name,age\nJos\xe9,34\nJoe,20\n";
    assert_eq!(lines(latin1), ["2: _: The row must be valid UTF-8.", "3: Joe is 20"]);
    let named = Csv::new().encoding("ISO-8859-1");
    assert_eq!(read(&named, latin1).expect("a header"), ["2: José is 34", "3: Joe is 20"]);
    let shift_jis = Csv::new().encoding("shift_jis");
    let japanese = b"name,age\n\x93\xfa\x96\x7b,34\n\x93\xff,20\nJoe,20\n";
    assert_eq!(
        read(&shift_jis, japanese).expect("a header"),
        ["2: 日本 is 34", "3: _: The row must be valid UTF-8.", "4: Joe is 20"]
    );
    let error = read(&Csv::new().encoding("klingon"), text).unwrap_err();
    assert_eq!(error.to_string(), "there is no encoding `klingon`; `utf-8`, `windows-1252` and `latin1` are some");
    let error = read(&Csv::new(), b"n\xe4me,age\n").unwrap_err();
    assert_eq!(error.to_string(), "the header is not valid UTF-8: if the file has another encoding, name it");
}

#[test]
fn a_file_may_be_empty_or_have_only_a_header() {
    for empty in ["", "\n\n", "\u{feff}", "\r\n"] {
        assert!(matches!(read(&Csv::new(), empty), Err(RowsError::Empty)), "{empty:?}");
    }
    for header in ["name,age", "name,age\n", "name,age\n\n\n"] {
        assert_eq!(lines(header), [""; 0], "{header:?}");
    }
    assert_eq!(rows::ndjson::<User>(&b""[..]).expect("lines").count(), 0);
    assert_eq!(rows::json::<User>(&b" [ ] "[..]).expect("an array").count(), 0);
}

#[test]
fn columns_that_nobody_reads_are_passed_over_and_others_are_missing() {
    assert_eq!(lines("id,name,,age,note\n1,Jane,x,34,\n"), ["2: Jane is 34"]);
    assert_eq!(lines("name\nJane\n"), ["2: age: The age field is required."]);
    #[derive(Debug, Deserialize, Validate)]
    #[serde(deny_unknown_fields)]
    struct Strict {
        #[validate(required)]
        name: String,
    }
    let strict = rows::csv::<Strict>("name,note\nJane,x\n".as_bytes()).expect("a header").next().expect("a row");
    let error = strict.outcome.map(|strict| strict.into_inner().name).unwrap_err();
    assert_eq!(error.to_string(), "note: This field is not allowed.");
}

#[test]
fn a_header_that_says_two_things_of_one_value_is_refused() {
    let conflict = read(&Csv::new(), "name,name.first,age\n").unwrap_err();
    assert_eq!(
        conflict.to_string(),
        "the header has two names for the same value, or a value and nested ones under the same name"
    );
    let deep = read(&Csv::new(), format!("a{}\n", "[b]".repeat(200))).unwrap_err();
    assert_eq!(deep.to_string(), "the header has a name with more than 127 steps");
}

#[test]
fn columns_of_one_name_are_a_list_and_numbered_ones_too() {
    #[derive(Debug, Deserialize, Validate)]
    struct Post {
        #[validate(length(max = 2), each(length(max = 3)))]
        #[serde(default)]
        tags: Vec<String>,
    }
    let read = |file: &str| {
        let posts = rows::csv::<Post>(file.as_bytes()).expect("a header");
        posts
            .map(|row| row.outcome.map(|post| post.into_inner().tags).map_err(|error| error.to_string()))
            .collect::<Vec<_>>()
    };
    let abc = || Ok(vec!["a".to_owned(), "b".to_owned()]);
    for header in ["tags,tags,tags", "tags[],tags[],tags[]", "tags[0],tags[1],tags[2]", "tags.2,tags.0,tags.1"] {
        let order = if header.starts_with("tags.2") {
            [",a,b", ",,a", ",,", "c,a,b", "long,a,b"]
        } else {
            ["a,b,", "a,,", ",,", "a,b,c", "a,b,long"]
        };
        let rows = read(&format!("{header}\n{}\n", order.join("\n")));
        assert_eq!(rows[0], abc(), "{header}");
        assert_eq!(rows[3], Err("tags: The tags must not have more than 2 items.".to_owned()), "{header}");
        assert!(rows[4].as_ref().is_err_and(|error| error.starts_with("tags: ")), "{header}");
    }
}

#[test]
fn an_array_that_is_none_or_is_not_closed_is_an_error_after_its_rows() {
    for file in ["", "{}", "null", "  x", "\"[\""] {
        let error = rows::json::<User>(file.as_bytes()).map(|_| ()).unwrap_err();
        assert_eq!(error.to_string(), "the file is not a JSON array: it must begin with `[`", "{file:?}");
    }
    let open = "the JSON array is not closed: the file ends without its `]`";
    let more = "something follows the JSON array: a file is one array, and a document in each line is NDJSON";
    for (file, error) in [
        ("[{\"name\": \"Jane\", \"age\": 34}", open),
        ("[{\"name\": \"Jane\", \"age\": 34},", open),
        ("[\"x]", open),
        ("[1] 2", more),
        ("[1][", more),
    ] {
        let rows = rows::json::<User>(file.as_bytes()).expect("a bracket");
        let last = rows.last().expect("a row").outcome.unwrap_err();
        assert_eq!(last.to_string(), error, "{file:?}");
    }
}

#[test]
fn a_comma_too_many_is_a_row_that_is_no_document_wherever_a_block_ends() {
    let jane = "{\"name\": \"Jane\", \"age\": 34}";
    for (file, valid, rejected) in [
        (format!("[{jane},]"), 1, 1),
        (format!("[,{jane}]"), 1, 1),
        ("[,]".to_owned(), 0, 2),
        (format!("[{}{}]", format!("{jane},").repeat(3_000), " ".repeat(100_000)), 3_000, 1),
    ] {
        let report = rows::json::<User>(file.as_bytes()).expect("a bracket").check().expect("it runs");
        assert_eq!((report.valid(), report.rejected()), (valid, rejected), "{:.40}", file);
    }
}

#[test]
fn documents_that_are_none_are_rows_with_a_sentence() {
    let file = "{\"name\": \"Jane\", \"age\": 34}\n{\n\n{\"name\": \"a\", \"name\": \"b\", \"age\": 20}\n\"x\"\n{\"name\": \"\\ud800\", \"age\": 20}\n\u{ff}";
    let file: Vec<u8> = file.chars().map(|character| character as u8).collect();
    let rows = rows::ndjson::<User>(&file[..]).expect("lines");
    let wrong: Vec<_> = rows.filter_map(|row| Some(format!("{}: {}", row.line, row.outcome.err()?))).collect();
    assert_eq!(
        wrong,
        [
            "2: _: The row must be a JSON document.",
            "4: _: The row has a key twice.",
            "5: _: The given data must be an object.",
            "6: _: The row must be valid UTF-8.",
            "7: _: The row must be valid UTF-8.",
        ]
    );
}
