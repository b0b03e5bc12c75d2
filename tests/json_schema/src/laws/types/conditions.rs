//! Rules that look at other fields.

use serde::Deserialize;
use unprocessable::Validate;

use crate::subjects::subjects;

subjects! {
    Customer, [r#"{"is_company":false}"#, r#"{"is_company":true,"tax_number":"12345678"}"#];
    Payment, [r#"{"kind":"cash"}"#, r#"{"kind":"card","card":"1234"}"#, r#"{"kind":"k","card":"1234"}"#];
    Compared, [r#"{"age":17,"limit":1.5}"#, r#"{"age":18,"guardian":"x","limit":0}"#];
    Address, [r#"{}"#, r#"{"street":"a","city":"b","zip":"1","number":1}"#];
    Without, [r#"{"phone":"a"}"#, r#"{"email":"a","phone":null}"#];
    Prohibits, [r#"{}"#, r#"{"one":"a"}"#, r#"{"two":"a","one":""}"#];
    Answers, [r#"{"adult":true,"terms":"yes"}"#, r#"{"adult":false,"terms":"on","ads":false}"#];
    WithDefaults, [r#"{}"#, r#"{"flag":true,"name":"a"}"#, r#"{"kind":"b"}"#];
    WithAliases, [r#"{"kind":"a","name":"x"}"#, r#"{"type":"b"}"#, r#"{"type":"a","title":"x"}"#];
    Inside, [r#"{"strict":true,"tags":["ab"],"prices":{"ab":5},"rows":[["a"]]}"#, r#"{"strict":false,"tags":["a"],"prices":{"a":1},"rows":[]}"#];
    Several, [r#"{"a":true,"b":"x","value":5}"#, r#"{"a":false,"b":"y","value":0}"#];
    Unsayable, [r#"{"a":1,"b":2,"c":"x","d":"x"}"#];
    NotOnly, [r#"{"a":true,"b":"x"}"#, r#"{"a":false,"b":""}"#];
    Nullable, [r#"{"kind":null}"#, r#"{"kind":"a","choice":"x"}"#];
    OnSubmit, [r#"{"name":"abc"}"#];
}

#[derive(Deserialize, Validate)]
struct Customer {
    is_company: bool,
    #[validate(when(self.is_company, required, length(min = 8)), when(!self.is_company, length(max = 3)))]
    tax_number: Option<String>,
}

#[derive(Deserialize, Validate, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Kind {
    #[serde(alias = "k")]
    Card,
    Cash,
}

#[derive(Deserialize, Validate)]
struct Payment {
    kind: Kind,
    #[validate(required_if(self.kind == Kind::Card), length(max = 4))]
    card: Option<String>,
    #[validate(required_unless(self.kind != Kind::Card))]
    holder: Option<u8>,
    #[validate(prohibited_if(self.kind == Kind::Card), prohibited_unless(self.kind == Kind::Cash))]
    coins: Option<u8>,
}

#[derive(Deserialize, Validate)]
struct Compared {
    age: u8,
    #[validate(required_if(self.age >= 18))]
    guardian: Option<String>,
    limit: f64,
    #[validate(when(self.limit > 1.0, required), when(self.limit <= 0.5, prohibited))]
    reason: Option<u8>,
    kind: Option<u8>,
    #[validate(required_if(self.kind < Some(3)))]
    small: Option<u8>,
}

#[derive(Deserialize, Validate)]
struct Address {
    #[validate(length(max = 9))]
    street: Option<String>,
    #[validate(required_with(self.street))]
    city: Option<String>,
    #[validate(required_with_all([self.street, self.city]))]
    zip: Option<String>,
    number: Option<u8>,
    #[validate(required_with([self.number, self.list]))]
    door: Option<u8>,
    list: Option<Vec<u8>>,
}

#[derive(Deserialize, Validate)]
struct Without {
    #[validate(required_without(self.phone))]
    email: Option<String>,
    #[validate(required_without_all([self.email, self.number]))]
    phone: Option<String>,
    number: Option<u8>,
}

#[derive(Deserialize, Validate)]
struct Prohibits {
    #[validate(prohibits([self.two, self.three]))]
    one: Option<String>,
    two: Option<String>,
    three: Option<u8>,
}

#[derive(Deserialize, Validate)]
struct Answers {
    adult: bool,
    #[validate(accepted)]
    terms: String,
    #[validate(declined_if(self.adult == false))]
    ads: Option<bool>,
    #[validate(accepted_if(self.adult))]
    more: Option<u8>,
}

#[derive(Deserialize, Validate)]
struct WithDefaults {
    #[serde(default)]
    flag: bool,
    #[validate(required_if(self.flag))]
    name: Option<String>,
    #[serde(default = "a")]
    kind: String,
    #[validate(when(self.kind == "b", lt(3)))]
    number: Option<u8>,
    #[serde(default)]
    #[validate(required_unless(self.kind == "a"))]
    text: String,
    #[serde(default)]
    words: String,
    #[validate(required_without(self.words))]
    other: Option<u8>,
}

fn a() -> String {
    "a".into()
}

#[derive(Deserialize, Validate)]
struct WithAliases {
    #[serde(alias = "type")]
    kind: String,
    #[serde(alias = "title")]
    #[validate(required_if(self.kind == "a"), length(max = 3))]
    name: Option<String>,
}

#[derive(Deserialize, Validate)]
struct Inside {
    strict: bool,
    #[validate(each(when(self.strict, length(min = 2))))]
    tags: Vec<String>,
    #[validate(keys(when(self.strict, length(min = 2))), values(when(self.strict, gt(3))))]
    prices: std::collections::BTreeMap<String, u8>,
    #[validate(each(each(when(self.strict, required))))]
    rows: Vec<Vec<Option<String>>>,
}

#[derive(Deserialize, Validate)]
struct Several {
    a: bool,
    b: String,
    #[validate(when(self.a, when(self.b == "x", gt(3))), when(self.b != "x", lt(3)))]
    value: u8,
}

#[derive(Deserialize, Validate)]
struct Unsayable {
    a: u8,
    #[validate(gt(self.a))]
    b: u8,
    c: String,
    #[validate(same(self.c))]
    d: String,
    #[validate(when(self.c.len() > 3, required))]
    e: Option<u8>,
    #[validate(range(1..=self.a))]
    f: Option<u8>,
}

#[derive(Deserialize, Validate)]
struct NotOnly {
    a: bool,
    #[validate(required_unless(!self.a))]
    b: String,
}

#[derive(Deserialize, Validate)]
struct Nullable {
    kind: Option<String>,
    #[validate(when(self.kind.as_deref() == Some("a"), one_of(["x", "y"])))]
    choice: Option<String>,
    #[validate(when(self.kind.as_deref() != Some("a"), none_of(["x"])))]
    other: Option<String>,
}

#[derive(Deserialize, Validate)]
struct OnSubmit {
    #[validate(length(max = 5), on_submit(required, length(min = 2)))]
    name: Option<String>,
}
