//! Structs, tuples, newtypes and what is in their fields.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use serde::Deserialize;
use unprocessable::{Patch, Validate};

use crate::subjects::subjects;

subjects! {
    Scalars, [r#"{"text":"a","flag":true,"small":5,"signed":-3,"large":9,"wide":1,"real":1.5,"single":0.5,"letter":"x","nothing":null}"#];
    Rules, [r#"{"name":"abc","age":20,"price":10.5,"tags":["a"],"email":"a@b.example"}"#];
    Options, [r#"{}"#, r#"{"name":null,"age":null,"choice":null,"list":null}"#, r#"{"name":"ab","age":3,"choice":"a","list":[null,1],"demanded":"x","filled":"x","yes":true}"#];
    Defaults, [r#"{"demanded":"a","positive":1}"#, r#"{"demanded":"a","positive":1,"count":4,"name":"xyz","kept":"y"}"#];
    StructDefault, [r#"{}"#, r#"{"count":7}"#];
    Changes, [r#"{}"#, r#"{"name":"a","age":null}"#];
    Aliases, [r#"{"name":"a"}"#, r#"{"title":"a","age":1}"#, r#"{"label":"b","years":3}"#];
    Closed, [r#"{"name":"a"}"#, r#"{"nick":"a","more":1}"#];
    Renamed, [r#"{"firstName":"a","type":1}"#];
    Empty, [r#"{}"#];
    Nothing, ["null"];
    Pair, [r#"["a", 3]"#];
    PairWithDefault, [r#"["a"]"#, r#"["a", 3]"#];
    Newtype, [r#""abc""#];
    NewtypeOfOption, ["null", "5"];
    Through, [r#""abc""#];
    ThroughOption, ["null", r#""abc""#];
    HoldsNewtypes, [r#"{"plain":"abc","through":"abc","option":5,"maybe":null,"listed":["abc"]}"#, r#"{"plain":"abc","through":"abcd","option":null,"maybe":"abc","listed":[]}"#];
    Lists, [r#"{"few":["a"],"set":[1,2,2],"hashed":[],"queue":["x"],"fixed":[1,2],"tuple":["a",1],"matrix":[[1,2],[3,4]],"unique":["a","b"]}"#];
    Maps, [r#"{"prices":{"abc":1},"by_number":{"5":"a","12":"b"},"by_flag":{"true":1},"by_kind":{"card":"x"},"nested":{"a":{"price":1}},"lists":{"ab":["x"]}}"#];
    Nested, [r#"{"item":{"price":1},"items":[{"price":2}],"maybe":null,"loose":{"price":0},"by_name":{"a":{"price":3}},"each":[{"price":1}]}"#];
    Tree, [r#"{"value":1,"children":[]}"#, r#"{"value":1,"children":[{"value":2,"children":[]}],"parent":{"value":5,"children":[]}}"#];
    List, [r#"{"value":1}"#, r#"{"value":1,"next":{"value":2,"next":null}}"#];
    Page<Item>, [r#"{"items":[{"price":1}],"total":1}"#];
    Loose<String>, [r#"{"items":["a"],"total":1}"#];
    Vec<Item>, [r#"[{"price":1}]"#, "[]"];
    Option<Item>, ["null", r#"{"price":3}"#];
    BTreeMap<String, Item>, [r#"{"a":{"price":1}}"#];
    Described, [r#"{"dob":"2024-02-29"}"#];
    Foreigners, [r#"{"ip":"::1","v4":"192.0.2.1","id":"550e8400-e29b-41d4-a716-446655440000","link":"https://example.com/","amount":"1.5","day":"2024-02-29","other":{"a":1},"kind":"A"}"#, r#"{"ip":"192.0.2.1","v4":"192.0.2.1","id":"550e8400e29b41d4a716446655440000","link":"mailto:a","amount":1.5,"day":"20240229","at":"2024-02-29T12:00:00Z","other":{"a":1},"kind":{"B":1}}"#];
    Converted, [r#"{"upper":"abc","from":"5","of_struct":{"a":1},"skipped":1}"#];
    Combined, [r#"{"name":"abcd","count":6,"choice":"b"}"#];
    Choices, [r#"{"kind":"card","kinds":["cash"],"name":"a","number":2,"maybe":null,"not":"z"}"#, r#"{"kind":"c","kinds":["coins","card"],"name":"b","number":1,"maybe":"a","not":"y"}"#];
    Own, [r#"{"even":2,"whole":1}"#];
}

#[derive(Deserialize, Validate)]
struct Scalars {
    text: String,
    flag: bool,
    small: u8,
    signed: i16,
    large: u64,
    wide: u128,
    real: f64,
    single: f32,
    letter: char,
    nothing: (),
    #[serde(skip)]
    cached: u8,
    boxed: Option<Box<Arc<i8>>>,
}

#[derive(Deserialize, Validate)]
struct Rules {
    #[validate(required, length(min = 2, max = 5))]
    name: String,
    #[validate(range(18..=120))]
    age: u32,
    #[validate(gt(0), lt(99.5))]
    price: f64,
    #[validate(length(max = 3), each(required, length(max = 4)))]
    tags: Vec<String>,
    #[validate(email, length(max = 30))]
    email: String,
}

#[derive(Deserialize, Validate)]
struct Options {
    #[validate(length(min = 2))]
    name: Option<String>,
    #[validate(gte(3))]
    age: Option<u8>,
    #[validate(one_of(["a", "b"]))]
    choice: Option<String>,
    #[validate(each(required, lt(5)))]
    list: Option<Vec<Option<u8>>>,
    #[validate(filled)]
    filled: Option<String>,
    #[validate(when(self.age == Some(9), required))]
    demanded: Option<String>,
    #[validate(none_of(["c"]))]
    other: Option<String>,
    #[validate(prohibited)]
    never: Option<u8>,
    yes: Option<bool>,
}

#[derive(Deserialize, Validate)]
struct Defaults {
    #[serde(default)]
    #[validate(required)]
    demanded: Option<String>,
    #[serde(default)]
    #[validate(gt(0))]
    positive: u8,
    #[serde(default = "four")]
    #[validate(gt(0))]
    count: u8,
    #[serde(default)]
    #[validate(length(max = 3))]
    name: String,
    #[serde(default)]
    #[validate(slug)]
    unknown: String,
    #[serde(default)]
    kept: Option<String>,
}

fn four() -> u8 {
    4
}

#[derive(Deserialize, Validate, Default)]
#[serde(default)]
struct StructDefault {
    #[validate(lt(9))]
    count: u8,
    name: String,
    list: Vec<u8>,
}

#[derive(Deserialize, Validate)]
struct Changes {
    #[serde(default)]
    #[validate(required, length(max = 3))]
    name: Patch<String>,
    #[serde(default)]
    #[validate(lt(9))]
    age: Patch<u8>,
}

#[derive(Deserialize, Validate)]
struct Aliases {
    #[serde(alias = "title", alias = "label")]
    #[validate(length(max = 3))]
    name: String,
    #[serde(alias = "years")]
    #[validate(lt(9))]
    age: Option<u8>,
}

#[derive(Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct Closed {
    #[serde(alias = "nick")]
    #[validate(required)]
    name: Option<String>,
    more: Option<u8>,
}

#[derive(Deserialize, Validate)]
#[serde(rename_all = "camelCase")]
struct Renamed {
    #[validate(required)]
    first_name: Option<String>,
    r#type: u8,
}

#[derive(Deserialize, Validate)]
struct Empty {}

#[derive(Deserialize, Validate)]
struct Nothing;

#[derive(Deserialize, Validate)]
struct Pair(#[validate(length(max = 3))] String, #[validate(lt(9))] u8);

#[derive(Deserialize, Validate)]
struct PairWithDefault(
    String,
    #[serde(default)]
    #[validate(lt(9))]
    u8,
);

#[derive(Deserialize, Validate)]
struct Newtype(#[validate(length(min = 3))] String);

#[derive(Deserialize, Validate)]
struct NewtypeOfOption(#[validate(lt(9))] Option<u8>);

#[derive(Deserialize, Validate)]
#[validate(transparent)]
struct Through(#[validate(length(min = 3))] String);

#[derive(Deserialize, Validate)]
#[serde(transparent)]
#[validate(transparent)]
struct ThroughOption(#[validate(length(min = 3))] Option<String>);

#[derive(Deserialize, Validate)]
struct HoldsNewtypes {
    #[validate(nested)]
    plain: Newtype,
    #[validate(nested, length(max = 5))]
    through: Through,
    #[validate(required, nested)]
    option: NewtypeOfOption,
    #[validate(skip, one_of(["abc", "ab"]))]
    maybe: ThroughOption,
    #[validate(each(nested, required, length(max = 4)))]
    listed: Vec<Through>,
}

#[derive(Deserialize, Validate)]
struct Lists {
    #[validate(length(1..=2))]
    few: Vec<String>,
    #[validate(length(max = 2))]
    set: BTreeSet<u8>,
    #[validate(length(max = 1), each(lt(9)))]
    hashed: std::collections::HashSet<u8>,
    #[validate(required)]
    queue: VecDeque<String>,
    #[validate(each(lt(9)))]
    fixed: [u8; 2],
    tuple: (String, u8),
    #[validate(each(each(range(0..=9))))]
    matrix: [[u8; 2]; 2],
    #[validate(distinct)]
    unique: Vec<String>,
}

#[derive(Deserialize, Validate)]
struct Maps {
    #[validate(length(max = 2), keys(length(equal = 3)), values(gt(0)))]
    prices: HashMap<String, u8>,
    by_number: BTreeMap<u8, String>,
    by_flag: BTreeMap<bool, u8>,
    #[validate(values(required))]
    by_kind: BTreeMap<Kind, Option<String>>,
    #[validate(nested)]
    nested: BTreeMap<String, Item>,
    #[validate(keys(length(min = 2)), values(length(max = 1), each(required)))]
    lists: BTreeMap<String, Vec<Option<String>>>,
}

#[derive(Deserialize, Validate, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
enum Kind {
    #[serde(alias = "c")]
    Card,
    #[serde(alias = "coins")]
    Cash,
    None,
}

#[derive(Deserialize, Validate)]
struct Item {
    #[validate(gt(0))]
    price: u8,
}

#[derive(Deserialize, Validate)]
struct Nested {
    #[validate(nested)]
    item: Item,
    #[validate(length(max = 2), nested)]
    items: Vec<Item>,
    #[validate(nested)]
    maybe: Option<Item>,
    #[validate(skip)]
    loose: Item,
    #[validate(nested)]
    by_name: BTreeMap<String, Item>,
    #[validate(each(nested))]
    each: Vec<Item>,
    #[validate(required, skip)]
    draft: Option<Item>,
}

#[derive(Deserialize, Validate)]
struct Tree {
    #[validate(gt(0))]
    value: u8,
    #[validate(nested)]
    children: Vec<Tree>,
    #[validate(when(self.value > 4, nested))]
    parent: Option<Box<Tree>>,
}

#[derive(Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct List {
    #[validate(gt(0))]
    value: u8,
    #[validate(nested)]
    next: Option<Box<List>>,
}

#[derive(Deserialize, Validate)]
struct Page<T> {
    #[validate(nested)]
    items: Vec<T>,
    #[validate(gt(0))]
    total: u8,
}

#[derive(Deserialize, Validate)]
struct Loose<T> {
    items: Vec<T>,
    #[validate(gt(0))]
    total: u8,
}

/// A birthday.
#[derive(Deserialize, Validate)]
struct Described {
    /// The day.
    #[validate(attribute = "date of birth", date)]
    dob: String,
}

#[derive(Deserialize, Validate)]
struct Foreigners {
    ip: IpAddr,
    v4: Ipv4Addr,
    id: uuid::Uuid,
    link: url::Url,
    #[validate(gt(0))]
    amount: rust_decimal::Decimal,
    day: jiff::civil::Date,
    at: Option<chrono::DateTime<chrono::Utc>>,
    span: Option<jiff::Span>,
    other: serde_json::Value,
    kind: Elsewhere,
    number: Option<std::num::Wrapping<u8>>,
}

#[derive(Deserialize)]
enum Elsewhere {
    A,
    B(u8),
}

#[derive(Deserialize, Validate)]
struct Converted {
    #[serde(deserialize_with = "upper")]
    #[validate(uppercase)]
    upper: String,
    from: Parsed,
    #[validate(skip)]
    of_struct: OfStruct,
    #[serde(deserialize_with = "any", default)]
    skipped: u8,
}

fn upper<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(String::deserialize(deserializer)?.to_uppercase())
}

fn any<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    Ok(u8::deserialize(deserializer).unwrap_or(3))
}

#[derive(Deserialize, Validate)]
#[serde(try_from = "String")]
struct Parsed(u8);

impl TryFrom<String> for Parsed {
    type Error = std::num::ParseIntError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map(Self)
    }
}

#[derive(Deserialize, Validate)]
#[serde(from = "Plain")]
struct OfStruct {
    #[validate(gt(0))]
    a: u8,
}

#[derive(Deserialize)]
struct Plain {
    a: u8,
}

impl From<Plain> for OfStruct {
    fn from(plain: Plain) -> Self {
        Self { a: plain.a }
    }
}

#[derive(Deserialize, Validate)]
struct Combined {
    #[validate(length(min = 2), length(max = 5), length(min = 3, max = 9), slug, ascii)]
    name: String,
    #[validate(gte(2), gt(3), lte(200), lt(100), multiple_of(2), multiple_of(3))]
    count: u8,
    #[validate(one_of(["a", "b"]), one_of(["b", "c"]), none_of(["c"]))]
    choice: String,
}

#[derive(Deserialize, Validate)]
struct Choices {
    #[validate(one_of([Kind::Card, Kind::Cash]))]
    kind: Kind,
    #[validate(each(none_of([Kind::None])))]
    kinds: Vec<Kind>,
    #[validate(one_of(["a", "b"]))]
    name: String,
    #[validate(one_of([1, 2]))]
    number: u8,
    #[validate(one_of(["a", "b"]))]
    maybe: Option<String>,
    #[validate(none_of(["a", "b"]))]
    not: String,
}

fn even(number: &u8) -> Result<(), &'static str> {
    if number & 1 == 0 { Ok(()) } else { Err("The {attribute} must be even.") }
}

fn whole(own: &Own) -> Result<(), &'static str> {
    if own.whole != own.even { Ok(()) } else { Err("These must differ.") }
}

#[derive(Deserialize, Validate)]
#[validate(custom(whole), field = "whole")]
struct Own {
    #[validate(custom(even))]
    even: u8,
    whole: u8,
}
