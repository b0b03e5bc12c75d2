//! Types that use every family of rules, each with valid documents and values that its fields may be given.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use unprocessable::{Patch, Validate};

use crate::Case;

pub(crate) fn cases() -> Vec<Case> {
    vec![
        Case::of::<SignUp>(
            &[
                r#"{"email": "jane@example.com", "password": "secret-7", "password_confirmation": "secret-7", "age": 30, "terms": true}"#,
                r#"{"email": "jane@example.com", "password": "secret-7", "password_confirmation": "secret-7", "age": null, "terms": true, "nick_name": "jay"}"#,
            ],
            &[
                r#""jane@""#,
                r#""secret-8""#,
                r#""secret-7""#,
                "17",
                "18",
                "120",
                "121",
                r#"" ""#,
                r#""\u0085""#,
                r#""\ufeff""#,
            ],
        ),
        Case::of::<Order>(
            &[
                r#"{"customer": {"name": "Jane", "zip": "12345"}, "items": [{"sku": "AB-1", "count": 1}, {"sku": "AB-2", "count": 9, "note": "soft"}], "tags": ["a", "b"], "prices": {"eur": 1.5, "usd": 2}}"#,
                r#"{"customer": {"name": "Jane", "zip": null}, "items": [{"sku": "AB-1", "count": 1}], "tags": [], "prices": {"eur": 0.5}, "deliver_to": {"name": "Joe"}}"#,
            ],
            &[
                r#""AB-3""#,
                r#"[{"sku":"AB-1","count":1}]"#,
                r#"["a","a"]"#,
                r#"["a","","b"]"#,
                r#"["a","b","c","d"]"#,
                r#"{"EUR":1}"#,
                r#"{"eur":-1}"#,
                r#"{"usd":-1,"EUR":-2,"b":1,"a":-1}"#,
                r#"{"usd":-1,"B":-2,"a":null}"#,
                r#"{"eur":"x"}"#,
                r#"{"name":"","zip":"1234"}"#,
            ],
        ),
        Case::of::<Payment>(
            &[
                r#"{"kind": "card", "card_number": "4111111111111111", "amount": 10, "least": 1}"#,
                r#"{"kind": "transfer", "iban": "DE89370400440532013000", "amount": 10.25, "most": 20}"#,
                r#"{"kind": "cash", "amount": 3}"#,
            ],
            &[
                r#""card""#,
                r#""transfer""#,
                r#""cash""#,
                r#""4111111111111112""#,
                r#""DE88370400440532013000""#,
                "10.5",
                "0.05",
                "0.07",
                "100",
            ],
        ),
        Case::of::<Presence>(
            &[
                r#"{"a": "x", "b": "y", "c": "z", "list": [1], "map": {"k": 1}, "yes": true, "no": "off"}"#,
                r#"{"a": "x", "b": "y", "list": [1], "map": {"k": 1}, "yes": true, "no": "no"}"#,
            ],
            &[r#""x""#, r#""yes""#, r#""off""#, r#""\u200b""#, r#""\u3164""#, r#"" x""#, "[1,2]"],
        ),
        Case::of::<Words>(
            &[
                r#"{"name": "Größe", "slug": "ten-steps", "code": "ABC", "file": "a.png", "lower": "abc", "upper": "ABC", "digits": "1234", "trimmed": "a b", "choice": "asc", "not": "jane", "short": "日本", "decimal": "1.25"}"#,
            ],
            &[
                r#""日本語""#,
                r#""😀😀""#,
                r#""😀""#,
                r#""ten--steps""#,
                r#""ABCD""#,
                r#""a.gif""#,
                r#""aBc""#,
                r#""12345""#,
                r#"" a""#,
                r#""root""#,
                r#""ß""#,
                r#""1.2""#,
                r#""a\u2028b""#,
                r#""a/b""#,
                r#""é""#,
            ],
        ),
        Case::of::<Amounts>(
            &[
                r#"{"small": 5, "signed": -5, "big": 9007199254740991, "share": 0.5, "step": 0.15, "even": 4, "choice": 1, "digits": 1234, "single": 0.5}"#,
            ],
            &[
                "0", "1", "2", "3", "4", "5", "9", "10", "-10", "-11", "0.1", "0.3", "0.25", "0.35", "12345", "123",
                "1e21", "127", "128", "-128",
            ],
        ),
        Case::of::<Bails>(
            &[r#"{"name": "Jane", "list": ["abc", "abd"], "other": "x1", "password": "Tide-Table-1"}"#],
            &[
                r#""x""#,
                r#""xy""#,
                r#""gull""#,
                r#""Seagulls""#,
                r#"["a","abc"]"#,
                r#"["abc","abc","abc","abc"]"#,
                r#""Jane7""#,
                "[]",
            ],
        ),
        Case::of::<FirstField>(
            &[r#"{"one": "abc", "two": "abc", "three": "abc"}"#],
            &[r#""ab""#, r#""a""#, r#""abcd""#],
        ),
        Case::of::<Conditional>(
            &[
                r#"{"kind": "company", "vat": "DE1", "size": 5, "first": "2", "second": "3"}"#,
                r#"{"kind": "person", "size": 1}"#,
            ],
            &[r#""company""#, r#""person""#, r#""DE12""#, r#""X""#, "9", "10", "11", r#""2""#],
        ),
        Case::of::<Changes>(&[r#"{"name": "Jane", "note": null, "count": 3}"#, "{}"], &[r#""J""#, "0", r#""""#]),
        Case::of::<Method>(
            &[
                r#"{"type": "card", "number": "4111111111111111", "holder": "Jane"}"#,
                r#"{"type": "transfer", "iban": "DE89370400440532013000"}"#,
                r#"{"type": "cash"}"#,
            ],
            &[r#""card""#, r#""cash""#, r#""transfer""#, r#""x""#, r#""""#],
        ),
        Case::of::<Event>(
            &[
                r#"{"kind": "created", "data": {"name": "x"}}"#,
                r#"{"kind": "moved", "data": [1, 2]}"#,
                r#"{"kind": "removed"}"#,
                r#"{"kind": "renamed", "data": "abc"}"#,
            ],
            &[r#""created""#, r#""moved""#, r#""removed""#, r#""renamed""#, r#"[1,2,3]"#, r#"{"name":""}"#],
        ),
        Case::of::<Shape>(
            &[r#"{"circle": {"radius": 1}}"#, r#"{"square": 2}"#, r#"{"line": [1, 2]}"#, r#""point""#],
            &[
                r#""point""#,
                r#""circle""#,
                r#"{"circle":{"radius":-1}}"#,
                r#"{"square":0}"#,
                r#"{"square":1,"circle":2}"#,
                "{}",
            ],
        ),
        Case::of::<Tree>(
            &[
                r#"{"name": "root", "children": [{"name": "leaf", "children": []}], "next": {"name": "x", "children": []}}"#,
            ],
            &[r#""""#, r#"{"name":"","children":[]}"#, r#"[{"name":"","children":[null]}]"#],
        ),
        Case::of::<Closed>(
            &[r#"{"a": 1, "b": {"c": "x"}}"#, r#"{"a": 1}"#],
            &[r#"{"c":""}"#, r#"{"c":"x","d":1,"e":2}"#, "0"],
        ),
        Case::of::<Flat>(
            &[r#"{"before": 1, "name": "Jane", "zip": "12345", "after": 2}"#],
            &["0", "5", r#""""#, r#""1234""#],
        ),
        Case::of::<Defaults>(
            &[r#"{"page": 1, "size": 10, "sort": "asc", "query": null}"#, "{}"],
            &["0", "101", r#""desc""#, r#""up""#],
        ),
        Case::of::<Collections>(
            &[
                r#"{"matrix": [[1, 2], [3]], "pair": [1, "a"], "three": [1, 2, 3], "by_id": {"1": "a", "2": "b"}, "set": ["a", "b"], "optional": ["a", null], "nested": {"a": [{"sku": "AB-1", "count": 1}]}, "distinct": [1, 2]}"#,
            ],
            &[
                "[[1,2],[]]",
                "[[0]]",
                r#"["a",1]"#,
                "[1,2]",
                r#"{"x":"a"}"#,
                r#"{"1":""}"#,
                r#"["a","a","a"]"#,
                r#"[null,null]"#,
                r#"["","b"]"#,
                "[1,1,2,2]",
                r#"{"a":[{"sku":"x","count":0}]}"#,
            ],
        ),
        Case::of::<Newtypes>(
            &[
                r#"{"sku": "AB-1", "count": 3, "list": ["AB-1", "AB-2"], "maybe": "AB-3", "unit": null, "anything": [1], "letter": "a", "status": "open"}"#,
            ],
            &[r#""ab""#, "0", r#"["x"]"#, r#""open""#, r#""shut""#, r#""closed""#, r#""ab""#, "[]"],
        ),
        Case::of::<Dates>(
            &[
                r#"{"day": "2024-02-29", "from": "2024-03-01", "until": "2024-03-02T10:00:00+01:00", "work": "2024-03-01", "rest": "2024-03-02", "month": "2024-02"}"#,
            ],
            &[
                r#""2024-02-28""#,
                r#""2024-02-30""#,
                r#""2024-03-01T23:59:59Z""#,
                r#""2024-03-02T09:00Z""#,
                r#""2024-03-02T09:00:00.000000001Z""#,
                r#""2024-03""#,
                r#""0000-03-01""#,
                r#""9999-12-31t00:00z""#,
                r#""2024-3-1""#,
                r#""2023-12-31""#,
                r#""2024-01-01""#,
                r#""2024-01""#,
                r#""2024-02""#,
                r#""2024-03-02T24:00""#,
            ],
        ),
        Case::of::<Formats>(
            &[
                r#"{"host": "localhost", "domain": "example.com", "net": "10.0.0.0/8", "book": "978-3-16-148410-0", "journal": "2434-561X", "article": "4006381333931", "card": "4111 1111 1111 1111", "iban": "DE89 3704 0044 0532 0130 00", "lei": "5493001KJTIIGC8Y1R12", "isin": "US0378331005", "password": "Correct horse 7!", "address": "::1", "uuid": "550e8400-e29b-41d4-a716-446655440000"}"#,
            ],
            &[
                r#""example.1""#,
                r#""0x7f.1""#,
                r#""a.0x""#,
                r#""a..b""#,
                r#""-a.b""#,
                r#""2001:db8::/32""#,
                r#""10.0.0.0/33""#,
                r#""080442957X""#,
                r#""0-8044-2957-X""#,
                r#""X804429570""#,
                r#""9783161484101""#,
                r#""73513537""#,
                r#""2434-561x""#,
                r#""DE88370400440532013000""#,
                r#""correct horse""#,
                r#""CORRECT 7""#,
                r#""é日本語ÀΣς1""#,
                r#""1::2::3""#,
                r#""::ffff:192.0.2.1""#,
                r#""01.2.3.4""#,
                r#""1.2.3.4""#,
            ],
        ),
        Case::of::<Absent>(
            &[
                r#"{"a": "x", "b": "x", "constructor": "y", "valueOf": 1, "ratio": 0.1, "map": {"constructor": 1, "prototype": 2}, "pair": [1, "a"], "labelled": ["a"], "n": 1, "optional": [1, "b"], "own": "long enough"}"#,
                r#"{"a": "x", "constructor": "y", "ratio": 0.5, "map": {"a": 1}, "pair": [1, "a"], "labelled": ["a", "b"], "n": 1, "kind": "card"}"#,
                r#"{"a": "x"}"#,
            ],
            &[
                r#""x""#,
                r#"["a","a"]"#,
                "[[]]",
                "[]",
                "[300]",
                "[1]",
                "0.1",
                "0.10000001",
                "0.30000001",
                "0.2999999",
                "16777217",
                "1e21",
                "12",
                r#""""#,
                r#""card""#,
                r#""CARD""#,
                r#"{"constructor":12,"prototype":"x"}"#,
                "1000000000000000000000",
                "null",
            ],
        ),
        Case::of::<Compares>(
            &[
                r#"{"low": 1, "high": 5, "short": "ab", "long": "abc", "few": [1], "many": [1, 2], "text": "abcdef", "part": "bc"}"#,
                r#"{"low": 1, "high": 5, "short": "ab", "long": "abc", "few": [1], "text": "abcdef", "within": 3, "from": 1.5, "sized": "ab", "below": 2}"#,
            ],
            &["0", "2", "6", r#""abcd""#, r#""a""#, "[1,2,3]", "[]", r#""xyz""#, r#""x""#],
        ),
        Case::of::<Ordered>(
            &[
                r#"{"email": " Jane@Example.com ", "again": "jane@example.com", "kind": " CARD", "number": "41-11", "tags": [" A ", "b"], "set": ["a", " a", "A"], "prices": {"eur": " 1 "}, "inside": {"name": "  abc  "}}"#,
                r#"{"email": "a@b.example", "again": " a@b.example", "nickname": "   ", "kind": "cash", "reason": "x", "language": " ", "tags": [], "set": [], "prices": {}, "all": [{"name": " a"}], "inside": {"name": "a"}}"#,
            ],
            &[
                r#""   ""#,
                r#"" jane@example.com""#,
                r#""  abcdef  ""#,
                r#""\u200b""#,
                r#"" Card ""#,
                r#""4-1-1-1""#,
                r#"[" a","b "," B"]"#,
                r#"[" abcdef "]"#,
                r#"{"name":" abcdef "}"#,
                "null",
            ],
        ),
    ]
}

/// Fields that are put in order before their rules run.
#[derive(Clone, Debug, Deserialize, Validate)]
#[validate(normalize(trim, blank_to_none))]
pub(crate) struct Ordered {
    #[validate(normalize(lowercase), required, email, length(max = 20))]
    email: String,
    #[validate(normalize(lowercase), same(self.email))]
    again: String,
    #[validate(length(min = 2, max = 4), filled)]
    nickname: Option<String>,
    #[validate(normalize(lowercase), one_of(["card", "cash"]))]
    kind: String,
    #[validate(normalize(digits_only), required_if(self.kind == "card"), digits(4))]
    number: Option<String>,
    #[validate(when(self.kind == "cash", required))]
    reason: Option<String>,
    #[validate(normalize(default = "en"), required, length(equal = 2))]
    language: Option<String>,
    #[validate(length(max = 2), each(length(max = 1)))]
    tags: Vec<String>,
    #[validate(each(normalize(lowercase), length(max = 1)))]
    set: BTreeSet<String>,
    #[validate(values(length(max = 1)))]
    prices: BTreeMap<String, String>,
    #[validate(nested)]
    inside: Inside,
    #[validate(nested)]
    all: Option<Vec<Inside>>,
}

#[derive(Clone, Debug, Deserialize, Validate)]
pub(crate) struct Inside {
    #[validate(normalize(trim), required, length(max = 3))]
    name: String,
}

/// Somebody who signs up.
#[derive(Clone, Debug, Deserialize, Validate)]
pub(crate) struct SignUp {
    #[validate(required, email)]
    email: String,
    #[validate(length(min = 8, max = 72))]
    password: String,
    #[validate(required, confirmed(self.password))]
    password_confirmation: String,
    #[validate(range(18..=120))]
    age: Option<u8>,
    #[validate(accepted)]
    terms: bool,
    #[validate(length(max = 3), regex("^[a-z]*$"))]
    nick_name: Option<String>,
}

#[derive(Clone, Debug, Deserialize, Validate)]
pub(crate) struct Order {
    #[validate(nested)]
    customer: Customer,
    #[validate(length(min = 1, max = 3), nested)]
    items: Vec<Item>,
    #[validate(max(3), distinct, each(required, length(max = 5)))]
    tags: Vec<String>,
    #[validate(required, keys(lowercase), values(gte(0)))]
    prices: BTreeMap<String, f64>,
    #[validate(nested)]
    deliver_to: Option<Customer>,
}

#[derive(Clone, Debug, Deserialize, Validate)]
pub(crate) struct Customer {
    #[validate(required, length(max = 20))]
    name: String,
    #[validate(digits(5), attribute = "postal code")]
    zip: Option<String>,
}

#[derive(Clone, Debug, Deserialize, Validate, PartialEq, Eq, Hash)]
pub(crate) struct Item {
    #[validate(regex("^[A-Z]{2}-[0-9]$"))]
    sku: String,
    #[validate(gt(0))]
    count: u32,
    #[validate(length(max = 8))]
    #[serde(default)]
    note: String,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
#[derive(Validate)]
pub(crate) enum Kind {
    Card,
    Transfer,
    Cash,
}

#[derive(Clone, Debug, Deserialize, Validate)]
pub(crate) struct Payment {
    kind: Kind,
    #[validate(required_if(self.kind == Kind::Card), prohibited_unless(self.kind == Kind::Card), credit_card)]
    card_number: Option<String>,
    #[validate(required_if(self.kind == Kind::Transfer), iban)]
    iban: Option<String>,
    #[validate(gt(0), multiple_of(0.05), gte(self.least), lte(self.most))]
    amount: f64,
    least: Option<f64>,
    #[validate(lt(1000))]
    most: Option<f64>,
}

#[derive(Clone, Debug, Deserialize, Validate)]
pub(crate) struct Presence {
    #[validate(required)]
    a: Option<String>,
    #[validate(required_with(self.c), length(max = 3))]
    b: Option<String>,
    #[validate(filled, different(self.a))]
    c: Option<String>,
    #[validate(required, max(2))]
    list: Option<Vec<u8>>,
    #[validate(required)]
    map: BTreeMap<String, u8>,
    #[validate(accepted)]
    yes: Option<bool>,
    #[validate(declined)]
    no: Option<String>,
    #[validate(required_without_all([self.a, self.b]))]
    d: Option<u8>,
    #[validate(prohibited)]
    e: Option<String>,
    #[validate(prohibits([self.b, self.c]))]
    f: Option<String>,
    #[validate(required_with_all([self.a, self.c]))]
    g: Option<String>,
    #[validate(required_without(self.a))]
    h: Option<String>,
}

#[derive(Clone, Debug, Deserialize, Validate)]
pub(crate) struct Words {
    #[validate(alpha)]
    name: String,
    #[validate(slug)]
    slug: String,
    #[validate(regex("^[A-Z]{3}$"), not_regex("D"))]
    code: String,
    #[validate(ends_with([".png", ".jpg"]), doesnt_contain("/"))]
    file: String,
    #[validate(lowercase)]
    lower: String,
    #[validate(uppercase)]
    upper: String,
    #[validate(digits_between(3, 4))]
    digits: String,
    #[validate(trimmed, no_control, single_line)]
    trimmed: String,
    #[validate(one_of(["asc", "desc"]))]
    choice: String,
    #[validate(none_of(["root", "admin"]), min(2))]
    not: String,
    #[validate(size(2), starts_with("日"))]
    short: String,
    #[validate(decimal(places = 2))]
    decimal: String,
}

#[derive(Clone, Debug, Deserialize, Validate)]
pub(crate) struct Amounts {
    #[validate(between(1, 9))]
    small: u8,
    #[validate(range(-10..=10), nonzero)]
    signed: i8,
    big: u64,
    #[validate(range(exclusive_min = 0.0, exclusive_max = 1.0))]
    share: f64,
    #[validate(multiple_of(0.05), positive)]
    step: f64,
    #[validate(multiple_of(2))]
    even: i64,
    #[validate(one_of([1, 2, 3]))]
    choice: u16,
    #[validate(digits(4))]
    digits: u32,
    #[validate(lte(0.5))]
    single: f64,
}

#[derive(Clone, Debug, Deserialize, Validate)]
pub(crate) struct Bails {
    #[validate(bail, required, length(min = 3), alpha(ascii))]
    name: String,
    #[validate(bail, length(min = 1, max = 3), distinct, each(length(min = 2)))]
    list: Vec<String>,
    #[validate(bail, min(2), different(self.name), max(4))]
    other: String,
    #[validate(bail, required, password(min = 8, mixed_case, numbers))]
    password: String,
}

#[derive(Clone, Debug, Deserialize, Validate)]
#[validate(bail)]
pub(crate) struct FirstField {
    #[validate(min(2), min(3))]
    one: String,
    #[validate(same(self.one), min(2))]
    two: String,
    #[validate(min(3), max(3))]
    three: String,
}

#[derive(Clone, Debug, Deserialize, Validate)]
pub(crate) struct Conditional {
    #[validate(one_of(["company", "person"]))]
    kind: String,
    #[validate(when(self.kind == "company", required, starts_with("DE")), max(3))]
    vat: Option<String>,
    #[validate(when(self.kind == "person", max(1)))]
    size: u32,
    #[validate(when(self.size >= 10, prohibited), on_submit(one_of(["2"])))]
    first: Option<String>,
    #[validate(different(self.first), when(self.kind != "company", min(2)), max(2))]
    second: Option<String>,
}

#[derive(Clone, Debug, Deserialize, Validate)]
pub(crate) struct Changes {
    #[serde(default)]
    #[validate(required, min(2))]
    name: Patch<String>,
    #[serde(default)]
    #[validate(max(3))]
    note: Patch<String>,
    #[serde(default)]
    #[validate(gt(0))]
    count: Patch<u8>,
}

#[derive(Clone, Debug, Deserialize, Validate)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum Method {
    Card {
        #[validate(credit_card)]
        number: String,
        #[validate(required, different(self.number))]
        holder: String,
    },
    Transfer(#[validate(nested)] Transfer),
    Cash,
}

#[derive(Clone, Debug, Deserialize, Validate)]
pub(crate) struct Transfer {
    #[validate(iban)]
    iban: String,
}

#[derive(Clone, Debug, Deserialize, Validate)]
#[serde(tag = "kind", content = "data", rename_all = "snake_case")]
pub(crate) enum Event {
    Created {
        #[validate(required)]
        name: String,
    },
    Moved(#[validate(gt(0))] u8, u8),
    Renamed(#[validate(min(2))] String),
    Removed,
}

#[derive(Clone, Debug, Deserialize, Validate)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Shape {
    Circle {
        #[validate(gt(0))]
        radius: f64,
    },
    Square(#[validate(gt(0))] u8),
    Line(u8, #[validate(gt(1))] u8),
    Point,
}

#[derive(Clone, Debug, Deserialize, Validate)]
pub(crate) struct Tree {
    #[validate(required)]
    name: String,
    #[validate(max(2), nested)]
    children: Vec<Tree>,
    #[validate(nested)]
    next: Option<Box<Tree>>,
}

#[derive(Clone, Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct Closed {
    #[validate(gt(0))]
    a: u8,
    #[validate(nested)]
    b: Option<ClosedInside>,
}

#[derive(Clone, Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClosedInside {
    #[validate(required)]
    c: String,
}

#[derive(Clone, Debug, Deserialize, Validate)]
pub(crate) struct Flat {
    #[validate(lt(self.after))]
    before: u8,
    #[serde(flatten)]
    #[validate(nested)]
    customer: Customer,
    #[validate(gt(0))]
    after: u8,
}

fn ten() -> u8 {
    10
}

fn nothing() -> String {
    String::new()
}

#[derive(Clone, Debug, Deserialize, Validate)]
pub(crate) struct Defaults {
    #[serde(default)]
    #[validate(lt(100))]
    page: u8,
    #[serde(default = "ten")]
    #[validate(range(5..=100))]
    size: u8,
    #[serde(default)]
    #[validate(one_of(["asc", "desc"]))]
    sort: Option<String>,
    #[serde(default = "nothing")]
    #[validate(max(3))]
    word: String,
    #[serde(default)]
    query: Option<String>,
}

#[derive(Clone, Debug, Deserialize, Validate)]
pub(crate) struct Collections {
    #[validate(min(1), each(min(1), each(gt(0))))]
    matrix: Vec<Vec<u8>>,
    pair: (u8, String),
    #[validate(each(gt(0)))]
    three: [u8; 3],
    #[validate(values(required))]
    by_id: BTreeMap<u8, String>,
    #[validate(max(2))]
    set: BTreeSet<String>,
    #[validate(each(required))]
    optional: Vec<Option<String>>,
    #[validate(max(1), nested)]
    nested: BTreeMap<String, Vec<Item>>,
    #[validate(distinct)]
    distinct: Vec<i32>,
}

#[derive(Clone, Debug, Deserialize, Validate)]
pub(crate) struct Newtypes {
    #[validate(nested)]
    sku: Sku,
    #[validate(gt(0))]
    count: Count,
    #[validate(nested)]
    list: Vec<Sku>,
    #[validate(nested)]
    maybe: Option<Sku>,
    unit: (),
    anything: serde_json::Value,
    letter: char,
    status: Status,
}

#[derive(Clone, Debug, Deserialize, Validate)]
pub(crate) struct Sku(#[validate(regex("^[A-Z]{2}-[0-9]$"))] String);

#[derive(Clone, Debug, Deserialize, Validate)]
#[validate(transparent)]
pub(crate) struct Count(u8);

#[derive(Clone, Debug, Deserialize, Validate)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Status {
    Open,
    #[serde(alias = "shut")]
    Closed,
}

#[derive(Clone, Debug, Deserialize, Validate)]
pub(crate) struct Compares {
    #[validate(lt(self.high))]
    low: u8,
    #[validate(gte(self.low), max(9))]
    high: i64,
    #[validate(lt(self.long))]
    short: String,
    #[validate(min(self.low))]
    long: Option<String>,
    #[validate(lte(self.many))]
    few: Vec<u8>,
    many: Option<Vec<u8>>,
    #[validate(contains(self.part))]
    text: String,
    #[validate(doesnt_start_with(self.short))]
    part: Option<String>,
    #[validate(range(1..=self.high))]
    within: Option<i64>,
    #[validate(range(self.low..9))]
    from: Option<f64>,
    #[validate(between(1, self.long))]
    sized: Option<String>,
    #[validate(range(..=self.within))]
    below: Option<i64>,
}

#[derive(Clone, Debug, Deserialize, Validate)]
pub(crate) struct Dates {
    #[validate(date, after_or_equal("2024-01-01"), before("2030-01-01"))]
    day: String,
    #[validate(after(self.day))]
    from: String,
    #[validate(after_or_equal(self.from), date_equals("2024-03-02T09:00:00Z"))]
    until: Option<String>,
    #[validate(weekday)]
    work: String,
    #[validate(weekend)]
    rest: String,
    #[validate(before_or_equal("2024-02"))]
    month: String,
}

#[derive(Clone, Debug, Deserialize, Validate)]
pub(crate) struct Formats {
    #[validate(hostname)]
    host: String,
    #[validate(domain)]
    domain: String,
    #[validate(cidr)]
    net: String,
    #[validate(isbn)]
    book: String,
    #[validate(issn)]
    journal: String,
    #[validate(ean)]
    article: String,
    #[validate(credit_card)]
    card: String,
    #[validate(iban)]
    iban: String,
    #[validate(lei)]
    lei: String,
    #[validate(isin)]
    isin: String,
    #[validate(password(min = 12, letters, mixed_case, numbers, symbols))]
    password: String,
    #[validate(ip)]
    address: String,
    #[validate(uuid)]
    uuid: String,
}

#[derive(Clone, Debug, Deserialize, Validate)]
pub(crate) struct Absent {
    #[validate(confirmed(self.b))]
    a: Option<String>,
    b: Option<String>,
    #[validate(length(max = 3))]
    constructor: String,
    #[serde(rename = "valueOf")]
    #[validate(max(5))]
    value_of: Option<u8>,
    #[validate(range(0.1..=0.3))]
    ratio: f32,
    #[validate(values(lte(5)))]
    map: BTreeMap<String, u8>,
    pair: (u8, char),
    optional: Option<(u8, char)>,
    #[validate(distinct, each(length(max = 5), attribute = "tag"))]
    labelled: Vec<String>,
    n: u64,
    #[serde(default)]
    kind: String,
    #[validate(required_if(self.kind == "card"), length(min = 3), uppercase)]
    own: Option<String>,
    #[validate(length(max = 2), required_if(self.kind == "card"), lowercase)]
    late: Option<String>,
    #[validate(different(self.ratio))]
    other: Option<f32>,
}
