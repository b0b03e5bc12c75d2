//! Fields that are put in order before their rules run.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use unprocessable::{Patch, Validate};

use crate::subjects::subjects;

subjects! {
    SignUp, [
        r#"{"email":" A@b.example ","nickname":"   ","password":"  secret  ","role":" ADMIN"}"#,
        r#"{"email":"a@b.example","nickname":" abc ","password":"12345678","role":"user","phone":"1-2 3"}"#,
    ];
    Words, [
        r#"{"short":"  ab  ","iban":"DE-12","digits":"a1b2c3","language":" ","default":null,"maybe":" ","blank":" "}"#,
        r#"{"short":"a","iban":"de12","digits":"123","language":"DE","default":4,"maybe":"x","blank":null,"patch":""}"#,
        r#"{"short":"abc","iban":"d e 1 2","digits":"1-2-3","language":null,"required":" x ","number":90}"#,
    ];
    Elements, [
        r#"{"tags":[" A "," b"],"set":["a"," a","A"," A "],"prices":{"a":" eur "},"list":["x","y"],"plain":[" a "]}"#,
        r#"{"tags":[],"set":[],"prices":{},"list":["x"],"plain":["a"],"by_key":{"k":" v "}}"#,
    ];
    Others, [
        r#"{"first":" a","second":"a","kind":"CASH"}"#,
        r#"{"first":"a","second":" a ","kind":" Card ","number":"1","note":" "}"#,
        r#"{"first":"a","second":"a","kind":"card","number":"1","note":"x","reason":"y"}"#,
    ];
    Holder, [
        r#"{"inside":{"name":" abc "},"all":[{"name":"abc "}],"flat":" abc "}"#,
    ];
    Short, [r#""  ab  ""#, r#""ab""#];
}

#[derive(Deserialize, Validate)]
#[validate(normalize(trim, blank_to_none))]
struct SignUp {
    #[validate(normalize(lowercase), required, email, length(max = 20))]
    email: String,
    #[validate(length(min = 2, max = 4), alpha)]
    nickname: Option<String>,
    #[validate(normalize(skip), required, length(min = 8))]
    password: String,
    #[validate(normalize(lowercase), one_of(["admin", "user"]))]
    role: String,
    #[validate(normalize(strip("-", " ")), digits(3))]
    phone: Option<Box<str>>,
}

fn halve(number: u8) -> u8 {
    number / 2
}

#[derive(Deserialize, Validate)]
struct Words {
    #[validate(normalize(trim), length(max = 3), ascii, starts_with("a"))]
    short: String,
    #[validate(normalize(uppercase, strip("-", " ")), regex("^[A-Z]{2}[0-9]{2}$"))]
    iban: Cow<'static, str>,
    #[validate(normalize(digits_only), required, length(equal = 3))]
    digits: String,
    #[validate(normalize(trim, blank_to_none, default = "en", lowercase), required, length(equal = 2))]
    language: Option<String>,
    #[validate(normalize(default = 3), required, range(3..=4))]
    default: Option<u8>,
    #[validate(normalize(trim, blank_to_none), filled)]
    maybe: Option<String>,
    #[validate(normalize(blank_to_none), prohibited)]
    blank: Option<String>,
    #[serde(default)]
    #[validate(normalize(blank_to_none), length(min = 1))]
    patch: Patch<String>,
    #[validate(normalize(collapse, trim), when(self.blank.is_none(), filled))]
    required: Option<String>,
    #[validate(normalize(halve), range(..=50))]
    number: Option<u8>,
}

#[derive(Deserialize, Validate)]
#[validate(normalize(trim, lowercase))]
struct Elements {
    #[validate(length(max = 2), each(length(max = 1), one_of(["a", "b"])))]
    tags: Vec<String>,
    #[validate(length(max = 1), each(normalize(lowercase)))]
    set: BTreeSet<String>,
    #[validate(length(max = 1), values(length(equal = 3)))]
    prices: BTreeMap<String, String>,
    #[validate(distinct(ignore_case))]
    list: Vec<String>,
    #[validate(required, each(required, length(max = 1)))]
    plain: Vec<String>,
    #[validate(values(length(max = 1)))]
    by_key: Option<BTreeMap<String, String>>,
}

#[derive(Deserialize, Validate)]
#[validate(normalize(trim, blank_to_none))]
struct Others {
    first: String,
    #[validate(same(self.first))]
    second: String,
    #[validate(normalize(lowercase))]
    kind: String,
    #[validate(normalize(skip), required_if(self.kind == "card"), when(self.kind == "cash", prohibited))]
    number: Option<String>,
    note: Option<String>,
    #[validate(normalize(skip), required_with(self.note))]
    reason: Option<String>,
}

#[derive(Deserialize, Validate)]
struct Holder {
    #[validate(nested)]
    inside: Inside,
    #[validate(nested)]
    all: Vec<Inside>,
    #[serde(flatten)]
    #[validate(nested)]
    flat: Flat,
}

#[derive(Deserialize, Validate)]
struct Inside {
    #[validate(normalize(trim), length(max = 3))]
    name: String,
}

#[derive(Deserialize, Validate)]
struct Flat {
    #[validate(normalize(trim), length(max = 3))]
    flat: String,
}

#[derive(Deserialize, Validate)]
struct Short(#[validate(normalize(trim), required, length(max = 2))] String);
