//! What the targets for forms and queries share: a request of many kinds of fields, and laws about answers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use unprocessable::{Rejection, Valid, Validate};

#[derive(Serialize, Deserialize, Validate, Debug, PartialEq, Default)]
#[serde(default)]
pub struct Request {
    #[validate(length(max = 5))]
    pub text: String,
    #[validate(required, range(1..=100))]
    pub number: Option<i16>,
    pub float: f64,
    pub check: bool,
    pub letter: Option<char>,
    pub tags: Vec<String>,
    #[validate(each(gt(0)))]
    pub counts: Vec<u8>,
    #[validate(nested)]
    pub items: Vec<Item>,
    pub map: BTreeMap<String, u32>,
    pub by_number: BTreeMap<i8, Vec<bool>>,
    pub pair: Option<(u8, String)>,
    pub method: Option<Method>,
    pub shape: Option<Shape>,
    pub size: Option<Size>,
    #[serde(flatten)]
    #[validate(nested)]
    pub paging: Paging,
    pub any: serde_json::Value,
}

#[derive(Serialize, Deserialize, Validate, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Item {
    #[validate(required)]
    pub name: String,
    #[validate(gt(0))]
    pub price: f32,
    #[validate(nested)]
    pub inside: Option<Box<Item>>,
}

#[derive(Serialize, Deserialize, Validate, Debug, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    Cash,
    Voucher(u32),
    Card { digits: String },
}

#[derive(Serialize, Deserialize, Validate, Debug, PartialEq)]
#[serde(tag = "type")]
pub enum Shape {
    Circle { radius: u8 },
    Point,
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
#[serde(untagged)]
pub enum Size {
    Number(u16),
    Named { name: String },
    Text(String),
}

#[derive(Serialize, Deserialize, Validate, Debug, PartialEq, Default)]
#[serde(default)]
pub struct Paging {
    #[validate(gte(1))]
    pub page: Option<u64>,
    pub per_page: Option<u8>,
}

/// What anyone can read of an answer, and what is always true of one.
pub fn said(answer: &Result<Valid<Request>, Rejection>) -> String {
    let Err(rejection) = answer else { return String::new() };
    if let Some(errors) = rejection.errors() {
        assert!(!errors.is_empty());
        assert!(errors.iter().all(|(key, violation)| !key.is_empty() && !violation.message().to_string().is_empty()));
    }
    format!("{} {rejection} {rejection:?}", rejection.to_json())
}
