//! Forms and query strings: text that its type reads as what it stands for.
#![allow(dead_code)]

use std::collections::{BTreeMap, HashMap};

use crate::common::pairs;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use unprocessable::decode::Inspect;
use unprocessable::{Limits, Rejection, Validate, from_form, from_query, from_query_within};

#[track_caller]
fn read<T: DeserializeOwned + Validate + for<'de> Inspect<'de>>(form: &str) -> T {
    from_form::<T>(form).unwrap_or_else(|rejection| panic!("{rejection}")).into_inner()
}

#[track_caller]
fn assert_refused<T: DeserializeOwned + Validate + for<'de> Inspect<'de>>(form: &str, expected: &[(&str, &str)]) {
    let errors = match from_form::<T>(form) {
        Ok(_) => panic!("accepted"),
        Err(Rejection::Malformed(malformed)) => panic!("{malformed}"),
        Err(Rejection::Invalid(errors)) => errors,
    };
    assert_eq!(errors.status().code(), 422);
    let refused = pairs(&errors);
    let refused: Vec<_> = refused.iter().map(|(key, sentence)| (key.as_str(), sentence.as_str())).collect();
    assert_eq!(refused, expected);
}

#[track_caller]
fn malformed<T: DeserializeOwned + Validate + for<'de> Inspect<'de>>(query: &[u8]) -> String {
    match from_query::<T>(query) {
        Ok(_) => panic!("accepted"),
        Err(rejection) => {
            assert!(matches!(rejection, Rejection::Malformed(_)), "{rejection}");
            format!("{} {rejection}", rejection.status().code())
        }
    }
}

#[derive(Deserialize, Validate, Debug, PartialEq)]
struct Item {
    #[validate(length(min = 2))]
    name: String,
    #[validate(gt(0))]
    price: f64,
}

#[derive(Deserialize, Validate, Debug, PartialEq, Default)]
struct Order {
    id: u64,
    #[serde(default)]
    express: bool,
    note: Option<String>,
    discount: Option<i8>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    #[validate(nested)]
    items: Vec<Item>,
    #[serde(default)]
    counts: Vec<u8>,
    #[serde(default)]
    prices: BTreeMap<u32, f64>,
    method: Option<Method>,
}

#[derive(Deserialize, Validate, Debug, PartialEq)]
#[serde(rename_all = "snake_case")]
enum Method {
    Cash,
    Voucher(u32),
}

#[test]
fn text_is_read_as_the_type_of_its_field() {
    assert_eq!(read::<Order>("id=12"), Order { id: 12, ..Order::default() });
    assert_eq!(
        read::<Order>("id=007&express=on&note=&discount=-05&method=cash"),
        Order { id: 7, express: true, discount: Some(-5), method: Some(Method::Cash), ..Order::default() }
    );
    assert_eq!(
        read::<Order>("id=0&express=false&note=+a%26b&discount=&method[voucher]=3"),
        Order { note: Some(" a&b".into()), method: Some(Method::Voucher(3)), ..Order::default() }
    );
}

#[test]
fn lists_are_repeated_or_numbered() {
    let item = |name: &str, price| Item { name: name.into(), price };
    for (form, tags) in [
        ("tags=a", &["a"][..]),
        ("tags=a&tags=b", &["a", "b"]),
        ("tags[]=a", &["a"]),
        ("tags[]=b&tags[]=a", &["b", "a"]),
        ("tags[1]=b&tags[0]=a", &["a", "b"]),
        ("tags.10=b&tags.9=a", &["a", "b"]),
        ("tags[999999999]=b&tags[7]=a", &["a", "b"]),
        ("tags=", &[]),
        ("tags[]=", &[""]),
        ("tags=&tags=a", &["", "a"]),
        ("tags%5B%5D=a", &["a"]),
    ] {
        assert_eq!(read::<Order>(&format!("{form}&id=1")).tags, tags, "{form}");
    }
    for form in [
        "items[0][name]=ab&items[0][price]=1.5&items[1][name]=cd&items[1][price]=2",
        "items.0.name=ab&items.1.price=2&items.0.price=1.5&items.1.name=cd",
        "items[7].name=cd&items[7].price=2&items[3].name=ab&items[3].price=1.5",
    ] {
        assert_eq!(read::<Order>(&format!("{form}&id=1")).items, [item("ab", 1.5), item("cd", 2.0)], "{form}");
    }
    let prices = read::<Order>("id=1&prices[5]=.5&prices[17]=2e3").prices;
    assert_eq!(prices, BTreeMap::from([(5, 0.5), (17, 2000.0)]));
}

#[test]
fn what_is_wrong_has_the_sentences_of_json() {
    assert_refused::<Order>(
        "id=x&express=maybe&discount=1000&method=card&counts=1&counts=300&counts=&items[4][name]=a&items[9][price]=0",
        &[
            ("id", "The id must be an integer."),
            ("express", "The express must be true or false."),
            ("discount", "The discount must be between -128 and 127."),
            ("items.4.name", "The name must be at least 2 characters."),
            ("items.4.price", "The price field is required."),
            ("items.9.name", "The name field is required."),
            ("items.9.price", "The price must be greater than 0."),
            ("counts.1", "The counts must be between 0 and 255."),
            ("counts.2", "The counts field is required."),
            ("method", "The selected method is invalid. It must be one of: cash, voucher."),
        ],
    );
    assert_refused::<Order>(
        "note=a&note=b&counts[3]=1&counts[8]=x&items=x&prices[5]=x",
        &[
            ("id", "The id field is required."),
            ("note", "The note must be a single value."),
            ("items.0", "The items must be an object."),
            ("counts.8", "The counts must be an integer."),
            ("prices.5", "The prices must be a number."),
        ],
    );
    assert_refused::<Order>("id=", &[("id", "The id field is required.")]);
    assert_refused::<Order>("id=1.5", &[("id", "The id must be an integer.")]);
    assert_refused::<Order>("id=1&tags[x]=1", &[("tags", "The tags must be a list.")]);
    assert_refused::<Order>("id[]=1", &[("id", "The id must be a single value.")]);
}

#[test]
fn a_boolean_is_what_a_person_or_a_page_writes_for_one() {
    #[derive(Deserialize, Validate, Debug, PartialEq)]
    struct Choices {
        terms: bool,
        news: Option<bool>,
        #[serde(default)]
        days: Vec<bool>,
    }
    for (text, value) in [
        ("1", true),
        ("yes", true),
        ("on", true),
        ("true", true),
        ("0", false),
        ("no", false),
        ("off", false),
        ("false", false),
    ] {
        let form = format!("terms={text}&news={text}&days=1&days={text}");
        assert_eq!(read::<Choices>(&form), Choices { terms: value, news: Some(value), days: vec![true, value] });
    }
    // A hidden field for the box that nobody ticks, and behind it the box: the last one counts.
    let last = Choices { terms: true, news: Some(false), days: vec![] };
    assert_eq!(read::<Choices>("terms=0&news=on&terms=1&news=off"), last);
    assert_eq!(read::<Choices>("terms[]=0&terms[]=on&news=x&news=0"), last);
    for (form, sentence) in [
        ("terms=yes+please", "The terms must be true or false."),
        ("terms=TRUE", "The terms must be true or false."),
        ("terms=1&terms=2", "The terms must be true or false."),
        ("terms=", "The terms field is required."),
        ("terms=1&terms=", "The terms field is required."),
        ("terms[x]=1", "The terms must be true or false."),
    ] {
        assert_refused::<Choices>(form, &[("terms", sentence)]);
    }
}

#[test]
fn what_is_left_blank_is_required_where_text_is_not_enough() {
    #[derive(Deserialize, Validate, Debug)]
    struct Filled {
        age: u8,
        price: f64,
        agreed: bool,
        #[validate(required)]
        nick: String,
        seats: Option<u8>,
    }
    for blank in ["+", "%E2%80%8B", "%E3%85%A4", "%E2%A0%80", "%00"] {
        assert_refused::<Filled>(
            &format!("age={blank}&price={blank}&agreed={blank}&nick={blank}&seats={blank}"),
            &[
                ("age", "The age field is required."),
                ("price", "The price field is required."),
                ("agreed", "The agreed field is required."),
                ("nick", "The nick field is required."),
                ("seats", "The seats must be an integer."),
            ],
        );
    }
}

#[test]
fn a_choice_or_character_that_is_left_empty_is_required() {
    #[derive(Deserialize, Validate, Debug)]
    #[serde(tag = "type")]
    enum Shape {
        Square,
    }
    #[derive(Deserialize, Validate, Debug)]
    struct Filled {
        method: Method,
        letter: char,
        address: std::net::IpAddr,
        #[validate(nested)]
        shape: Shape,
        optional: Option<Method>,
    }
    assert_refused::<Filled>(
        "method=&letter=&address=&shape[type]=&optional=",
        &[
            ("method", "The method field is required."),
            ("letter", "The letter field is required."),
            ("address", "The address field is required."),
            ("shape.type", "The type field is required."),
        ],
    );
    #[derive(Deserialize, Validate, Debug, PartialEq)]
    enum Named {
        #[serde(rename = "")]
        Nothing,
    }
    #[derive(Deserialize, Validate, Debug, PartialEq)]
    struct OfNamed {
        named: Named,
    }
    assert_eq!(read::<OfNamed>("named="), OfNamed { named: Named::Nothing });
}

#[test]
fn flattened_fields_know_their_types() {
    #[derive(Deserialize, Validate, Debug, PartialEq)]
    struct Paging {
        page: u32,
        #[validate(range(1..=100))]
        per_page: Option<u8>,
        code: String,
    }
    #[derive(Deserialize, Debug, PartialEq)]
    struct Plain {
        limit: u8,
    }
    #[derive(Deserialize, Validate, Debug, PartialEq)]
    struct Search {
        q: String,
        #[serde(flatten)]
        #[validate(nested)]
        paging: Paging,
        #[serde(flatten)]
        plain: Option<Plain>,
    }
    assert_eq!(
        read::<Search>("q=1&page=2&per_page=50&code=7&limit=3"),
        Search {
            q: "1".into(),
            paging: Paging { page: 2, per_page: Some(50), code: "7".into() },
            plain: Some(Plain { limit: 3 }),
        }
    );
    assert_refused::<Search>(
        "q=1&page=x&per_page=0&code=7",
        &[("page", "The page must be an integer."), ("per_page", "The per page must be between 1 and 100.")],
    );
}

#[test]
fn what_looks_before_it_reads_takes_text_for_what_it_looks_like() {
    #[derive(Deserialize, Debug, PartialEq)]
    #[serde(untagged)]
    enum Size {
        Number(u16),
        Named { name: String },
    }
    #[derive(Deserialize, Debug, PartialEq)]
    #[serde(tag = "type")]
    enum Shape {
        Circle { radius: f32 },
    }
    #[derive(Deserialize, Validate, Debug, PartialEq)]
    struct Thing {
        size: Size,
        shape: Shape,
        any: serde_json::Value,
    }
    assert_eq!(
        read::<Thing>("size=12&shape.type=Circle&shape.radius=2&any[a]=1&any[b]=x"),
        Thing {
            size: Size::Number(12),
            shape: Shape::Circle { radius: 2.0 },
            any: serde_json::json!({"a": "1", "b": "x"}),
        }
    );
    assert_refused::<Thing>(
        "size=x&shape.type=Circle&any=1",
        &[("size", "The size is invalid."), ("shape.radius", "The radius field is required.")],
    );
}

#[derive(Deserialize, Validate, Debug)]
struct Search {
    #[validate(length(min = 3))]
    q: String,
    #[validate(required, range(1..=9))]
    page: Option<u32>,
}

#[test]
fn a_query_is_400_when_parameters_are_missing_or_unreadable() {
    for (query, status, keys) in [
        ("q=wine&page=2", 200, &[][..]),
        ("q=w&page=2", 422, &["q"]),
        ("q=w&page=99", 422, &["q", "page"]),
        ("q=w&page=x", 400, &["q", "page"]),
        ("q=w", 400, &["q", "page"]),
        ("page=1", 400, &["q"]),
        ("q=wine&page=", 422, &["page"]),
        ("q=wine&q=red&page=1", 400, &["q"]),
    ] {
        match from_query::<Search>(query) {
            Ok(_) => assert_eq!(status, 200, "{query}"),
            Err(rejection) => {
                assert_eq!(rejection.status().code(), status, "{query}");
                let errors = rejection.errors().expect("errors");
                assert_eq!(errors.iter().map(|(key, _)| key).collect::<Vec<_>>(), keys, "{query}");
                assert!(rejection.to_json().starts_with(r#"{"message":"The given data was invalid.","errors":{"#));
            }
        }
    }
}

#[test]
fn malformed_forms() {
    assert_eq!(malformed::<Search>(b"q=%ff"), "400 The query string is not valid Unicode text.");
    assert_eq!(malformed::<Search>(b"%e6=1"), "400 The query string is not valid Unicode text.");
    assert_eq!(malformed::<Search>(b"q=a\xffb"), "400 The query string is not valid Unicode text.");
    for query in ["q=1&q[a]=1", "q=1&q[]=2", "q[]=1&q[0]=2", "q[][a]=1&q[b]=2"] {
        assert_eq!(malformed::<Search>(query.as_bytes()), "400 The query string repeats a key.", "{query}");
    }
    let deep = format!("q{}=1", "[a]".repeat(500));
    assert_eq!(malformed::<Search>(deep.as_bytes()), "400 The query string is nested too deeply.");
    let rejection = from_query_within::<Search, ()>("q=12345", &Limits::new().bytes(6), &()).unwrap_err();
    assert_eq!(rejection.to_json(), r#"{"message":"The query string is too large."}"#);
    let rejection = from_form::<Search>(b"q=%ff").unwrap_err();
    assert_eq!(rejection.to_string(), "The request body is not valid Unicode text.");
}

#[test]
fn nothing_that_was_sent_is_echoed() {
    let secret = "s3cr3t";
    for form in ["q=X&page=X", "q[X]=X", "q=X&q=X&page=X", "page=X.X", "q[][a]=X&page[]=X"] {
        let rejection = from_form::<Search>(form.replace('X', secret)).unwrap_err();
        assert!(!format!("{rejection:?} {rejection} {}", rejection.to_json()).contains(secret), "{form}");
    }
}

/// A list of itself: a single value counts as a list of one, which must end somewhere.
#[derive(Deserialize, Debug)]
struct Endless(Vec<Endless>);

#[derive(Deserialize, Validate, Debug)]
struct HasEndless {
    #[serde(default)]
    #[allow(dead_code)]
    endless: Option<Endless>,
    #[serde(default)]
    numbers: Vec<u32>,
    #[serde(default)]
    map: HashMap<String, u8>,
}

#[test]
fn hostile_forms_are_refused_in_time() {
    assert_eq!(malformed::<HasEndless>(b"endless=x"), "400 The query string is nested too deeply.");
    let n = 60_000;
    let start = std::time::Instant::now();
    let numbers: String = (0..n).map(|n| format!("&numbers[{}]=x", 999_999_999 - n)).collect();
    for form in [
        "&".repeat(1 << 17),
        "a&".repeat(1 << 18),
        "numbers=x&".repeat(n / 2),
        "numbers[]=x&".repeat(n / 2),
        "numbers[][a]=x&".repeat(n / 2),
        numbers[..1 << 19].to_owned(),
        (0..n).map(|n| format!("{n:x}&")).collect(),
        (0..n).map(|n| format!("map.{n:x}&")).collect::<String>()[..1 << 19].to_owned(),
        "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a&".repeat(8_000),
        format!("numbers{}=1", "[0]".repeat(1 << 17)),
        format!("{}=1&{}=1", "a".repeat(1 << 18), "a".repeat((1 << 18) - 5)),
        "[".repeat(1 << 17),
        "%".repeat(1 << 17),
        "numbers=".to_owned() + &"1".repeat(1 << 18),
    ] {
        let _ = from_form::<HasEndless>(&form);
    }
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

/// What is asked for by rules is looked for in the whole query at once.
#[test]
fn a_parameter_that_a_rule_requires_is_missing_only_when_it_is_not_there() {
    #[derive(Deserialize, Validate)]
    struct Filter {
        #[validate(required)]
        name: Option<String>,
        #[serde(default)]
        #[validate(nested)]
        parts: Vec<Part>,
        #[serde(default, rename = "dotted.name")]
        #[validate(required)]
        dotted: Vec<String>,
    }
    #[derive(Deserialize, Validate)]
    struct Part {
        #[validate(required)]
        name: Option<String>,
        #[serde(default)]
        count: u8,
    }
    for (query, status) in [
        ("name=&parts[0][name]=&dotted%5C.name=x", 422),
        ("name=&parts[3][name]=&parts[7][name]=&dotted%5C.name=x", 422),
        ("name=&parts[0][name]=&parts[1][count]=1&dotted%5C.name=x", 400),
        ("name=&dotted%5C.name=", 422),
        ("name=&dotted.name=", 400),
        ("dotted%5C.name=x", 400),
        ("name=x&parts[][name]=&dotted%5C.name=x", 422),
        ("name=x&parts[][count]=1&dotted%5C.name=x", 400),
    ] {
        let rejection = from_query::<Filter>(query).map(|_| ()).unwrap_err();
        assert_eq!(rejection.status().code(), status, "{query}: {rejection}");
    }
}
