//! What messages call fields and elements, in `validate` and in decode alike.
#![allow(dead_code)]

use std::collections::{BTreeMap, HashMap};

use crate::common::pairs;
use serde::Deserialize;
use unprocessable::{Rejection, Validate, from_json};

#[derive(Deserialize, Validate, Debug)]
struct Line {
    #[validate(length(min = 2))]
    name: String,
}

#[derive(Deserialize, Validate, Debug)]
struct Post {
    #[validate(length(min = 1), each(attribute = "tag", length(min = 2)))]
    tags: Vec<String>,
    #[validate(attribute = "list of prices", length(min = 9), values(gt(0), attribute = "price"))]
    prices: BTreeMap<String, i8>,
    #[validate(keys(attribute = "language", length(equal = 2)), values(length(min = 2)))]
    titles: HashMap<String, String>,
    #[validate(each(attribute = "row", length(max = 2), each(attribute = "cell", lt(10))))]
    grid: Vec<Vec<u8>>,
    #[validate(each(nested, attribute = "line"))]
    lines: Vec<Line>,
    #[validate(each(lt(10)))]
    plain: Vec<u8>,
    #[validate(nested)]
    wrapped: Wrapped,
    #[validate(nested)]
    choice: Choice,
    count: u8,
}

#[derive(Deserialize, Validate, Debug)]
struct Wrapped(#[validate(each(attribute = "word", length(min = 2)))] Vec<String>);

#[derive(Deserialize, Validate, Debug)]
enum Choice {
    Several(#[validate(each(attribute = "item", gt(0)))] Vec<u8>),
}

const BAD: &str = r#""tags": ["ok", "x"], "prices": {"eur": 0}, "titles": {"english": "x"}, "grid": [[1, 10], [1, 2, 3]],
    "lines": [{"name": ""}], "plain": [10], "wrapped": ["x"], "choice": {"Several": [0]}"#;

const SAID: [(&str, &str); 11] = [
    ("tags.1", "The tag must be at least 2 characters."),
    ("prices", "The list of prices must have at least 9 items."),
    ("prices.eur", "The price must be greater than 0."),
    ("titles.english", "The language must be 2 characters."),
    ("titles.english", "The titles must be at least 2 characters."),
    ("grid.0.1", "The cell must be less than 10."),
    ("grid.1", "The row must not have more than 2 items."),
    ("lines.0.name", "The name must be at least 2 characters."),
    ("plain.0", "The plain must be less than 10."),
    ("wrapped.0", "The word must be at least 2 characters."),
    ("choice.Several.0", "The item must be greater than 0."),
];

fn said(document: &str) -> Vec<(String, String)> {
    match from_json::<Post>(document.as_bytes()) {
        Err(Rejection::Invalid(errors)) => pairs(&errors),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_element_is_called_by_the_label_that_its_list_gives_it() {
    let mut expected: Vec<(String, String)> =
        SAID.iter().map(|(key, sentence)| ((*key).to_owned(), (*sentence).to_owned())).collect();
    assert_eq!(said(&format!("{{{BAD}, \"count\": 1}}")), expected);
    // The same in a request that serde refuses.
    expected.push(("count".into(), "The count must be an integer.".into()));
    assert_eq!(said(&format!("{{{BAD}, \"count\": \"x\"}}")), expected);
}

#[test]
fn an_element_that_cannot_be_read_has_that_label_too() {
    let document = r#"{"tags": [1, null, "x"], "prices": {"eur": "0"}, "titles": {"de": 5}, "grid": [7, ["x"]], "lines": [5],
        "plain": [], "wrapped": [1], "choice": {"Several": [300]}, "count": 1}"#;
    let said = said(document);
    let said: Vec<_> = said.iter().map(|(key, sentence)| (key.as_str(), sentence.as_str())).collect();
    assert_eq!(
        said,
        [
            ("tags.0", "The tag must be text."),
            ("tags.1", "The tag field is required."),
            ("tags.2", "The tag must be at least 2 characters."),
            ("prices.eur", "The price must be an integer."),
            ("titles.de", "The titles must be text."),
            ("grid.0", "The row must be a list."),
            ("grid.1.0", "The cell must be an integer."),
            ("lines.0", "The line must be an object."),
            ("wrapped.0", "The word must be text."),
            ("choice.Several.0", "The item must be between 0 and 255."),
        ]
    );
}
