//! What is said of a value that is refused: why, what was expected, and where.

use std::collections::BTreeMap;
use std::num::NonZeroU8;

use serde::Deserialize;

use unprocessable_core::decode::Expected::{self, *};
use unprocessable_core::decode::Integer::*;
use unprocessable_core::decode::ProblemKind::{Depth, DuplicateKey, Encoding};
use unprocessable_core::decode::Reason::{self, *};
use unprocessable_core::decode::{Document, Refusal, Refusals, Segment};

/// Where a refusal stands, as a path; the refused key of a map is marked with `#`.
fn path(document: &Document<'_>, refusal: &Refusal) -> String {
    let mut path = String::new();
    for segment in refusal.node(document).trail(document.root()) {
        match segment {
            Segment::Index(index) => path += &format!(".{index}"),
            Segment::Key(key) => path += &format!(".{}", key.text().unwrap()),
        }
    }
    if refusal.on_key { path + "#" } else { path }
}

/// The first refusal of plain decoding.
fn first<'de, T: Deserialize<'de>>(source: &'de str) -> (Reason, Expected, String) {
    let document = Document::parse(source.as_bytes()).unwrap();
    let refusal = document.root().decode::<T>().err().expect("a refusal");
    (refusal.reason, refusal.expected, path(&document, &refusal))
}

/// All refusals of tolerant decoding.
fn all<'de, T: Deserialize<'de>>(source: &'de str) -> Vec<(String, Reason)> {
    let document = Document::parse(source.as_bytes()).unwrap();
    let refusals = Refusals::up_to(100);
    assert!(document.root().collect::<T>(&refusals).is_none());
    refusals.into_vec().iter().map(|refusal| (path(&document, refusal), refusal.reason)).collect()
}

fn at(path: &str) -> String {
    path.into()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Person {
    name: String,
    #[serde(alias = "years")]
    age: Option<u8>,
    status: Option<Status>,
}

#[derive(Deserialize)]
#[allow(dead_code)]
enum Status {
    Active,
    Since(u16),
    Both { from: u8 },
}

#[test]
fn a_scalar_says_what_it_expected() {
    assert_eq!(first::<u8>("300"), (OutOfRange, Integer(U8), at("")));
    assert_eq!(first::<i8>("-129"), (OutOfRange, Integer(I8), at("")));
    assert_eq!(first::<u64>("18446744073709551616"), (OutOfRange, Integer(U64), at("")));
    assert_eq!(first::<u128>("-1"), (OutOfRange, Integer(U128), at("")));
    assert_eq!(first::<i64>("1.0"), (Fractional, Integer(I64), at("")));
    assert_eq!(first::<i128>("1e2"), (Fractional, Integer(I128), at("")));
    assert_eq!(first::<u8>("1e999"), (Fractional, Integer(U8), at("")));
    assert_eq!(first::<u8>("\"1\""), (WrongType, Integer(U8), at("")));
    assert_eq!(first::<usize>("null"), (Null, Integer(U64), at("")));
    assert_eq!(first::<f64>("1e999"), (OutOfRange, Float, at("")));
    assert_eq!(first::<f32>("true"), (WrongType, Float, at("")));
    assert_eq!(first::<bool>("0"), (WrongType, Boolean, at("")));
    assert_eq!(first::<String>("1"), (WrongType, Text, at("")));
    assert_eq!(first::<char>("\"ab\""), (Invalid, Char, at("")));
    assert_eq!(first::<()>("1"), (WrongType, Unit, at("")));
    assert_eq!(first::<NonZeroU8>("0"), (Invalid, Integer(U8), at("")));
    assert_eq!(first::<NonZeroU8>("256"), (OutOfRange, Integer(U8), at("")));
    assert_eq!(first::<core::net::IpAddr>("\"x\""), (Invalid, Ip, at("")));
    assert_eq!(first::<core::net::SocketAddr>("\"x\""), (Invalid, Text, at("")));
    assert_eq!(first::<Option<u8>>("\"x\""), (WrongType, Integer(U8), at("")));
    // A number of any size is fine if another crate switches `arbitrary_precision` on.
    if serde_json::from_str::<serde_json::Value>("1e999").is_err() {
        assert_eq!(first::<serde_json::Value>("[1e999]"), (OutOfRange, Any, at(".0")));
    }
    assert_eq!(first::<String>(r#""\ud800""#), (Malformed(Encoding), Text, at("")));
}

#[test]
fn a_list_says_which_item_and_how_many() {
    assert_eq!(first::<Vec<u8>>("{}"), (WrongType, List, at("")));
    assert_eq!(first::<Vec<u8>>("[1,\"x\"]"), (WrongType, Integer(U8), at(".1")));
    assert_eq!(first::<(u8, bool)>("[1]"), (WrongLength, Tuple(2), at("")));
    assert_eq!(first::<(u8, bool)>("[1,true,2]"), (WrongLength, Tuple(2), at("")));
    assert_eq!(first::<[u8; 2]>("\"ab\""), (WrongType, Tuple(2), at("")));
}

#[test]
fn a_struct_says_which_field() {
    assert_eq!(first::<Person>("null"), (Null, Object, at("")));
    assert_eq!(first::<Person>("{}"), (MissingField("name"), Object, at("")));
    assert_eq!(first::<Person>(r#"{"name":null}"#), (Null, Text, at(".name")));
    assert_eq!(first::<Person>(r#"{"name":"","nick":1}"#), (UnknownField, Text, at(".nick#")));
    assert_eq!(first::<Person>(r#"{"age":1,"age":2}"#), (Malformed(DuplicateKey), Object, at(".age#")));
    assert_eq!(first::<Person>(r#"{"age":1,"years":2}"#), (RepeatedField("age"), Object, at("")));
    for list in ["[]", "[1]", "[\"\"]"] {
        assert_eq!(first::<Person>(list), (WrongType, Object, at("")), "{list}");
    }
}

#[test]
fn an_enum_is_refused_as_a_whole_or_where_its_content_is() {
    assert_eq!(first::<Status>("\"Gone\""), (UnknownVariant, Enum, at("")));
    assert_eq!(first::<Status>(r#"{"Gone":1}"#), (UnknownVariant, Enum, at("")));
    assert_eq!(first::<Status>("1"), (WrongType, Enum, at("")));
    assert_eq!(first::<Status>("null"), (Null, Enum, at("")));
    assert_eq!(first::<Status>("{}"), (WrongLength, Enum, at("")));
    assert_eq!(first::<Status>(r#"{"Since":1,"Active":2}"#), (WrongLength, Enum, at("")));
    assert_eq!(first::<Status>("\"Since\""), (WrongType, Enum, at("")));
    assert_eq!(first::<Status>(r#"{"Since":-1}"#), (OutOfRange, Integer(U16), at(".Since")));
    assert_eq!(first::<Status>(r#"{"Both":{}}"#), (MissingField("from"), Object, at(".Both")));
    assert_eq!(first::<Person>(r#"{"status":"x"}"#), (UnknownVariant, Enum, at(".status")));
}

#[test]
fn a_map_says_which_key() {
    assert_eq!(first::<BTreeMap<u8, u8>>(r#"{"1":1,"x":2}"#), (WrongType, Integer(U8), at(".x#")));
    assert_eq!(first::<BTreeMap<u8, u8>>(r#"{"256":2}"#), (OutOfRange, Integer(U8), at(".256#")));
    assert_eq!(first::<BTreeMap<u8, u8>>(r#"{"1.0":2}"#), (Fractional, Integer(U8), at(".1.0#")));
    assert_eq!(first::<BTreeMap<bool, u8>>(r#"{"yes":2}"#), (WrongType, Boolean, at(".yes#")));
    assert_eq!(first::<BTreeMap<char, u8>>(r#"{"ab":2}"#), (Invalid, Text, at(".ab#")));
    assert_eq!(first::<BTreeMap<String, u8>>("[]"), (WrongType, Map, at("")));
}

#[test]
fn lists_and_maps_go_on() {
    assert_eq!(
        all::<Vec<u8>>(r#"[1,"x",300,null,4]"#),
        [(at(".1"), WrongType), (at(".2"), OutOfRange), (at(".3"), Null)],
    );
    assert_eq!(
        all::<Vec<Vec<bool>>>("[[true,1],2,[3]]"),
        [(at(".0.1"), WrongType), (at(".1"), WrongType), (at(".2.0"), WrongType)],
    );
    assert_eq!(
        all::<BTreeMap<u8, Vec<u8>>>(r#"{"1":[256],"x":[0],"y":["z"],"2":[1],"3":null}"#),
        [
            (at(".1.0"), OutOfRange),
            (at(".x#"), WrongType),
            (at(".y#"), WrongType),
            (at(".y.0"), WrongType),
            (at(".3"), Null)
        ],
    );
    assert_eq!(
        all::<Vec<Person>>(r#"[{},{"name":1},{"name":"x"},{"name":"x","a":0}]"#),
        [(at(".0"), MissingField("name")), (at(".1.name"), WrongType), (at(".3.a#"), UnknownField)],
    );
}

#[test]
fn a_tuple_stops_since_its_items_differ_in_type() {
    assert_eq!(all::<(u8, String)>(r#"["x","y"]"#), [(at(".0"), WrongType)]);
    assert_eq!(all::<(Vec<u8>, String)>(r#"[["x","z"],"y"]"#), [(at(".0.0"), WrongType), (at(".0.1"), WrongType)]);
}

#[test]
fn a_repeated_key_of_a_map_is_malformed_only_where_it_is_read() {
    type Nested = BTreeMap<String, BTreeMap<String, u8>>;
    let source = r#"{"a":{"x":1,"y":2,"\u0078":3}}"#;
    assert_eq!(all::<Nested>(source), [(at(".a.x#"), Malformed(DuplicateKey))]);
    assert_eq!(all::<serde_json::Value>(source), [(at(".a.x#"), Malformed(DuplicateKey))]);

    let document = Document::parse(source.as_bytes()).unwrap();
    assert!(document.root().decode::<Nested>().is_ok());
    let refusals = Refusals::up_to(1);
    assert!(document.root().collect::<BTreeMap<String, serde::de::IgnoredAny>>(&refusals).is_some());
}

#[test]
fn a_malformed_value_is_said_alone_and_with_its_place() {
    let source = r#"["x", "\udc00", 3]"#;
    let document = Document::parse(source.as_bytes()).unwrap();
    let refusals = Refusals::up_to(100);
    assert!(document.root().collect::<Vec<String>>(&refusals).is_none());
    let refusals = refusals.into_vec();
    assert_eq!(refusals.len(), 1);
    let problem = refusals[0].problem(&document).unwrap();
    assert_eq!((problem.kind, problem.offset), (Encoding, 6));
}

#[test]
fn decoding_stops_when_nothing_more_is_kept() {
    let source = format!("[{}0]", "\"x\",".repeat(1000));
    let document = Document::parse(source.as_bytes()).unwrap();
    let refusals = Refusals::up_to(3);
    assert!(document.root().collect::<Vec<u8>>(&refusals).is_none());
    assert_eq!(refusals.count(), 3);
    assert_eq!(refusals.into_vec().len(), 3);
}

/// Falls back to nothing where a list is wrong, so nothing was refused.
#[derive(Debug, PartialEq)]
struct Lenient(Vec<u8>);

impl<'de> Deserialize<'de> for Lenient {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(Vec::deserialize(deserializer).unwrap_or_default()))
    }
}

/// Says in its own words that a list is wrong.
#[derive(Debug)]
struct Wrapping;

impl<'de> Deserialize<'de> for Wrapping {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::<u8>::deserialize(deserializer).map(|_| Self).map_err(serde::de::Error::custom)
    }
}

#[test]
fn a_refusal_that_a_type_swallows_or_repeats_does_not_count() {
    let document = Document::parse(br#"[[1,"x"],[2]]"#).unwrap();
    let refusals = Refusals::up_to(100);
    let value = document.root().collect::<Vec<Lenient>>(&refusals);
    assert_eq!(value, Some([Lenient([].into()), Lenient([2].into())].into()));
    assert_eq!(refusals.count(), 0);

    assert_eq!(all::<Vec<Wrapping>>(r#"[["x",1],"y",[3]]"#), [(at(".0.0"), WrongType), (at(".1"), Invalid)]);
}

#[test]
fn nothing_of_the_client_shows() {
    let source = r#"{"secret":["secret"]}"#;
    let document = Document::parse(source.as_bytes()).unwrap();
    let refusal = document.root().decode::<BTreeMap<String, Vec<Status>>>().err().unwrap();
    let entry = document.root().object().unwrap().entries().next().unwrap();
    let shown = format!("{document:?} {refusal:?} {refusal} {entry:?} {:?}", refusal.node(&document));
    assert!(!shown.contains("secret"), "{shown}");
}

#[test]
fn depth_counts_what_is_read_and_not_what_is_skipped() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    for (depth, readable) in [(126, true), (127, true), (128, false), (10_000, false)] {
        let source = nested(depth);
        let document = Document::parse(source.as_bytes()).unwrap();
        assert_eq!(document.root().decode::<serde_json::Value>().is_ok(), readable, "{depth}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&source).is_ok(), readable, "{depth}");
        assert!(document.root().decode::<serde::de::IgnoredAny>().is_ok());
    }
    let strict = Document::parse_within(&nested(128).into_bytes(), 127).err().unwrap();
    assert_eq!((strict.kind, strict.offset), (Depth, 127));
    assert!(Document::parse_within(&nested(127).into_bytes(), 127).is_ok());
    assert!(Document::parse_within(b"[[],{\"a\":[]},[[]]]", 3).is_ok());
}
