//! What all adapters share, without a server: parameters of paths and header fields by the types that read them.

use std::collections::BTreeMap;

use serde::Deserialize;
use unprocessable::Validate;
use unprocessable::web::adapter::{Extractor as _, RequestData, extract};
use unprocessable::web::{EarlyResponse, Readable, ValidHeaders, ValidPath};

fn path<T: Readable>(parameters: &[(&str, &str)]) -> Result<T::Value, String> {
    let mut request = RequestData::new(ValidPath::<T>::NEEDS, None, &[][..], None);
    request.set_path("", parameters.iter().copied());
    answer(now(extract(request)).map(|ValidPath::<T>(value)| value.into_inner()))
}

fn headers<T: Readable>(fields: &[(&str, &[u8])]) -> Result<T::Value, String> {
    let request = RequestData::new(ValidHeaders::<T>::NEEDS, None, fields, None);
    answer(now(extract(request)).map(|ValidHeaders::<T>(value)| value.into_inner()))
}

fn now<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

fn answer<T>(result: Result<T, EarlyResponse>) -> Result<T, String> {
    result.map_err(|response| {
        let error = response.into_error().unwrap();
        format!("{} {}", error.status().code(), error.to_json())
    })
}

#[derive(Debug, PartialEq, Deserialize, Validate)]
struct Number(#[validate(range(1..=9))] u8);

#[derive(Debug, PartialEq, Deserialize, Validate)]
struct Maybe(#[validate(range(1..=9))] Option<u8>);

#[derive(Debug, PartialEq, Deserialize, Validate)]
struct Around(#[validate(nested)] Number);

#[derive(Debug, PartialEq, Deserialize, Validate)]
struct Labelled(#[validate(range(1..=9), attribute = "shelf number")] u8);

#[derive(Debug, PartialEq, Deserialize, Validate)]
struct AroundNames(#[validate(nested)] Names);

#[derive(Debug, PartialEq, Deserialize, Validate)]
struct Names {
    #[validate(range(1..=9))]
    number: u8,
}

#[derive(Debug, PartialEq, Deserialize, Validate)]
struct Pair(#[validate(nested)] Number, #[validate(length(max = 3))] String);

#[derive(Debug, PartialEq, Deserialize, Validate)]
struct All(#[validate(length(max = 2), each(length(max = 3)))] Vec<String>);

#[derive(Debug, PartialEq, Deserialize, Validate)]
#[serde(rename_all = "lowercase")]
enum Colour {
    Red,
}

#[derive(Debug, PartialEq, Deserialize, Validate)]
#[serde(try_from = "String")]
struct Code(#[validate(length(equal = 2))] String);

impl TryFrom<String> for Code {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text == "XX" { Err("no code") } else { Ok(Self(text)) }
    }
}

fn invalid(status: u16, errors: &str) -> String {
    format!(r#"{status} {{"message":"The given data was invalid.","errors":{{{errors}}}}}"#)
}

#[test]
fn a_newtype_takes_the_only_parameter() {
    let range = r#""id":["The id must be between 1 and 9."]"#;
    assert_eq!(path::<Number>(&[("id", "7")]), Ok(Number(7)));
    assert_eq!(path::<Number>(&[("id", "0")]), Err(invalid(422, range)));
    assert_eq!(path::<Number>(&[("id", "x")]), Err(invalid(400, r#""id":["The id must be an integer."]"#)));
    assert_eq!(path::<Around>(&[("id", "7")]), Ok(Around(Number(7))));
    assert_eq!(path::<Around>(&[("id", "0")]), Err(invalid(422, range)));
    assert_eq!(path::<Maybe>(&[("id", "7")]), Ok(Maybe(Some(7))));
    assert_eq!(path::<Maybe>(&[("id", "")]), Ok(Maybe(None)));
    let labelled = r#""id":["The shelf number must be between 1 and 9."]"#;
    assert_eq!(path::<Labelled>(&[("id", "0")]), Err(invalid(422, labelled)));
    assert_eq!(path::<Colour>(&[("colour", "red")]), Ok(Colour::Red));
    let colour = path::<Colour>(&[("colour", "blue")]).unwrap_err();
    assert!(colour.starts_with("400") && colour.contains(r#""colour":["The selected colour is invalid"#), "{colour}");
    assert_eq!(path::<Code>(&[("code", "AT")]), Ok(Code("AT".into())));
    assert_eq!(path::<Code>(&[("code", "XX")]), Err(invalid(400, r#""code":["The code is invalid."]"#)));
    // The name is escaped as it is in any key.
    assert_eq!(path::<Number>(&[("a.b", "7")]), Ok(Number(7)));
    assert!(path::<Number>(&[("a.b", "0")]).unwrap_err().contains(r#""a\\.b":"#));
}

#[test]
fn a_tuple_takes_parameters_by_their_positions() {
    assert_eq!(path::<Pair>(&[("number", "7"), ("word", "red")]), Ok(Pair(Number(7), "red".into())));
    let both = r#""number":["The number must be between 1 and 9."],"word":["The word must not be greater than 3 characters."]"#;
    assert_eq!(path::<Pair>(&[("number", "0"), ("word", "lengthy")]), Err(invalid(422, both)));
    let both =
        r#""number":["The number must be an integer."],"word":["The word must not be greater than 3 characters."]"#;
    assert_eq!(path::<Pair>(&[("number", "x"), ("word", "lengthy")]), Err(invalid(400, both)));
}

#[test]
fn a_list_takes_all_parameters() {
    assert_eq!(path::<All>(&[("a", "x"), ("b", "y")]), Ok(All(vec!["x".into(), "y".into()])));
    assert_eq!(path::<All>(&[]), Ok(All(vec![])));
    let long = r#""b":["The b must not be greater than 3 characters."]"#;
    assert_eq!(path::<All>(&[("a", "x"), ("b", "long")]), Err(invalid(422, long)));
    let many = path::<All>(&[("a", "x"), ("b", "y"), ("c", "z")]).unwrap_err();
    assert!(many.starts_with("422") && many.contains(r#""_":["#), "{many}");
}

#[test]
fn names_are_asked_for_by_name_however_deep_they_lie() {
    assert_eq!(path::<AroundNames>(&[("other", "x"), ("number", "7")]), Ok(AroundNames(Names { number: 7 })));
    let range = r#""number":["The number must be between 1 and 9."]"#;
    assert_eq!(path::<AroundNames>(&[("number", "0")]), Err(invalid(422, range)));
}

#[test]
fn another_number_of_parameters_is_the_fault_of_the_server() {
    for parameters in [&[][..], &[("a", "1"), ("b", "2"), ("c", "3")]] {
        assert!(path::<Number>(parameters).unwrap_err().starts_with("500"));
        assert!(path::<Pair>(parameters).unwrap_err().starts_with("500"));
    }
}

#[derive(Debug, PartialEq, Deserialize, Validate)]
struct Traced {
    #[serde(rename = "x-trace", alias = "trace")]
    #[validate(length(max = 4))]
    trace: Option<String>,
}

#[derive(Debug, PartialEq, Deserialize, Validate)]
struct Everything {
    #[serde(flatten)]
    #[validate(skip)]
    fields: BTreeMap<String, String>,
}

#[test]
fn header_fields_that_are_read_must_be_text() {
    let no_text = r#"400 {"message":"The value of a header field is not valid Unicode text."}"#;
    let text = |text: &str| Ok(Traced { trace: Some(text.into()) });
    assert_eq!(headers::<Traced>(&[("x-trace", "é".as_bytes())]), text("é"));
    assert_eq!(headers::<Traced>(&[("x-trace", b"\xe9")]), Err(no_text.into()));
    assert_eq!(headers::<Traced>(&[("trace", b"\xe9")]), Err(no_text.into()));
    assert_eq!(headers::<Traced>(&[("x-other", b"\xe9"), ("x-trace", b"a&b=")]), text("a&b="));
    assert_eq!(headers::<Everything>(&[("x-other", b"\xe9")]).unwrap_err(), no_text);
}
