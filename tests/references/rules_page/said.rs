//! The sentences that are not those of rules: each is provoked, so that the page shows what a client really gets.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Read};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::Path;
use std::sync::Mutex;

use regex::Regex;
use serde::Deserialize;
use unprocessable::{
    Answer, ErrorBody, Limits, Messages, Rejection, Sentence, Status, Valid, Validate, ValidationErrors, catalogue,
    from_form, from_json, from_json_within, from_query, from_reader,
};

use crate::catalogue::{Picture, type_of};
use crate::languages::english;

/// What a violation says.
pub(super) struct Said {
    pub(super) code: String,
    pub(super) template: String,
    arguments: Vec<(String, &'static str)>,
}

/// A source of messages that listens, and has none.
#[derive(Default)]
struct Heard(Mutex<Vec<Said>>);

impl Messages for Heard {
    fn sentence(&self, sentence: &Sentence<'_>) -> Option<&str> {
        self.0.lock().unwrap().push(Said {
            code: sentence.code().to_owned(),
            template: sentence.template().to_owned(),
            arguments: sentence.arguments().map(|(name, is)| (name.to_owned(), type_of(is))).collect(),
        });
        None
    }
}

fn said(errors: &ValidationErrors) -> Vec<Said> {
    let heard = Heard::default();
    for (_, violation) in errors.iter() {
        assert_eq!(violation.message_from(english()).to_string(), violation.message().to_string());
        let _ = violation.message_from(&heard).to_string();
    }
    heard.0.into_inner().unwrap()
}

/// The demands of a rule that have codes of their own: the attribute, and what is said when it is not met.
pub(super) fn demands() -> Vec<(&'static str, Said)> {
    #[derive(Validate)]
    struct Passwords {
        #[validate(password(letters))]
        letters: &'static str,
        #[validate(password(mixed_case))]
        mixed_case: &'static str,
        #[validate(password(numbers))]
        numbers: &'static str,
        #[validate(password(symbols))]
        symbols: &'static str,
    }
    let broken = Passwords { letters: "12345678", mixed_case: "aaaaaaaa", numbers: "aaaaaaaa", symbols: "aaaaaaaa" };
    let attributes = ["password(letters)", "password(mixed_case)", "password(numbers)", "password(symbols)"];
    let said = said(&broken.validate().unwrap_err());
    assert_eq!(said.len(), attributes.len());
    attributes.into_iter().zip(said).chain(demands_on_files()).collect()
}

fn demands_on_files() -> Vec<(&'static str, Said)> {
    /// Each rule on a field of its own.
    macro_rules! demands {
        ($($attribute:literal $field:ident: $rule:ident($($arguments:tt)*);)+) => {{
            #[derive(Validate)]
            struct Files {
                $(#[validate($rule($($arguments)*))]
                $field: Picture,)+
            }
            let broken = Files { $($field: Picture),+ };
            let said = said(&broken.validate().unwrap_err());
            let attributes = [$($attribute),+];
            assert_eq!(said.len(), attributes.len());
            attributes.into_iter().zip(said).collect()
        }};
    }
    demands! {
        "file(max = \"10 B\")" max: file(max = "10 B");
        "file(min = \"1 KB\")" min: file(min = "1 KB");
        "file(types = [\"video/*\", \"audio/*\"])" types: file(types = ["video/*", "audio/*"]);
        "file(extensions = [\"pdf\"])" extension: file(extensions = ["pdf"]);
        "file(extensions = [\"pdf\", \"docx\"])" extensions: file(extensions = ["pdf", "docx"]);
        "image(min_width = 20)" min_width: image(min_width = 20);
        "image(max_width = 10)" max_width: image(max_width = 10);
        "image(min_width = 20, max_width = 40)" any_width: image(min_width = 20, max_width = 40);
        "image(width = 20)" width: image(width = 20);
        "image(min_height = 20)" min_height: image(min_height = 20);
        "image(max_height = 10)" max_height: image(max_height = 10);
        "image(min_height = 20, max_height = 40)" any_height: image(min_height = 20, max_height = 40);
        "image(height = 20)" height: image(height = 20);
        "image(ratio = (16, 9))" ratio: image(ratio = (16, 9));
    }
}

/// What is said of a field of this type with this value.
macro_rules! refused {
    ($field:ty, $json:literal) => {{
        #[derive(Deserialize, Validate)]
        struct Request {
            #[allow(dead_code)]
            #[validate(skip)]
            value: $field,
        }
        one(from_json::<Request>(concat!(r#"{"value":"#, $json, "}").as_bytes()))
    }};
}

fn one<T>(answer: Result<Valid<T>, Rejection>) -> Said {
    let Err(Rejection::Invalid(errors)) = answer else { panic!("it is not refused as invalid") };
    let mut said = said(&errors);
    assert_eq!(said.len(), 1);
    said.remove(0)
}

#[derive(Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct Closed {
    #[allow(dead_code)]
    #[serde(alias = "other")]
    value: u8,
}

#[derive(Deserialize)]
#[allow(dead_code)]
enum Few {
    A,
    B,
}

#[derive(Deserialize)]
#[allow(dead_code)]
enum Many {
    A,
    B,
    C,
    D,
    E,
    F,
    G,
    H,
    I,
    J,
    K,
}

#[derive(Deserialize, Validate)]
struct Flat {
    #[allow(dead_code)]
    #[serde(flatten)]
    either: Either,
}

#[derive(Deserialize, Validate)]
#[allow(dead_code)]
enum Either {
    Card(u8),
    Iban(u8),
}

#[derive(Deserialize)]
#[serde(try_from = "u8")]
struct Picky;

impl TryFrom<u8> for Picky {
    type Error = &'static str;

    fn try_from(_: u8) -> Result<Self, &'static str> {
        Err("this is never shown")
    }
}

/// When a shape is refused, and what is said of it.
fn shapes() -> Vec<(&'static str, Said)> {
    vec![
        ("a field is missing, or it is `null` and its type has no `null`", one(from_json::<Closed>(b"{}"))),
        ("the whole body is `null`", one(from_json::<Closed>(b"null"))),
        (
            "a field is unknown, and the struct says `deny_unknown_fields`",
            one(from_json::<Closed>(br#"{"value":1,"a":1}"#)),
        ),
        ("not `true` or `false`", refused!(bool, "1")),
        ("not a whole number", refused!(u8, "1.5")),
        ("an integer outside the range of its type", refused!(u8, "256")),
        ("not a number", refused!(f64, "true")),
        ("a decimal that its type cannot hold", refused!(rust_decimal::Decimal, "1e99")),
        ("not text", refused!(String, "1")),
        ("not one character", refused!(char, r#""ab""#)),
        ("neither text nor bytes", refused!(serde_bytes::ByteBuf, "1")),
        ("not `null`", refused!((), "1")),
        ("not a list", refused!(Vec<u8>, "1")),
        ("a list of the wrong length, where one item is expected", refused!([u8; 1], "[]")),
        ("a list of the wrong length", refused!([u8; 3], "[1]")),
        ("a list of the wrong length, where more than 16 items are expected", refused!([u8; 20], "[1]")),
        ("not an object", refused!(BTreeMap<String, u8>, "1")),
        ("not one of at most ten names", refused!(Few, r#""C""#)),
        ("not one of more than ten names", refused!(Many, r#""Z""#)),
        ("several fields, or none, where one names a variant", refused!(Few, r#"{"A":null,"B":null}"#)),
        ("the same, where there are more than ten variants", refused!(Many, "{}")),
        ("none of the fields of a flattened enum", one(from_json::<Flat>(b"{}"))),
        ("in a form or query, several values for one", one(from_form::<Closed>("value=1&value=2"))),
        ("a field is sent under two of its names", one(from_json::<Closed>(br#"{"value":1,"other":1}"#))),
        ("not an IP address", refused!(IpAddr, r#""a""#)),
        ("not an IPv4 address", refused!(Ipv4Addr, r#""a""#)),
        ("not an IPv6 address", refused!(Ipv6Addr, r#""a""#)),
        ("not a UUID", refused!(uuid::Uuid, r#""a""#)),
        ("not a URL", refused!(url::Url, r#""a""#)),
        ("not a date", refused!(jiff::civil::Date, r#""a""#)),
        ("not a time of day", refused!(jiff::civil::Time, r#""a""#)),
        ("not a date with a time", refused!(jiff::Timestamp, r#""a""#)),
        ("not a duration", refused!(jiff::SignedDuration, r#""a""#)),
        ("not a file", refused!(unprocessable::Upload, r#""a""#)),
        ("refused by its type for another reason", refused!(Picky, "1")),
    ]
}

pub(super) fn push_shapes(page: &mut String) {
    page.push_str(
        "\n## Shapes\n\n\
         These violations come from decode: a value does not have the shape that its type expects. A type that fails with a\n\
         `Violation` of its own is reported with that code and sentence instead.\n\n\
         | when | code | sentence | arguments |\n|---|---|---|---|\n",
    );
    for (when, said) in shapes() {
        let arguments = said.arguments.iter().map(|(name, is)| format!("`{name}` ({is})"));
        let arguments = arguments.collect::<Vec<_>>().join(", ");
        let arguments = if arguments.is_empty() { "none" } else { &arguments };
        let _ = writeln!(page, "| {when} | `{}` | {} | {arguments} |", said.code, said.template);
    }
}

/// The lines of the sources below a folder that are neither comments nor tests.
fn code_below(folder: &Path) -> String {
    let mut code = String::new();
    for entry in fs::read_dir(folder).expect("sources").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            code.push_str(&code_below(&entry));
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(entry).expect("source");
            let lines = source.lines().take_while(|line| *line != "#[cfg(test)]");
            for line in lines.filter(|line| !line.trim_start().starts_with("//")) {
                let _ = writeln!(code, "{line}");
            }
        }
    }
    code
}

fn library(folder: &str) -> String {
    code_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder))
}

#[test]
fn every_shape_of_the_sources_is_in_the_page() {
    let pair = Regex::new(r#"(?:Shape|Self)::new\(\s*"([a-z0-9_]+)",\s*"([^"]+\.)""#).unwrap();
    let code = library("validator-core/src");
    let written: BTreeSet<(String, String)> =
        pair.captures_iter(&code).map(|found| (found[1].to_owned(), found[2].to_owned())).collect();
    assert!(written.len() > 25, "the sentences of shapes are no longer found in the sources: {written:?}");
    let shown: BTreeSet<(String, String)> = shapes().into_iter().map(|(_, said)| (said.code, said.template)).collect();
    let missing: Vec<_> = written.difference(&shown).collect();
    assert!(missing.is_empty(), "add what provokes these: {missing:?}");
}

struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::ErrorKind::ConnectionReset.into())
    }
}

/// What is said of bytes that are not a document.
fn malformed() -> Vec<(&'static str, String)> {
    #[derive(Deserialize, Validate)]
    struct Request {
        #[allow(dead_code)]
        value: serde_json::Value,
    }
    #[derive(Deserialize, Validate)]
    struct Text {
        #[allow(dead_code)]
        value: String,
    }
    fn body<T>(answer: Result<Valid<T>, Rejection>) -> String {
        match answer {
            Err(Rejection::Malformed(malformed)) => {
                assert_eq!(ErrorBody::from(malformed).message_from(english()), malformed.to_string());
                format!("{} | {malformed}", malformed.status().code())
            }
            _ => panic!("it is a document"),
        }
    }
    let deep = format!(r#"{{"value":{}{}}}"#, "[".repeat(130), "]".repeat(130));
    let few = Limits::new().bytes(1);
    vec![
        ("no body, or nothing but white space", body(from_json::<Request>(b""))),
        ("wrong syntax", body(from_json::<Request>(b"?"))),
        ("the document is not complete", body(from_json::<Request>(b"{"))),
        ("something follows the document", body(from_json::<Request>(br#"{"value":1} 2"#))),
        ("not UTF-8, or half a surrogate pair", body(from_json::<Text>(b"{\"value\":\"\xff\"}"))),
        ("lists and objects are nested too deeply", body(from_json::<Request>(deep.as_bytes()))),
        ("a key of a struct or map is repeated", body(from_json::<Request>(br#"{"value":1,"value":1}"#))),
        ("more bytes than `Limits` allows", body(from_json_within::<Request, ()>(b"{}", &few, &()))),
        ("a form that is not UTF-8", body(from_form::<Text>("value=%FF"))),
        ("a query string that is not UTF-8", body(from_query::<Text>("value=%FF"))),
        ("a reader that fails", body(from_reader::<Request>(Broken))),
    ]
}

/// When an adapter for a framework gives an answer of its own, with its status.
const OF_ADAPTERS: [(u16, Answer, &str); 10] = [
    (400, Answer::PATH, "bytes in the path that are not UTF-8"),
    (400, Answer::UNREADABLE, "the connection fails"),
    (400, Answer::MULTIPART_DATA, "a multipart body that breaks its format"),
    (413, Answer::TOO_LARGE, "more bytes than the framework allows"),
    (415, Answer::JSON, "another `Content-Type`"),
    (415, Answer::FORM, "another `Content-Type`"),
    (415, Answer::MULTIPART, "another `Content-Type`"),
    (415, Answer::BOUNDARY, "a `Content-Type` without a boundary"),
    (415, Answer::CHARSET, "another charset"),
    (415, Answer::CODING, "a body that is still compressed"),
];

/// What a body of this status with this answer says, which is what the file of English says.
fn answered(status: Status, answer: Answer) -> String {
    let body = ErrorBody::new(status).answer(answer);
    assert_eq!(body.message_from(english()), body.own_message().expect("a message"));
    body.message_from(english()).into_owned()
}

#[test]
fn every_answer_of_the_adapters_is_in_the_page() {
    let name = Regex::new(r"Answer::([A-Z_]+)").unwrap();
    let code = library("src/web");
    let given: BTreeSet<&str> = name.captures_iter(&code).map(|found| found.get(1).unwrap().as_str()).collect();
    assert_eq!(given.len(), OF_ADAPTERS.len(), "{given:?}");
    let sentence = Regex::new(r#""The [^"{]+\.""#).unwrap();
    assert!(!sentence.is_match(&code), "a sentence of an adapter is in no catalogue: {:?}", sentence.find(&code));
}

pub(super) fn push_answers(page: &mut String) {
    page.push_str(
        "\n## Answers about a whole request\n\n\
         These answers are a `message` without `errors`. Their codes are not in the body; `Messages` see them.\n\n\
         | when | code | status | message |\n|---|---|---|---|\n",
    );
    for (when, answer) in malformed() {
        let _ = writeln!(page, "| {when} | `malformed` | {answer} |");
    }
    for (status, answer, when) in OF_ADAPTERS {
        let sentence = answered(Status::from_code(status).expect("a status"), answer);
        let _ = writeln!(page, "| {when} | `{}` | {status} | {sentence} |", answer.code());
    }
    page.push_str(
        "\nAn `ErrorBody` without a message of its own has the message of its status. If it has errors, its message is \"The\n\
         given data was invalid.\" under every status, with the code `invalid_data`.\n\n\
         | status | name | code | message |\n|---|---|---|---|\n",
    );
    for status in Status::ALL {
        assert_eq!(ErrorBody::new(status).message_from(english()), status.sentence());
        let code = status.name().to_lowercase().replace(' ', "_");
        assert!(catalogue().any(|entry| entry.code() == code), "{code}");
        let _ = writeln!(page, "| {} | {} | `{code}` | {} |", status.code(), status.name(), status.sentence());
    }
}
